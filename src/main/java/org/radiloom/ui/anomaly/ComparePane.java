package org.radiloom.ui.anomaly;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.radiloom.infer.AnomalyMap;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/**
 * Under the image: what the model saw of the slice on screen, what it drew of it, and the difference, side by side. There
 * is nothing where a model draws nothing.
 */
public final class ComparePane extends Region {
    private static final double PAD = 12;
    private static final double GAP = 12;
    private static final double TITLE = 20;
    private static final double TEXT = 152;
    private static final double LEAST_HEIGHT = 192;
    private static final double MOST_HEIGHT = 320;
    private static final double SHARE = 0.3;

    private final AnomalyModel model;
    private final ViewportModel viewport;
    private final Words words;
    private final List<Picture> pictures;
    private final VBox text = new VBox(8);
    private final Label where = new Label();
    private final Label says = new Label();
    private final DifferenceBar bar;
    private final Label message = new Label();
    private @Nullable AnomalyMap painted;
    private int paintedSize;

    private record Picture(Label title, ImageView view) {}

    /** @param close gives the focus back when the reader has closed it */
    public ComparePane(AnomalyModel model, ViewportModel viewport, Words words, Runnable close) {
        this.model = model;
        this.viewport = viewport;
        this.words = words;
        setId("compare");
        getStyleClass().add("compare");
        pictures = List.of(
                picture("compare-original", "anomaly.compare.original"),
                picture("compare-reconstruction", "anomaly.compare.reconstruction"),
                picture("compare-difference", "anomaly.compare.difference"));
        bar = new DifferenceBar(words);
        Button shut = Buttons.icon("compare-close", MaterialDesignC.CLOSE, words.of("anomaly.compare.close"));
        shut.getStyleClass().add("small");
        shut.setOnAction(e -> {
            model.setComparing(false);
            close.run();
        });
        where.getStyleClass().add("strong");
        says.getStyleClass().addAll("small", "muted");
        says.setWrapText(true);
        says.setMinHeight(USE_PREF_SIZE);
        message.getStyleClass().add("muted");
        message.setWrapText(true);
        message.setId("compare-message");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(8, where, space, shut);
        head.setAlignment(Pos.CENTER_LEFT);
        text.getChildren().addAll(head, says, bar);
        pictures.forEach(p -> getChildren().addAll(p.title(), p.view()));
        getChildren().addAll(text, message);
        model.onChange(this::update);
        update();
    }

    private Picture picture(String id, String title) {
        var view = new ImageView();
        view.setId(id);
        view.setAccessibleText(words.of(title));
        var label = new Label(words.of(title));
        label.getStyleClass().addAll("small", "muted");
        return new Picture(label, view);
    }

    private void update() {
        boolean shown = model.comparing();
        setVisible(shown);
        setManaged(shown);
        if (!shown) {
            return;
        }
        Optional<SliceAnomaly> here = model.here();
        AnomalyMap map = here.flatMap(SliceAnomaly::map).orElse(null);
        where.setText(words.of(viewport.film() ? "anomaly.frame.number" : "anomaly.slice.number", model.slice() + 1));
        says.setText(here.filter(SliceAnomaly::scored)
                .map(s -> words.of(
                        "anomaly.compare.score",
                        ScaleNumbers.of(s.score(), words),
                        ScaleNumbers.share(s.percentile(), words)))
                .orElse(""));
        boolean seen = map != null && map.reconstruction().isPresent();
        pictures.forEach(p -> {
            p.title().setVisible(seen);
            p.view().setVisible(seen);
        });
        bar.setVisible(seen);
        message.setVisible(!seen);
        message.setText(here.flatMap(SliceAnomaly::refused).orElse(words.of("anomaly.legend.unseen")));
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        double window = getScene() == null ? 0 : getScene().getHeight();
        return Math.clamp(Math.round(SHARE * window), LEAST_HEIGHT, MOST_HEIGHT);
    }

    @Override
    protected double computeMinHeight(double width) {
        return LEAST_HEIGHT;
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = getHeight();
        double side = Math.floor(
                Math.min(h - 2 * PAD - TITLE, (w - 2 * PAD - pictures.size() * GAP - TEXT) / pictures.size()));
        paint(side);
        double x = PAD;
        double top = Math.floor((h - TITLE - side) / 2);
        for (Picture p : pictures) {
            p.title().resizeRelocate(x, top, side, TITLE);
            p.view().setFitWidth(side);
            p.view().setFitHeight(side);
            p.view().relocate(x, top + TITLE);
            x += side + GAP;
        }
        text.resizeRelocate(x, PAD - 4, w - x - PAD, h - 2 * PAD);
        message.resizeRelocate(PAD, PAD, x - 2 * PAD, h - 2 * PAD);
    }

    private void paint(double side) {
        double scale = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
        int size = (int) Math.round(side * scale);
        AnomalyMap map = model.map().orElse(null);
        float[] drawn = map == null ? null : map.reconstruction().orElse(null);
        if (map == null || drawn == null || size < 1 || map == painted && size == paintedSize) {
            return;
        }
        painted = map;
        paintedSize = size;
        float[] seen = map.original();
        pictures.get(0).view().setImage(Squares.image(seen, map.side(), Squares::greyArgb, size));
        pictures.get(1).view().setImage(Squares.image(drawn, map.side(), Squares::greyArgb, size));
        pictures.get(2)
                .view()
                .setImage(Squares.image(Squares.difference(seen, drawn), map.side(), Squares::differenceArgb, size));
    }
}
