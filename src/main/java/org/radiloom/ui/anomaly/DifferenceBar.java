package org.radiloom.ui.anomaly;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.radiloom.ui.words.Words;

/** What the colours of a difference mean. */
final class DifferenceBar extends VBox {
    private static final int WIDTH = 140;
    private static final int HEIGHT = 8;

    DifferenceBar(Words words) {
        super(4);
        var bar = new Canvas(WIDTH, HEIGHT);
        GraphicsContext g = bar.getGraphicsContext2D();
        for (int x = 0; x < WIDTH; x++) {
            double difference = ((x + 0.5) / WIDTH * 2 - 1) * Squares.FULL_DIFFERENCE;
            int argb = Squares.differenceArgb(difference);
            g.setFill(Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255));
            g.fillRect(x, 0, 1, HEIGHT);
        }
        String share = words.number(100 * Squares.FULL_DIFFERENCE, 0);
        var ends = new HBox(
                small(words.of("anomaly.compare.darker", share)),
                space(),
                small(words.of("anomaly.compare.brighter", share)));
        ends.setMaxWidth(WIDTH);
        Label meaning = small(words.of("anomaly.compare.meaning"));
        meaning.setWrapText(true);
        meaning.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(bar, ends, meaning);
    }

    private static Region space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private static Label small(String text) {
        var label = new Label(text);
        label.getStyleClass().addAll("small", "muted");
        return label;
    }
}
