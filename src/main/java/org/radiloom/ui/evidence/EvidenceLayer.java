package org.radiloom.ui.evidence;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.words.Words;

/** Draws the chosen evidence over the image, with its legend. */
public final class EvidenceLayer implements ViewportLayer {
    private static final double MARGIN = 12;
    private static final double USUAL_OPACITY = 0.35;
    private static final double USUAL_STRENGTH = 0.6;

    private final EvidenceModel model;
    private final ImageView pixels = new ImageView();
    private final GradeCells cells;
    private final EvidenceLegend legend;
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private @Nullable Evidence painted;
    private @Nullable ViewTransform paintedAt;

    /** Reads words for the legend from {@code words}. */
    public EvidenceLayer(EvidenceModel model, Words words) {
        this.model = model;
        this.cells = new GradeCells();
        this.legend = new EvidenceLegend(model, words);
        pixels.setManaged(false);
        pixels.setMouseTransparent(true);
    }

    @Override
    public List<Node> nodes() {
        return List.of(pixels, cells, legend);
    }

    @Override
    public void place(Shown shown) {
        // while the frame asked for is not painted yet, its evidence would lie on another
        boolean seen = shown.overlays() && shown.slice() == model.frame();
        Evidence evidence = seen ? model.evidence().orElse(null) : null;
        boolean picture = evidence instanceof Evidence.Heat || evidence instanceof Evidence.Grey;
        pixels.setVisible(picture);
        pixels.setOpacity(evidence instanceof Evidence.Grey ? 1 : strength(shown));
        if (picture && evidence != null) {
            paint(evidence, shown);
        }
        cells.setVisible(evidence instanceof Evidence.Grades);
        if (evidence instanceof Evidence.Grades grades) {
            cells.show(grades, shown.place());
            cells.setOpacity(strength(shown));
        }
        legend.update();
        legend.setVisible(shown.overlays() && model.choice().isPresent());
        // words that were just set have their style only after this
        legend.applyCss();
        legend.autosize();
        legend.relocate(
                Math.round(shown.width() - legend.getWidth() - MARGIN),
                Math.round((shown.height() - legend.getHeight()) / 2));
    }

    /** The opacity at which a window opens lets the speckle show through; the reader's slider does the rest. */
    private static double strength(Shown shown) {
        return Math.min(1, shown.opacity() / USUAL_OPACITY * USUAL_STRENGTH);
    }

    private void paint(Evidence evidence, Shown shown) {
        int w = (int) Math.max(1, shown.width());
        int h = (int) Math.max(1, shown.height());
        PixelBuffer<IntBuffer> target = buffer;
        if (target == null || target.getWidth() != w || target.getHeight() != h) {
            target = new PixelBuffer<>(w, h, IntBuffer.allocate(w * h), PixelFormat.getIntArgbPreInstance());
            buffer = target;
            pixels.setImage(new WritableImage(target));
        } else if (evidence.equals(painted) && shown.place().equals(paintedAt)) {
            return;
        }
        painted = evidence;
        paintedAt = shown.place();
        int[] argb = target.getBuffer().array();
        Arrays.fill(argb, 0);
        switch (evidence) {
            case Evidence.Heat heat -> PlanePainter.heat(heat.plane()).paint(shown.place(), argb, w, h);
            case Evidence.Grey grey -> PlanePainter.grey(grey.plane()).paint(shown.place(), argb, w, h);
            case Evidence.Grades grades -> throw new IllegalStateException("grades are cells");
        }
        target.updateBuffer(b -> null);
    }
}
