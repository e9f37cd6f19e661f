package org.radiloom.imaging;

/**
 * Where the voxels of a stack lie in the patient: an affine map from voxel index to LPS millimetres.
 *
 * <p>Index order is (column, row, slice) = (i, j, k); an index names the <em>centre</em> of its voxel. {@code origin} is
 * the centre of voxel (0, 0, 0); each step is the displacement in mm from an index to the next along that axis.
 * Source: DICOM PS3.3 C.7.6.2.1.1 (Equation C.7.6.2.1-1).
 *
 * @param columns voxels along i, at least 1
 * @param rows voxels along j, at least 1
 * @param slices voxels along k, at least 1
 */
public record Geometry(int columns, int rows, int slices, Vec3 origin, Vec3 columnStep, Vec3 rowStep, Vec3 sliceStep) {
    public Geometry {
        if (columns < 1 || rows < 1 || slices < 1) {
            throw new IllegalArgumentException("size " + columns + "x" + rows + "x" + slices);
        }
        double volume = Math.abs(columnStep.cross(rowStep).dot(sliceStep));
        if (!(volume > 1e-9) || Double.isInfinite(volume)) {
            throw new IllegalArgumentException(
                    "steps span no volume: " + columnStep + ", " + rowStep + ", " + sliceStep);
        }
    }

    /** Axis-aligned axial grid: columns to the patient's left, rows to the back, slices to the head. */
    public static Geometry axial(int columns, int rows, int slices, double columnMm, double rowMm, double sliceMm) {
        return new Geometry(
                columns,
                rows,
                slices,
                new Vec3(0, 0, 0),
                new Vec3(columnMm, 0, 0),
                new Vec3(0, rowMm, 0),
                new Vec3(0, 0, sliceMm));
    }

    /** Distance between neighbouring columns, mm. */
    public double columnSpacingMm() {
        return columnStep.length();
    }

    /** Distance between neighbouring rows, mm. */
    public double rowSpacingMm() {
        return rowStep.length();
    }

    /** Distance between neighbouring slice centres, mm. */
    public double sliceSpacingMm() {
        return sliceStep.length();
    }

    public double voxelVolumeMm3() {
        return Math.abs(columnStep.cross(rowStep).dot(sliceStep));
    }

    public long voxels() {
        return (long) columns * rows * slices;
    }

    /** Patient position of a (possibly fractional) index, mm LPS. */
    public Vec3 toPatient(double i, double j, double k) {
        return origin.plus(columnStep.times(i)).plus(rowStep.times(j)).plus(sliceStep.times(k));
    }

    /** Fractional index (i, j, k) of a patient position; the inverse of {@link #toPatient}. */
    public Vec3 toIndex(Vec3 patientMm) {
        Vec3 d = patientMm.minus(origin);
        double det = columnStep.cross(rowStep).dot(sliceStep);
        return new Vec3(
                d.dot(rowStep.cross(sliceStep)) / det,
                d.dot(sliceStep.cross(columnStep)) / det,
                d.dot(columnStep.cross(rowStep)) / det);
    }

    /** The part of this grid that starts at the given index and has the given size. */
    public Geometry crop(int i, int j, int k, int columns, int rows, int slices) {
        return new Geometry(columns, rows, slices, toPatient(i, j, k), columnStep, rowStep, sliceStep);
    }
}
