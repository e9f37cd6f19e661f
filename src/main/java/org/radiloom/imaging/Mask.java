package org.radiloom.imaging;

/** A binary volume on a grid: which voxels belong to one structure. Immutable. */
public final class Mask {
    private final Geometry geometry;
    final byte[] voxels;

    private Mask(Geometry geometry, byte[] voxels) {
        if (voxels.length != geometry.voxels()) {
            throw new IllegalArgumentException(voxels.length + " voxels for " + geometry.voxels());
        }
        this.geometry = geometry;
        this.voxels = voxels;
    }

    /**
     * Takes ownership of {@code voxels}; the caller must not write to it afterwards.
     *
     * @param voxels 0 or 1, index i + columns * (j + rows * k)
     */
    public static Mask of(Geometry geometry, byte[] voxels) {
        return new Mask(geometry, voxels);
    }

    public Geometry geometry() {
        return geometry;
    }

    public boolean contains(int i, int j, int k) {
        return voxels[i + geometry.columns() * (j + geometry.rows() * k)] != 0;
    }

    /** Copies all voxels (0 or 1, index i + columns * (j + rows * k)); the caller owns the copy. */
    public byte[] toArray() {
        return voxels.clone();
    }

    /** Copies slice {@code k} (0 or 1, row by row) into {@code into}. */
    public void copySlice(int k, byte[] into) {
        int n = geometry.columns() * geometry.rows();
        System.arraycopy(voxels, k * n, into, 0, n);
    }

    public long count() {
        long n = 0;
        for (byte v : voxels) {
            n += v;
        }
        return n;
    }

    /** Voxels in slice {@code k}. */
    public int countInSlice(int k) {
        int size = geometry.columns() * geometry.rows();
        int n = 0;
        for (int at = k * size; at < (k + 1) * size; at++) {
            n += voxels[at];
        }
        return n;
    }

    public double volumeCm3() {
        return count() * geometry.voxelVolumeMm3() / 1000;
    }
}
