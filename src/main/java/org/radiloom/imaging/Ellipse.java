package org.radiloom.imaging;

/**
 * An ellipse along the axes of an image, in index coordinates (a pixel centre is a whole number).
 *
 * @param column of the centre
 * @param row of the centre
 * @param radiusColumns half its width, greater than 0
 * @param radiusRows half its height, greater than 0
 */
public record Ellipse(double column, double row, double radiusColumns, double radiusRows) {
    public Ellipse {
        if (!(radiusColumns > 0 && radiusRows > 0)) {
            throw new IllegalArgumentException("radii " + radiusColumns + " and " + radiusRows);
        }
    }

    /** A circle. */
    public static Ellipse circle(double column, double row, double radius) {
        return new Ellipse(column, row, radius, radius);
    }

    /** Whether a point lies inside or on the line. */
    public boolean contains(double atColumn, double atRow) {
        double x = (atColumn - column) / radiusColumns;
        double y = (atRow - row) / radiusRows;
        return x * x + y * y <= 1;
    }

    public Ellipse movedBy(double columns, double rows) {
        return new Ellipse(column + columns, row + rows, radiusColumns, radiusRows);
    }

    public Ellipse withRadii(double columns, double rows) {
        return new Ellipse(column, row, columns, rows);
    }
}
