package org.radiloom.ui.edit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.tool.Brush;
import org.radiloom.annotate.tool.EditPlane;

/** Brush and eraser: paint the whole way of the pointer while the button is down; with Ctrl each does what the other does. */
final class BrushHand implements Hand {
    private final boolean erases;
    private final Supplier<EditOptions> options;
    private @Nullable Spot last;
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
        of.paint(canvas -> brush.stroke(canvas, plane, from.x(), from.y(), to.x(), to.y()));
        last = to;
    }

    @Override
    public void release(EditCase of, Spot at) {
        if (last != null && of.painting()) {
            of.end(erasing ? "eraser" : "brush");
        }
        last = null;
    }

    @Override
    public boolean cancel(EditCase of) {
        boolean painting = last != null && of.painting();
        if (painting) {
            of.drop();
        }
        last = null;
        return painting;
    }
}
