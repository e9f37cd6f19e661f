package org.radiloom.imaging;

import java.util.Arrays;

/** Brightness at evenly spaced places from 0 to 1, with straight lines between them. Immutable; equal if all points are. */
public final class GreyTable {
    /** Black to white in a straight line. */
    public static final GreyTable STRAIGHT = of(new float[] {0, 1});

    private final float[] points;

    private GreyTable(float[] points) {
        this.points = points;
    }

    /**
     * A table of at least one point, each from 0 (black) to 1 (white); the caller keeps its array.
     *
     * @throws IllegalArgumentException if a point lies outside
     */
    public static GreyTable of(float[] points) {
        if (points.length == 0) {
            throw new IllegalArgumentException("a table without entries");
        }
        for (float point : points) {
            if (!(point >= 0 && point <= 1)) {
                throw new IllegalArgumentException("a brightness of " + point);
            }
        }
        return new GreyTable(points.clone());
    }

    /** How many points there are. */
    public int size() {
        return points.length;
    }

    /** Brightness at a place; places outside 0 to 1 have that of the end. */
    public double at(double place) {
        double along = Math.clamp(place, 0, 1) * (points.length - 1);
        int n = Math.min((int) along, points.length - 1);
        return n + 1 < points.length ? points[n] + (along - n) * (points[n + 1] - points[n]) : points[n];
    }

    /** The points times {@code factor}, the last one twice, so that there is always a next one. */
    float[] scaled(float factor) {
        float[] scaled = Arrays.copyOf(points, points.length + 1);
        scaled[points.length] = points[points.length - 1];
        for (int n = 0; n < scaled.length; n++) {
            scaled[n] *= factor;
        }
        return scaled;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GreyTable table && Arrays.equals(points, table.points);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(points);
    }

    /** The number of points only. */
    @Override
    public String toString() {
        return "GreyTable[" + points.length + "]";
    }
}
