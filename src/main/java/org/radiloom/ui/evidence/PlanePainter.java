package org.radiloom.ui.evidence;

import java.util.function.DoubleToIntFunction;
import org.radiloom.imaging.HeatColours;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.infer.GradeExplanation.Plane;

/**
 * Draws a picture of numbers over the part of a frame that it belongs to, opaque ARGB or clear. Numbers are interpolated,
 * not colours; where there is none, nothing is drawn.
 */
public final class PlanePainter {
    private final Plane plane;
    private final DoubleToIntFunction colour;

    private PlanePainter(Plane plane, DoubleToIntFunction colour) {
        this.plane = plane;
        this.colour = colour;
    }

    /** Colours of the values themselves, 0xAARRGGBB, opaque or 0. */
    public static PlanePainter values(Plane plane, DoubleToIntFunction colour) {
        return new PlanePainter(plane, colour);
    }

    /** Colours of strength, clear below the threshold. */
    static PlanePainter heat(Plane plane) {
        return placed(plane, v -> v < HeatColours.THRESHOLD ? 0 : 0xFF000000 | HeatColours.rgb(v));
    }

    /** Greys from black to white, opaque. */
    static PlanePainter grey(Plane plane) {
        return placed(plane, v -> 0xFF000000 | 0x010101 * (int) Math.clamp(Math.round(255 * v), 0, 255));
    }

    /** Colours of the places of values between the ends of the plane's scale. */
    private static PlanePainter placed(Plane plane, DoubleToIntFunction colour) {
        return new PlanePainter(plane, v -> colour.applyAsInt((v - plane.low()) / (plane.high() - plane.low())));
    }

    /**
     * Paints what lies within a viewport; the rest stays as it is.
     *
     * @param argb {@code width * height}
     */
    public void paint(ViewTransform place, int[] argb, int width, int height) {
        // planes count from the outer corner of the first pixel, images from its centre
        var upperLeft = place.toView(plane.left() - 0.5, plane.top() - 0.5);
        var lowerRight = place.toView(plane.left() + plane.width() - 0.5, plane.top() + plane.height() - 0.5);
        int fromX = (int) Math.clamp(Math.floor(Math.min(upperLeft.x(), lowerRight.x())), 0, width);
        int toX = (int) Math.clamp(Math.ceil(Math.max(upperLeft.x(), lowerRight.x())), 0, width);
        int fromY = (int) Math.clamp(Math.floor(Math.min(upperLeft.y(), lowerRight.y())), 0, height);
        int toY = (int) Math.clamp(Math.ceil(Math.max(upperLeft.y(), lowerRight.y())), 0, height);
        boolean turned = place.transposed();
        double perX = (turned ? plane.rows() : plane.columns()) / (lowerRight.x() - upperLeft.x());
        double perY = (turned ? plane.columns() : plane.rows()) / (lowerRight.y() - upperLeft.y());
        for (int y = fromY; y < toY; y++) {
            double down = (y + 0.5 - upperLeft.y()) * perY - 0.5;
            for (int x = fromX; x < toX; x++) {
                double across = (x + 0.5 - upperLeft.x()) * perX - 0.5;
                double value = turned ? at(down, across) : at(across, down);
                if (!Double.isNaN(value)) {
                    argb[y * width + x] = colour.applyAsInt(value);
                }
            }
        }
    }

    /** Bilinear; NaN where the nearest number is NaN, and numbers that are NaN have no say. */
    private double at(double column, double row) {
        int c = (int) Math.clamp(Math.floor(column), 0, plane.columns() - 1);
        int r = (int) Math.clamp(Math.floor(row), 0, plane.rows() - 1);
        int c1 = Math.min(c + 1, plane.columns() - 1);
        int r1 = Math.min(r + 1, plane.rows() - 1);
        double fx = Math.clamp(column - c, 0, 1);
        double fy = Math.clamp(row - r, 0, 1);
        float nearest = plane.values()[(fy < 0.5 ? r : r1) * plane.columns() + (fx < 0.5 ? c : c1)];
        if (Float.isNaN(nearest)) {
            return Double.NaN;
        }
        double upper = mix(value(c, r, nearest), value(c1, r, nearest), fx);
        double lower = mix(value(c, r1, nearest), value(c1, r1, nearest), fx);
        return mix(upper, lower, fy);
    }

    private double value(int column, int row, float otherwise) {
        float v = plane.values()[row * plane.columns() + column];
        return Float.isNaN(v) ? otherwise : v;
    }

    private static double mix(double a, double b, double part) {
        return a + part * (b - a);
    }
}
