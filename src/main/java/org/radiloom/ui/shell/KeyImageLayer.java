package org.radiloom.ui.shell;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import org.radiloom.ui.desk.KeyImages;
import org.radiloom.ui.desk.Pane;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.words.Words;

/** A star on key images. */
final class KeyImageLayer implements ViewportLayer {
    /** A star with five points in a square of 20. */
    private static final String STAR =
            "M10 1.5 L12.6 7.3 L18.9 8 L14.2 12.2 L15.5 18.4 L10 15.3 L4.5 18.4 L5.8 12.2 L1.1 8 L7.4 7.3 Z";

    private static final double TOP = 28;
    private static final double SIDE = 20;

    private final KeyImages marks;
    private final Pane pane;
    private final SVGPath star = new SVGPath();

    KeyImageLayer(KeyImages marks, Pane pane, Words words) {
        this.marks = marks;
        this.pane = pane;
        star.setId("key-image");
        star.setContent(STAR);
        star.setFill(Color.web("#E8B339"));
        star.setStroke(Color.BLACK);
        star.setManaged(false);
        star.setMouseTransparent(true);
        star.setAccessibleText(words.of("keyimage.here"));
    }

    @Override
    public List<Node> nodes() {
        return List.of(star);
    }

    @Override
    public void place(Shown shown) {
        star.setVisible(shown.slice() >= 0
                && pane.files()
                        .filter(s -> marks.of(s.item().id()).get(shown.slice()))
                        .isPresent());
        star.setLayoutX(Math.rint((shown.width() - SIDE) / 2));
        star.setLayoutY(TOP);
    }
}
