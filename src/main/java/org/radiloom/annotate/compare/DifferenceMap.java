package org.radiloom.annotate.compare;

import org.radiloom.imaging.Mask;

/** What each voxel of a slice is to two masks on one grid. */
public final class DifferenceMap {
    public static final byte NEITHER = 0;
    public static final byte ONLY_A = 1;
    public static final byte ONLY_B = 2;
    public static final byte BOTH = 3;

    private DifferenceMap() {}

    /** One of the four values for each voxel of slice {@code k}, row by row. */
    public static byte[] slice(Mask a, Mask b, int k) {
        byte[] map = new byte[a.geometry().columns() * a.geometry().rows()];
        byte[] inB = new byte[map.length];
        a.copySlice(k, map);
        b.copySlice(k, inB);
        for (int at = 0; at < map.length; at++) {
            map[at] |= (byte) (inB[at] << 1);
        }
        return map;
    }
}
