package org.radiloom.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.StrokeType;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ViewTransform;

/** The outline and the fill of a structure on the slice that is painted; traced once a slice. */
final class MaskOutline extends Path {
    private @Nullable Outline traced;
    private @Nullable Overlay tracedOf;
    private int tracedSlice = -1;

    MaskOutline() {
        setManaged(false);
        setMouseTransparent(true);
        setStrokeWidth(1.5);
        setStrokeType(StrokeType.CENTERED);
    }

    /** @param slice that is painted, -1 when there is none */
    void show(Covering over, int slice, ViewTransform at) {
        Overlay overlay = over.mask().orElse(null);
        getElements().clear();
        if (overlay == null || !over.shown() || slice < 0 || overlay.areas().voxelsIn(slice) == 0) {
            return;
        }
        List<PathElement> elements = new ArrayList<>();
        for (double[] loop : outline(overlay, slice).loops()) {
            var start = at.toView(loop[0], loop[1]);
            elements.add(new MoveTo(start.x(), start.y()));
            for (int n = 2; n < loop.length; n += 2) {
                var next = at.toView(loop[n], loop[n + 1]);
                elements.add(new LineTo(next.x(), next.y()));
            }
            elements.add(new ClosePath());
        }
        getElements().setAll(elements);
        Color colour = Color.rgb(overlay.argb() >> 16 & 255, overlay.argb() >> 8 & 255, overlay.argb() & 255);
        setStroke(colour);
        setFill(colour.deriveColor(0, 1, 1, over.fillOpacity()));
        getStrokeDashArray().setAll(overlay.draft() ? new Double[] {6.0, 4.0} : new Double[0]);
    }

    private Outline outline(Overlay overlay, int slice) {
        Outline known = traced;
        if (known != null && overlay.equals(tracedOf) && tracedSlice == slice) {
            return known;
        }
        var mask = overlay.mask();
        byte[] inside = new byte[mask.columns() * mask.rows()];
        mask.copySlice(slice, inside);
        Outline fresh = Outline.of(inside, mask.columns(), mask.rows());
        traced = fresh;
        tracedOf = overlay;
        tracedSlice = slice;
        return fresh;
    }
}
