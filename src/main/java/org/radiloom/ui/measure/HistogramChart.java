package org.radiloom.ui.measure;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.paint.Color;
import org.radiloom.imaging.measure.PixelSample;

/** How often values occur among the pixels inside a shape: bars from the least value to the greatest. */
final class HistogramChart extends BorderPane {
    private static final double WIDTH = 260;
    private static final double HEIGHT = 56;
    private static final Color BAR = Color.web("#8E99A8");

    HistogramChart(PixelSample.Histogram histogram, String least, String greatest, String spoken) {
        setId("measure-histogram");
        setAccessibleText(spoken);
        setMaxWidth(WIDTH);
        var canvas = new Canvas(WIDTH, HEIGHT);
        paint(canvas.getGraphicsContext2D(), histogram);
        setCenter(canvas);
        var ends = new BorderPane();
        ends.setLeft(small(least));
        ends.setRight(small(greatest));
        setBottom(ends);
    }

    private static Label small(String text) {
        var label = new Label(text);
        label.getStyleClass().addAll("small", "muted");
        return label;
    }

    private static void paint(GraphicsContext g, PixelSample.Histogram histogram) {
        long most = histogram.counts().stream().mapToLong(Long::longValue).max().orElse(1);
        int bins = histogram.counts().size();
        g.setFill(BAR);
        for (int n = 0; n < bins; n++) {
            double height = HEIGHT * histogram.counts().get(n) / most;
            double left = Math.rint(WIDTH * n / bins);
            double right = Math.rint(WIDTH * (n + 1) / bins);
            g.fillRect(left, HEIGHT - height, Math.max(1, right - left - (bins > 1 ? 1 : 0)), height);
        }
    }
}
