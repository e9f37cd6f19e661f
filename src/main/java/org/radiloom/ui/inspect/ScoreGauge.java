package org.radiloom.ui.inspect;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.ui.anomaly.AnomalyColours;
import org.radiloom.ui.anomaly.ScaleNumbers;
import org.radiloom.ui.words.Words;

/** A score among those of normal images, with the threshold. */
final class ScoreGauge extends Region {
    private static final double HEIGHT = 50;
    private static final double TRACK_TOP = 20;
    private static final double TRACK = 10;
    private static final double DOT = 7;
    private static final Color TEXT = Color.web("#DCE3EC");
    private static final Color MUTED = Color.web("#8E99A8");
    private static final Color GROUND = Color.web("#161A20");
    private static final Color LINE = Color.web("#465160");

    private final Canvas canvas = new Canvas();
    private final Words words;
    private final double percentile;
    private final double threshold;
    private final boolean above;

    ScoreGauge(AnomalyFinding finding, Words words) {
        this.words = words;
        this.percentile = finding.percentile();
        this.threshold = threshold(finding);
        this.above = finding.above();
        setId("anomaly-gauge");
        getStyleClass().add("dark-island");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(words.of(
                "anomaly.gauge.spoken", ScaleNumbers.share(percentile, words), ScaleNumbers.percent(threshold, words)));
        getChildren().add(canvas);
    }

    /** Percentile of the threshold among normal images: as many of them reach it as slices would by chance. */
    static double threshold(AnomalyFinding finding) {
        int slices = Math.max(1, finding.countedSlices());
        return Math.clamp(100 * (1 - finding.slicesAboveByChance() / slices), 0, 100);
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        canvas.setWidth(w);
        canvas.setHeight(HEIGHT);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, w, HEIGHT);
        double mark = Math.floor(NormalsAxis.at(threshold) * (w - 1)) + 0.5;
        double here = Math.clamp(NormalsAxis.at(percentile) * w, DOT, w - DOT);
        g.setFill(GROUND);
        g.fillRoundRect(0, TRACK_TOP, w, TRACK, 4, 4);
        g.setFill(LINE);
        g.fillRect(0, TRACK_TOP, Math.min(here, mark), TRACK);
        if (above) {
            g.setFill(AnomalyColours.ABOVE);
            g.fillRect(mark, TRACK_TOP, here - mark, TRACK);
        }
        g.setFont(Font.font(11));
        g.setTextBaseline(VPos.TOP);
        g.setFill(MUTED);
        for (int tick : NormalsAxis.TICKS) {
            double x = Math.clamp(Math.floor(NormalsAxis.at(tick) * w) + 0.5, 0.5, w - 0.5);
            g.fillRect(x - 0.5, TRACK_TOP + TRACK, 1, 4);
            g.setTextAlign(tick == 0 ? TextAlignment.LEFT : TextAlignment.CENTER);
            g.fillText(words.number(tick, 0), tick == 0 ? 0 : x, TRACK_TOP + TRACK + 5);
        }
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(words.of("anomaly.gauge.end"), w, TRACK_TOP + TRACK + 5);
        g.setFill(TEXT);
        g.fillRect(mark - 0.5, TRACK_TOP - 4, 1, TRACK + 4);
        g.fillPolygon(
                new double[] {mark - 4, mark + 4, mark}, new double[] {TRACK_TOP - 7, TRACK_TOP - 7, TRACK_TOP - 2}, 3);
        boolean right = mark > w / 2;
        g.setTextAlign(right ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.fillText(words.of("anomaly.gauge.threshold"), right ? mark + 4 : mark - 4, 0);
        g.setFill(GROUND);
        g.fillOval(here - DOT, TRACK_TOP + TRACK / 2 - DOT, 2 * DOT, 2 * DOT);
        g.setFill(TEXT);
        g.fillOval(here - DOT + 2, TRACK_TOP + TRACK / 2 - DOT + 2, 2 * DOT - 4, 2 * DOT - 4);
    }
}
