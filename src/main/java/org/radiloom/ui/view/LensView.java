package org.radiloom.ui.view;

import javafx.scene.Group;
import javafx.scene.image.ImageView;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.text.TextAlignment;
import org.radiloom.imaging.Slice;
import org.radiloom.ui.words.Words;

/** The round glass at the pointer, painted from the pixels of the slice, not from those of the screen. */
final class LensView extends Group {
    static final double SIDE = 260;
    private static final double WORDS_BELOW = 6;

    private final ViewportModel model;
    private final Words words;
    private final ImageView pixels = new ImageView();
    private final Circle clip = new Circle(SIDE / 2, SIDE / 2, SIDE / 2);
    private final Circle rim = new Circle(SIDE / 2, SIDE / 2, SIDE / 2);
    private final HaloText strength = new HaloText(12, true, TextAlignment.CENTER, Color.web("#DCE3EC"));
    private SlicePainter painter = new SlicePainter(1, 1);

    LensView(ViewportModel model, Words words) {
        this.model = model;
        this.words = words;
        setId("lens");
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        pixels.setClip(clip);
        pixels.setFitWidth(SIDE);
        pixels.setFitHeight(SIDE);
        rim.setFill(null);
        rim.setStroke(Color.web("#58A6FF"));
        rim.setStrokeWidth(1.5);
        getChildren().addAll(pixels, rim, strength);
    }

    /**
     * Shows what lies under the pointer, larger.
     *
     * @param scale device pixels for each pixel of the layout
     */
    void show(Slice slice, double x, double y, double scale) {
        int side = (int) Math.round(SIDE * scale);
        if (!painter.hasSize(side, side)) {
            painter = new SlicePainter(side, side);
            pixels.setImage(painter.image());
        }
        painter.paint(
                slice,
                model.voi(slice),
                model.colours(),
                model.inverted(),
                model.over().shown(),
                model.place()
                        .zoomedAround(model.lens().factor(), x, y)
                        .panned(SIDE / 2 - x, SIDE / 2 - y)
                        .scaled(scale));
        setLayoutX(Math.round(x - SIDE / 2));
        setLayoutY(Math.round(y - SIDE / 2));
        double factor = model.lens().factor();
        strength.setWords(words.of("cine.speed", words.number(factor, factor == Math.rint(factor) ? 0 : 1)));
        strength.placeAt(SIDE / 2 - strength.width() / 2, SIDE + WORDS_BELOW);
    }
}
