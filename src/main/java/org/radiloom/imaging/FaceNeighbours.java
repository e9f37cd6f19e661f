package org.radiloom.imaging;

import java.util.Arrays;

/** Steps of one voxel through the faces of voxels, whatever the spacing of the grid. */
public final class FaceNeighbours {
    private FaceNeighbours() {}

    /** The mask and all voxels that share a face with it: dilation by the cross of 3 x 3 x 3. */
    public static Mask grow(Mask mask) {
        Geometry g = mask.geometry();
        int nx = g.columns();
        int plane = nx * g.rows();
        byte[] v = mask.voxels;
        byte[] out = v.clone();
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                int row = nx * j + plane * k;
                boolean inner = k > 0 && k + 1 < g.slices() && j > 0 && j + 1 < g.rows();
                if (inner) {
                    for (int at = row + 1; at < row + nx - 1; at++) {
                        out[at] |= (byte)
                                (v[at - 1] | v[at + 1] | v[at - nx] | v[at + nx] | v[at - plane] | v[at + plane]);
                    }
                }
                for (int i = 0; i < nx; i += inner ? Math.max(1, nx - 1) : 1) {
                    out[row + i] |= i > 0 ? v[row + i - 1] : 0;
                    out[row + i] |= i + 1 < nx ? v[row + i + 1] : 0;
                    out[row + i] |= j > 0 ? v[row + i - nx] : 0;
                    out[row + i] |= j + 1 < g.rows() ? v[row + i + nx] : 0;
                    out[row + i] |= k > 0 ? v[row + i - plane] : 0;
                    out[row + i] |= k + 1 < g.slices() ? v[row + i + plane] : 0;
                }
            }
        }
        return Mask.of(g, out);
    }

    /**
     * The voxels of a mask with a face neighbour outside of it; beyond the grid counts as outside.
     *
     * @param alsoSlices whether neighbours in other slices count, which they should not in a single picture
     */
    public static Mask border(Mask mask, boolean alsoSlices) {
        Geometry g = mask.geometry();
        int nx = g.columns();
        int plane = nx * g.rows();
        byte[] v = mask.voxels;
        byte[] out = Arrays.copyOf(v, v.length);
        for (int k = 0; k < g.slices(); k++) {
            if (alsoSlices && (k == 0 || k + 1 == g.slices())) {
                continue;
            }
            for (int j = 1; j + 1 < g.rows(); j++) {
                int row = nx * j + plane * k;
                if (alsoSlices) {
                    for (int at = row + 1; at < row + nx - 1; at++) {
                        out[at] &= (byte)
                                ~(v[at - 1] & v[at + 1] & v[at - nx] & v[at + nx] & v[at - plane] & v[at + plane]);
                    }
                } else {
                    for (int at = row + 1; at < row + nx - 1; at++) {
                        out[at] &= (byte) ~(v[at - 1] & v[at + 1] & v[at - nx] & v[at + nx]);
                    }
                }
            }
        }
        return Mask.of(g, out);
    }
}
