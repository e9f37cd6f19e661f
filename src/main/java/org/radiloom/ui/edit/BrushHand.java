package org.radiloom.ui.edit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.tool.Brush;
import org.radiloom.annotate.tool.EdgeBrush;
import org.radiloom.annotate.tool.EditPlane;

/** Brush and eraser: paint the whole way of the pointer while the button is down; with Ctrl each does what the other does. */
final class BrushHand implements Hand {
    private final boolean erases;
    private final Supplier<EditOptions> options;
    private @Nullable Spot last;
    private @Nullable EdgeBrush edges;
    private boolean erasing;

    BrushHand(boolean erases, Supplier<EditOptions> options) {
        this.erases = erases;
        this.options = options;
    }

    @Override
    public void press(EditCase of, Spot at) {
        if (of.paintable()) {
            erasing = erases != at.inverse();
            of.begin();
            paint(of, at, at);
        }
    }

    @Override
    public void drag(EditCase of, Spot at) {
        Spot from = last;
        if (from != null && of.painting()) {
            if (from.plane().equals(at.plane())) {
                paint(of, from, at);
            } else {
                // the reader has turned the wheel meanwhile: the stroke goes on where they are now
                paint(of, at, at);
            }
        }
    }

    private void paint(EditCase of, Spot from, Spot to) {
        EditOptions how = options.get();
        var brush = new Brush(how.radiusMm(), how.ball(), erasing ? 0 : of.label(), of.reach(how));
        EditPlane plane = to.plane();
        if (how.edges() && last == null) {
            edges = EdgeBrush.at(brush, of.images(), of.grid(), plane, to.x(), to.y(), EdgeBrush.USUAL_SENSITIVITY);
        }
        EdgeBrush kept = edges;
        of.paint(canvas -> {
            if (kept == null) {
                brush.stroke(canvas, plane, from.x(), from.y(), to.x(), to.y());
            } else {
                kept.stroke(canvas, plane, from.x(), from.y(), to.x(), to.y());
            }
        });
        last = to;
    }

    private void lift() {
        last = null;
        edges = null;
    }

    @Override
    public void release(EditCase of, Spot at) {
        if (last != null && of.painting()) {
            of.end(erasing ? "eraser" : "brush");
        }
        lift();
    }

    @Override
    public boolean cancel(EditCase of) {
        boolean painting = last != null && of.painting();
        if (painting) {
            of.drop();
        }
        lift();
        return painting;
    }
}
