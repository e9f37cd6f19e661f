package org.radiloom.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the slice of one series cuts a slice of another: a line from one edge of the cutting slice to the other.
 *
 * <p>Coordinates are (column, row) indices of the slice that is cut; whole numbers are pixel centres. The line may leave
 * that slice.
 */
public record CrossReference(double column1, double row1, double column2, double row2) {
    /** Planes that meet at less than about 3 degrees have no line worth drawing: sine of the angle. */
    private static final double LEAST_ANGLE = 0.05;

    /**
     * The line, or nothing where the slices are nearly parallel or do not meet.
     *
     * @param cut grid of the slice that is cut, {@code k} its index
     * @param by grid of the slice that cuts it, {@code slice} its index; both in one patient space
     */
    public static Optional<CrossReference> of(Geometry cut, int k, Geometry by, int slice) {
        Vec3 normal = cut.columnStep().cross(cut.rowStep()).unit();
        Vec3 other = by.columnStep().cross(by.rowStep()).unit();
        if (normal.cross(other).length() < LEAST_ANGLE) {
            return Optional.empty();
        }
        Vec3 onPlane = cut.toPatient(0, 0, k);
        double right = by.columns() - 0.5;
        double bottom = by.rows() - 0.5;
        Vec3[] corners = {
            by.toPatient(-0.5, -0.5, slice),
            by.toPatient(right, -0.5, slice),
            by.toPatient(right, bottom, slice),
            by.toPatient(-0.5, bottom, slice)
        };
        List<Vec3> ends = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            Vec3 a = corners[n];
            Vec3 b = corners[(n + 1) % 4];
            double da = a.minus(onPlane).dot(normal);
            double db = b.minus(onPlane).dot(normal);
            // a corner in the plane belongs to the edge that starts there, so that it counts once
            if (da == 0 || (da < 0 && db > 0) || (da > 0 && db < 0)) {
                ends.add(a.plus(b.minus(a).times(da == db ? 0 : da / (da - db))));
            }
        }
        if (ends.size() < 2) {
            return Optional.empty();
        }
        Vec3 from = cut.toIndex(ends.get(0));
        Vec3 to = cut.toIndex(ends.get(1));
        return Optional.of(new CrossReference(from.x(), from.y(), to.x(), to.y()));
    }
}
