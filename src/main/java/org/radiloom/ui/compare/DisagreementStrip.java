package org.radiloom.ui.compare;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
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
import org.radiloom.annotate.compare.SliceDifference;

/**
 * The slices that differ, side by side in the order in which they are to be looked at; each bar as high as the voxels that only one
 * of the two has. A click goes to the slice under the pointer, arrows, Home and End go along.
 */
final class DisagreementStrip extends Region {
    private static final double HEIGHT = 64;
    private static final Color HERE = Color.web("#DCE3EC");
    private static final Color GROUND = Color.web("#161A20");

    private final Canvas canvas = new Canvas();
    private final Tooltip tooltip = new Tooltip();
    private List<SliceDifference> slices = List.of();
    private int here = -1;

    /**
     * @param say what a place in the list says
     * @param goTo goes to a place in the list
     */
    DisagreementStrip(IntFunction<String> say, IntConsumer goTo) {
        setId("masks-strip");
        getStyleClass().addAll("score-strip", "dark-island");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setCursor(Cursor.HAND);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        getChildren().add(canvas);
        tooltip.setShowDelay(Duration.millis(200));
        Tooltip.install(this, tooltip);
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            if (!slices.isEmpty()) {
                goTo.accept(at(e.getX()));
                requestFocus();
                e.consume();
            }
        });
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> tooltip.setText(slices.isEmpty() ? "" : say.apply(at(e.getX()))));
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            int to =
                    switch (e.getCode()) {
                        case LEFT -> Math.max(0, here - 1);
                        case RIGHT -> Math.min(slices.size() - 1, here + 1);
                        case HOME -> 0;
                        case END -> slices.size() - 1;
                        default -> -1;
                    };
            if (to >= 0 && to < slices.size()) {
                goTo.accept(to);
                e.consume();
            }
        });
        focusedProperty().addListener(o -> requestLayout());
    }

    private int at(double x) {
        return Math.clamp((long) (x / Math.max(1, getWidth()) * slices.size()), 0, slices.size() - 1);
    }

    /** @param place of the slice that is looked at, -1 for none */
    void show(List<SliceDifference> order, int place, String spoken) {
        slices = order;
        here = place;
        setAccessibleText(spoken);
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
        int most = slices.stream().mapToInt(SliceDifference::voxels).max().orElse(1);
        double cell = w / Math.max(1, slices.size());
        double gap = cell >= 4 ? 1 : 0;
        for (int n = 0; n < slices.size(); n++) {
            SliceDifference slice = slices.get(n);
            double x = Math.floor(n * cell);
            double width = Math.max(1, Math.floor((n + 1) * cell) - x - gap);
            double full = Math.max(2, Math.round((HEIGHT - 4) * slice.voxels() / (double) most));
            double ofA = Math.round(full * slice.onlyA() / slice.voxels());
            g.setFill(CompareColours.ONLY_B);
            g.fillRect(x, HEIGHT - full, width, full - ofA);
            g.setFill(CompareColours.ONLY_A);
            g.fillRect(x, HEIGHT - ofA, width, ofA);
        }
        if (here >= 0) {
            double width = Math.max(3, cell);
            double x = Math.clamp(Math.floor((here + 0.5) * cell - width / 2), 0, Math.max(0, w - width));
            g.setStroke(HERE);
            g.setLineWidth(isFocused() ? 2 : 1);
            g.strokeRect(x + 0.5, 0.5, width - 1, HEIGHT - 1);
        }
    }
}
