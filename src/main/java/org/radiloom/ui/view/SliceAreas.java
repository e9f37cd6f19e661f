package org.radiloom.ui.view;

import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Vec3;

/** How much of a mask lies in each slice; counted once, because a large mask takes a while. */
public final class SliceAreas {
    private final int[] voxels;
    private final double pixelMm2;

    private SliceAreas(int[] voxels, double pixelMm2) {
        this.voxels = voxels;
        this.pixelMm2 = pixelMm2;
    }

    /** Counts a mask. Takes tens of milliseconds for a large one: not for the FX thread. */
    public static SliceAreas of(Mask mask) {
        int[] voxels = new int[mask.geometry().slices()];
        for (int k = 0; k < voxels.length; k++) {
            voxels[k] = mask.countInSlice(k);
        }
        var g = mask.geometry();
        return new SliceAreas(voxels, g.columnStep().cross(g.rowStep()).length());
    }

    /**
     * Counts a mask by the slices of another grid that its voxels lie in, such as planes cut across it.
     *
     * @param planes whose slices are counted; parts of the mask outside are left out
     */
    public static SliceAreas across(Mask mask, Geometry planes) {
        int[] voxels = new int[planes.slices()];
        Geometry g = mask.geometry();
        Vec3 start = planes.toIndex(g.origin());
        double byColumn = planes.toIndex(g.origin().plus(g.columnStep())).z() - start.z();
        double byRow = planes.toIndex(g.origin().plus(g.rowStep())).z() - start.z();
        double bySlice = planes.toIndex(g.origin().plus(g.sliceStep())).z() - start.z();
        byte[] slice = new byte[g.columns() * g.rows()];
        for (int k = 0; k < g.slices(); k++) {
            mask.copySlice(k, slice);
            for (int j = 0, at = 0; j < g.rows(); j++) {
                double row = start.z() + k * bySlice + j * byRow;
                for (int i = 0; i < g.columns(); i++, at++) {
                    if (slice[at] != 0) {
                        int plane = (int) Math.round(row + i * byColumn);
                        if (plane >= 0 && plane < voxels.length) {
                            voxels[plane]++;
                        }
                    }
                }
            }
        }
        return new SliceAreas(voxels, g.voxelVolumeMm3() / planes.sliceSpacingMm());
    }

    public int slices() {
        return voxels.length;
    }

    public int voxelsIn(int slice) {
        return slice < voxels.length ? voxels[slice] : 0;
    }

    /** Area in one slice, cm². */
    public double areaCm2(int slice) {
        return voxelsIn(slice) * pixelMm2 / 100;
    }

    /** The slice with the largest area; the first of equal ones; 0 when the mask is empty. */
    public int largest() {
        int best = 0;
        for (int k = 1; k < voxels.length; k++) {
            if (voxels[k] > voxels[best]) {
                best = k;
            }
        }
        return best;
    }

    /** The first slice with anything in it, or -1 when the mask is empty. */
    public int first() {
        for (int k = 0; k < voxels.length; k++) {
            if (voxels[k] > 0) {
                return k;
            }
        }
        return -1;
    }

    /** The last slice with anything in it, or -1 when the mask is empty. */
    public int last() {
        for (int k = voxels.length - 1; k >= 0; k--) {
            if (voxels[k] > 0) {
                return k;
            }
        }
        return -1;
    }
}
