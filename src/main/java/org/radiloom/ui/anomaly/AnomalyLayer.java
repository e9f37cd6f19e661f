package org.radiloom.ui.anomaly;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.HeatScale;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.infer.GradeExplanation.Plane;
import org.radiloom.ui.evidence.PlanePainter;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.words.Words;

/** Draws the map of the slice on screen over the image, clear below the threshold, with its legend. */
public final class AnomalyLayer implements ViewportLayer {
    private static final double MARGIN = 12;
    /** The two lines of text in the lower right corner. */
    private static final double TEXT_BELOW = 44;

    private static final double USUAL_OPACITY = 0.35;
    private static final double USUAL_STRENGTH = 0.6;

    private final AnomalyModel model;
    private final ImageView pixels = new ImageView();
    private final AnomalyLegend legend;
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private @Nullable Painted painted;

    private record Painted(Plane plane, HeatScale scale, ViewTransform place) {}

    public AnomalyLayer(AnomalyModel model, Words words) {
        this.model = model;
        this.legend = new AnomalyLegend(model, words);
        pixels.setId("anomaly-map");
        pixels.setManaged(false);
        pixels.setMouseTransparent(true);
    }

    @Override
    public List<Node> nodes() {
        return List.of(pixels, legend);
    }

    @Override
    public void place(Shown shown) {
        boolean wanted = shown.overlays() && model.heat();
        // while the slice asked for is not painted yet, its map would lie on another
        boolean drawn = wanted && shown.slice() == model.slice() && model.map().isPresent();
        pixels.setVisible(drawn);
        if (drawn) {
            pixels.setOpacity(strength(shown.opacity()));
            model.plane().ifPresent(plane -> paint(new Painted(plane, model.scale(), shown.place()), shown));
        }
        legend.setVisible(wanted);
        if (wanted) {
            legend.update();
            // words that were just set have their style only after this
            legend.applyCss();
            legend.autosize();
            // in a corner, where bodies and fans seldom reach
            legend.relocate(
                    Math.round(shown.width() - legend.getWidth() - MARGIN),
                    Math.round(Math.max(0, shown.height() - legend.getHeight() - MARGIN - TEXT_BELOW)));
        }
    }

    /** The opacity at which a window opens lets the image show through; at the end of the slider the map is opaque. */
    static double strength(double opacity) {
        return opacity < USUAL_OPACITY
                ? opacity / USUAL_OPACITY * USUAL_STRENGTH
                : USUAL_STRENGTH + (opacity - USUAL_OPACITY) / (1 - USUAL_OPACITY) * (1 - USUAL_STRENGTH);
    }

    private void paint(Painted now, Shown shown) {
        int w = (int) Math.max(1, shown.width());
        int h = (int) Math.max(1, shown.height());
        PixelBuffer<IntBuffer> target = buffer;
        if (target == null || target.getWidth() != w || target.getHeight() != h) {
            target = new PixelBuffer<>(w, h, IntBuffer.allocate(w * h), PixelFormat.getIntArgbPreInstance());
            buffer = target;
            pixels.setImage(new WritableImage(target));
        } else if (now.equals(painted)) {
            return;
        }
        painted = now;
        int[] argb = target.getBuffer().array();
        Arrays.fill(argb, 0);
        PlanePainter.values(now.plane(), now.scale()::argb).paint(now.place(), argb, w, h);
        target.updateBuffer(b -> null);
    }
}
