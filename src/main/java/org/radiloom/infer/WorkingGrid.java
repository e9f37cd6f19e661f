package org.radiloom.infer;

import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.model.SegmentationInput;

/** Chooses the places at which a {@link WorkingVolume} samples its source. */
final class WorkingGrid {
    /** Cosine of the tilt up to which a source counts as axial. */
    private static final double AXIAL = 0.9999;

    private WorkingGrid() {}

    /** Axial, over the source's voxel centres, with all its planes; on the source's slices where these are axial. */
    static Geometry over(Geometry source, SegmentationInput input) {
        double[] inPlane = inPlaneSteps(source, input);
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int corner = 0; corner < 8; corner++) {
            Vec3 p = source.toPatient(
                    (corner & 1) * (source.columns() - 1),
                    (corner >> 1 & 1) * (source.rows() - 1),
                    (corner >> 2) * (source.slices() - 1));
            double[] at = {p.x(), p.y(), p.z()};
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], at[axis]);
                high[axis] = Math.max(high[axis], at[axis]);
            }
        }
        double sliceMm = alongHead(source);
        int columns = steps(high[0] - low[0], inPlane[0]);
        int rows = steps(high[1] - low[1], inPlane[1]);
        int slices = steps(high[2] - low[2], sliceMm);
        return new Geometry(
                columns,
                rows,
                slices,
                new Vec3(start(low[0], high[0], columns, inPlane[0]), start(low[1], high[1], rows, inPlane[1]), low[2]),
                new Vec3(inPlane[0], 0, 0),
                new Vec3(0, inPlane[1], 0),
                new Vec3(0, 0, sliceMm));
    }

    /** Place of the first of {@code n} points that lie evenly about the middle. */
    private static double start(double low, double high, int n, double step) {
        return (low + high - (n - 1) * step) / 2;
    }

    /** Column and row distance of the working grid in mm. */
    private static double[] inPlaneSteps(Geometry source, SegmentationInput input) {
        double x = Math.abs(source.columnStep().x());
        double y = Math.abs(source.rowStep().y());
        boolean axial = x > AXIAL * source.columnSpacingMm() && y > AXIAL * source.rowSpacingMm();
        double wanted = input.inPlaneMm();
        return input.wholePixels() && axial
                ? new double[] {whole(x, wanted), whole(y, wanted)}
                : new double[] {wanted, wanted};
    }

    /** The multiple of a spacing that comes nearest to the wanted one, at least one. */
    private static double whole(double spacing, double wanted) {
        return spacing * Math.max(1, Math.rint(wanted / spacing));
    }

    /** Distance in mm between neighbouring source planes along the axis that runs most towards the head. */
    private static double alongHead(Geometry source) {
        double i = Math.abs(source.columnStep().z());
        double j = Math.abs(source.rowStep().z());
        double k = Math.abs(source.sliceStep().z());
        return Math.max(i, Math.max(j, k));
    }

    private static int steps(double extent, double step) {
        return (int) Math.ceil(extent / step - 1e-4) + 1;
    }
}
