package org.radiloom.ui.measure;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.measure.Calibration;
import org.radiloom.ui.view.HaloText;

/** The calibrated part of an ultrasound image under the pointer: its edge, and its scale in a small caption. */
final class RegionHint {
    private static final Color COLOUR = Color.web("#8E99A8");

    private final MeasureWords text;
    private final Rectangle rim = edge(Color.rgb(0, 0, 0, 0.6), 3);
    private final Rectangle outline = edge(COLOUR, 1);
    private final HaloText caption = new HaloText(11, false, TextAlignment.LEFT, COLOUR);
    private @Nullable Calibration calibration;
    private int slice;
    private ViewTransform place = new ViewTransform(1, 1, 0, 0);
    private boolean over;
    private double x;
    private double y;

    RegionHint(MeasureWords text) {
        this.text = text;
        outline.setId("measure-region");
        outline.getStrokeDashArray().setAll(6.0, 4.0);
        update();
    }

    private static Rectangle edge(Color colour, double width) {
        var edge = new Rectangle();
        edge.setManaged(false);
        edge.setMouseTransparent(true);
        edge.setFill(null);
        edge.setStroke(colour);
        edge.setStrokeWidth(width);
        return edge;
    }

    List<Node> nodes() {
        return List.of(rim, outline, caption);
    }

    String words() {
        return caption.isVisible() ? caption.words() : "";
    }

    /** Takes what is on screen; null hides the hint. */
    void show(@Nullable Calibration of, int k, ViewTransform at) {
        calibration = of;
        slice = k;
        place = at;
        update();
    }

    void hover(double toX, double toY) {
        over = true;
        x = toX;
        y = toY;
        update();
    }

    void leave() {
        over = false;
        update();
    }

    private void update() {
        Calibration now = calibration;
        var p = place.toImage(x, y);
        int region = now == null || !over ? -1 : now.regionAt(slice, p.column(), p.row());
        nodes().forEach(n -> n.setVisible(region >= 0));
        if (now == null || region < 0) {
            return;
        }
        Calibration.Region r = now.regions(slice).get(region);
        var a = place.toView(r.left() - 0.5, r.top() - 0.5);
        var b = place.toView(r.right() + 0.5, r.bottom() + 0.5);
        for (Rectangle edge : List.of(rim, outline)) {
            edge.setX(Math.min(a.x(), b.x()));
            edge.setY(Math.min(a.y(), b.y()));
            edge.setWidth(Math.abs(b.x() - a.x()));
            edge.setHeight(Math.abs(b.y() - a.y()));
        }
        caption.setWords(text.caption(r));
        outline.setAccessibleText(caption.words());
        caption.placeAt(outline.getX() + 6, outline.getY() + 4);
    }
}
