package org.radiloom.ui.inspect;

import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.radiloom.ui.view.SliceAreas;

/** Area of a structure in each slice as bars, with a line at the slice on screen; a click goes there. */
final class AreaChart extends Region {
    private static final double HEIGHT = 56;
    private static final Color BAR = Color.web("#35C2C7");
    private static final Color GROUND = Color.web("#2B323C");
    private static final Color HERE = Color.web("#DCE3EC");

    private final Canvas canvas = new Canvas();
    private final SliceAreas areas;
    private int slice;

    AreaChart(SliceAreas areas, java.util.function.IntConsumer goTo) {
        this.areas = areas;
        setId("area-chart");
        getStyleClass().add("dark-island");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setCursor(Cursor.HAND);
        getChildren().add(canvas);
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> goTo.accept(sliceAt(e.getX())));
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> goTo.accept(sliceAt(e.getX())));
    }

    private int sliceAt(double x) {
        return Math.clamp((int) (x / getWidth() * areas.slices()), 0, areas.slices() - 1);
    }

    void setSlice(int k) {
        slice = k;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = getHeight();
        canvas.setWidth(w);
        canvas.setHeight(h);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, w, h);
        int n = areas.slices();
        double most = Math.max(1e-9, areas.areaCm2(areas.largest()));
        g.setFill(GROUND);
        g.fillRect(0, h - 1, w, 1);
        g.setFill(BAR);
        int columns = (int) w;
        for (int x = 0; x < columns; x++) {
            int from = (int) ((long) x * n / columns);
            int to = Math.max(from + 1, (int) ((long) (x + 1) * n / columns));
            double area = 0;
            for (int k = from; k < to; k++) {
                area = Math.max(area, areas.areaCm2(k));
            }
            if (area > 0) {
                double bar = Math.max(1, Math.round(area / most * (h - 5)));
                g.fillRect(x, h - 1 - bar, 1, bar);
            }
        }
        g.setFill(HERE);
        g.fillRect(Math.floor((slice + 0.5) / n * w), 0, 1, h);
    }
}
