package org.radiloom.ui.edit;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.infer.Certainty;
import org.radiloom.ui.view.Outline;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Words;

/** The voxels that a model is undecided about, hatched over the image, with their legend. */
public final class UncertainLayer implements ViewportLayer {
    /** A colour that neither grey images nor the usual segments have; the hatching tells it without colour. */
    public static final int RGB = 0xFFB3D9;

    private static final double MARGIN = 12;
    /** The two lines of text in the lower right corner. */
    private static final double TEXT_BELOW = 44;

    private static final int HATCH = 6;

    private final LookModel model;
    private final ViewportModel view;
    private final Words words;
    private final Path area = new Path();
    private final Label meaning = new Label();
    private final HBox legend;
    private Outline traced = new Outline(List.of());
    private @Nullable Seen seen;
    private @Nullable Placed placed;

    /** What the outline was traced from. */
    private record Seen(Certainty certainty, ImageStack stack, int slice) {}

    /** What was drawn, and where. */
    private record Placed(Seen what, ViewTransform at, double width, double height) {}

    public UncertainLayer(LookModel model, ViewportModel view, Words words) {
        this.model = model;
        this.view = view;
        this.words = words;
        Color colour = LabelLayer.colour(RGB);
        area.setId("uncertain");
        area.setManaged(false);
        area.setMouseTransparent(true);
        area.setStroke(colour);
        area.setStrokeWidth(1);
        area.setFill(hatch(colour));
        var swatch = new Rectangle(14, 14, hatch(colour));
        swatch.setStroke(colour);
        legend = new HBox(8, swatch, meaning);
        legend.setId("uncertain-legend");
        legend.setAlignment(Pos.CENTER_LEFT);
        legend.getStyleClass().add("legend");
        legend.setManaged(false);
        legend.setMouseTransparent(true);
    }

    private static ImagePattern hatch(Color colour) {
        var tile = new WritableImage(HATCH, HATCH);
        for (int n = 0; n < HATCH; n++) {
            tile.getPixelWriter().setColor(n, HATCH - 1 - n, colour);
        }
        return new ImagePattern(tile, 0, 0, HATCH, HATCH, false);
    }

    @Override
    public List<Node> nodes() {
        return List.of(area, legend);
    }

    @Override
    public void place(Shown shown) {
        LookCase look = model.on(view.stack()).orElse(null);
        ImageStack stack = view.stack().orElse(null);
        boolean wanted = look != null && stack != null && model.uncertainShown() && shown.overlays();
        area.setVisible(wanted);
        legend.setVisible(wanted);
        if (!wanted || look == null || stack == null || shown.slice() < 0) {
            area.getElements().clear();
            placed = null;
            return;
        }
        var what = new Seen(look.certainty(), stack, shown.slice());
        var now = new Placed(what, shown.place(), shown.width(), shown.height());
        if (now.equals(placed)) {
            return;
        }
        placed = now;
        trace(what);
        draw(shown.place());
        meaning.setText(words.of(traced.loops().isEmpty() ? "look.uncertain.nowhere" : "look.uncertain.legend"));
        legend.setAccessibleText(meaning.getText());
        legend.applyCss();
        legend.autosize();
        legend.relocate(
                Math.rint(shown.width() - legend.getWidth() - MARGIN),
                Math.rint(Math.max(0, shown.height() - legend.getHeight() - MARGIN - TEXT_BELOW)));
    }

    private void trace(Seen now) {
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        Optional<Geometry> shown = now.stack.geometry();
        if (shown.isEmpty()) {
            traced = new Outline(List.of());
            return;
        }
        PlanePlace place = PlanePlace.of(shown.get(), now.slice, now.certainty.grid());
        byte[] inside = new byte[place.columns() * place.rows()];
        place.eachVoxel((at, i, j, k) -> inside[at] = (byte) (now.certainty.uncertain(i, j, k) ? 1 : 0));
        traced = Outline.of(inside, place.columns(), place.rows());
    }

    private void draw(ViewTransform at) {
        area.getElements().clear();
        for (double[] loop : traced.loops()) {
            var start = at.toView(loop[0], loop[1]);
            area.getElements().add(new MoveTo(start.x(), start.y()));
            for (int n = 2; n < loop.length; n += 2) {
                var next = at.toView(loop[n], loop[n + 1]);
                area.getElements().add(new LineTo(next.x(), next.y()));
            }
            area.getElements().add(new ClosePath());
        }
    }
}
