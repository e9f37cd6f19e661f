package org.radiloom.ui.measure;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;

/** Finds places for words beside shapes: off the shape, inside the viewport, off other words and shapes where there is room. */
final class LabelPlaces {
    private static final double GAP = 10;
    private static final double MARGIN = 4;

    /** A line without width is covered all the same by what lies across it. */
    private static final double RIM = 6;

    private final List<Bounds> taken = new ArrayList<>();
    private final List<Bounds> shapes = new ArrayList<>();
    private double width;
    private double height;

    void begin(double viewWidth, double viewHeight) {
        taken.clear();
        shapes.clear();
        width = viewWidth;
        height = viewHeight;
    }

    /** Takes a shape that words should leave free. */
    void avoid(Bounds shape) {
        shapes.add(rimmed(shape));
    }

    private static Bounds rimmed(Bounds b) {
        return new BoundingBox(b.getMinX() - RIM, b.getMinY() - RIM, b.getWidth() + 2 * RIM, b.getHeight() + 2 * RIM);
    }

    /** Takes a place that the reader has chosen; it stays in sight. */
    Bounds keep(double x, double y, double w, double h) {
        Bounds place = within(x, y, w, h);
        taken.add(place);
        return place;
    }

    /** The first free place right of, left of, below or above a shape. */
    Bounds beside(Bounds shape, double w, double h) {
        double middleX = (shape.getMinX() + shape.getMaxX() - w) / 2;
        double middleY = (shape.getMinY() + shape.getMaxY() - h) / 2;
        double right = shape.getMaxX() + GAP;
        double left = shape.getMinX() - GAP - w;
        double below = shape.getMaxY() + GAP;
        double above = shape.getMinY() - GAP - h;
        double[][] wanted = {
            {right, middleY}, {left, middleY}, {middleX, below}, {middleX, above},
            {right, below}, {left, below}, {right, above}, {left, above},
            {right, middleY + h + MARGIN}, {right, middleY - h - MARGIN}
        };
        Bounds best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int n = 0; n < wanted.length; n++) {
            Bounds place = within(wanted[n][0], wanted[n][1], w, h);
            double covered = 3 * shared(place, rimmed(shape))
                    + 2 * taken.stream().mapToDouble(t -> shared(place, t)).sum()
                    + shapes.stream().mapToDouble(t -> shared(place, t)).sum();
            if (covered + n * 1e-3 < least) {
                least = covered + n * 1e-3;
                best = place;
            }
        }
        Bounds place = best == null ? within(right, middleY, w, h) : best;
        taken.add(place);
        return place;
    }

    private Bounds within(double x, double y, double w, double h) {
        return new BoundingBox(
                Math.max(MARGIN, Math.min(x, width - w - MARGIN)),
                Math.max(MARGIN, Math.min(y, height - h - MARGIN)),
                w,
                h);
    }

    private static double shared(Bounds a, Bounds b) {
        double x = Math.min(a.getMaxX(), b.getMaxX()) - Math.max(a.getMinX(), b.getMinX());
        double y = Math.min(a.getMaxY(), b.getMaxY()) - Math.max(a.getMinY(), b.getMinY());
        return Math.max(0, x) * Math.max(0, y);
    }
}
