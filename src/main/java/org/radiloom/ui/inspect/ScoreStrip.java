package org.radiloom.ui.inspect;

import java.util.function.IntConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.util.Duration;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.ui.anomaly.AnomalyColours;

/**
 * The scores of all slices side by side, with the threshold as a line. A click goes to the slice under the pointer, of
 * several that share a place to the most suspicious; arrows, Home and End go along, Enter to the most suspicious of all.
 */
final class ScoreStrip extends Region {
    private static final double HEIGHT = 64;
    private static final double GAP_FROM = 4;
    private static final Color HERE = Color.web("#DCE3EC");
    private static final Color BELOW = Color.web("#5D6876");
    private static final Color REFUSED = Color.web("#2B323C");
    private static final Color GROUND = Color.web("#161A20");

    private final Canvas canvas = new Canvas();
    private final Tooltip tooltip = new Tooltip();
    private final StripScale scale;
    private final double threshold;
    private final AnomalyWords say;
    private final AnomalyFinding finding;
    private int here = -1;

    ScoreStrip(AnomalyFinding finding, AnomalyWords say, String spoken, IntConsumer goTo) {
        this.scale = new StripScale(finding.perSlice(), finding.threshold());
        this.threshold = finding.threshold();
        this.say = say;
        this.finding = finding;
        setId("score-strip");
        getStyleClass().add("score-strip");
        getStyleClass().add("dark-island");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setCursor(Cursor.HAND);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleText(spoken);
        getChildren().add(canvas);
        tooltip.setShowDelay(Duration.millis(200));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(280);
        Tooltip.install(this, tooltip);
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            goTo.accept(at(e).slice());
            // the column around it would take the focus, and with it the arrow keys
            requestFocus();
            e.consume();
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> goTo.accept(at(e).slice()));
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> tooltip.setText(say.slice(finding, at(e))));
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            int to =
                    switch (e.getCode()) {
                        case LEFT -> scale.step(here, -1);
                        case RIGHT -> scale.step(here, 1);
                        case HOME -> scale.first().slice();
                        case END -> scale.last().slice();
                        case ENTER -> finding.mostSuspicious();
                        default -> -1;
                    };
            if (to >= 0) {
                goTo.accept(to);
                e.consume();
            }
        });
        focusedProperty().addListener(o -> requestLayout());
    }

    private SliceAnomaly at(MouseEvent e) {
        return scale.at(e.getX(), getWidth());
    }

    void setSlice(int slice) {
        here = slice;
        scale.slice(slice).ifPresent(s -> setAccessibleHelp(say.slice(finding, s)));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        canvas.setWidth(w);
        canvas.setHeight(HEIGHT);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(GROUND);
        g.fillRect(0, 0, w, HEIGHT);
        double cell = w / scale.size();
        double gap = cell >= GAP_FROM ? 1 : 0;
        if (cell >= 1) {
            for (int n = 0; n < scale.size(); n++) {
                double from = Math.floor(n * cell);
                bar(g, scale.at(from + cell / 2, w), from, Math.floor((n + 1) * cell) - from - gap);
            }
        } else {
            for (int x = 0; x < (int) w; x++) {
                bar(g, scale.at(x, w), x, 1);
            }
        }
        double line = Math.floor(HEIGHT - scale.height(threshold) * (HEIGHT - 2)) - 0.5;
        g.setStroke(HERE.deriveColor(0, 1, 1, 0.8));
        g.setLineWidth(1);
        g.setLineDashes(4, 3);
        g.strokeLine(0, line, w, line);
        g.setLineDashes();
        if (here >= 0 && scale.slice(here).isPresent()) {
            double width = Math.max(3, cell);
            double x = Math.clamp(Math.floor((scale.place(here) + 0.5) * cell - width / 2), 0, Math.max(0, w - width));
            g.setStroke(HERE);
            g.setLineWidth(isFocused() ? 2 : 1);
            g.strokeRect(x + 0.5, 0.5, width - 1, HEIGHT - 1);
        }
    }

    private void bar(GraphicsContext g, SliceAnomaly slice, double x, double width) {
        if (!slice.scored()) {
            if (width >= GAP_FROM) {
                g.setStroke(BELOW);
                g.setLineWidth(1);
                g.strokeLine(x + 1, HEIGHT - 1, x + width - 1, HEIGHT / 2);
            } else {
                g.setFill(REFUSED);
                g.fillRect(x, HEIGHT / 2, width, HEIGHT / 2);
            }
            return;
        }
        double height = Math.max(1, Math.round(scale.height(slice.score()) * (HEIGHT - 2)));
        g.setFill(!slice.counts() ? REFUSED.brighter() : slice.above() ? AnomalyColours.ABOVE : BELOW);
        g.fillRect(x, HEIGHT - height, width, height);
    }
}
