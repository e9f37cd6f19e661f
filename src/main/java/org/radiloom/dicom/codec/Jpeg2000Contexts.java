package org.radiloom.dicom.codec;

/**
 * How the neighbours of a coefficient choose its context. Source: ISO/IEC 15444-1, tables D.1 to D.3.
 *
 * <p>A coefficient's flags hold, from bit 0 on, which neighbours are significant (N, S, W, E, NW, NE, SW, SE), and from bit
 * 8 on which of N, S, W, E are negative.
 */
final class Jpeg2000Contexts {
    static final int N = 1;
    static final int S = 2;
    static final int W = 4;
    static final int E = 8;
    static final int NW = 16;
    static final int NE = 32;
    static final int SW = 64;
    static final int SE = 128;
    static final int NEIGHBOURS = 255;
    static final int N_NEGATIVE = 256;
    static final int S_NEGATIVE = 512;
    static final int W_NEGATIVE = 1024;
    static final int E_NEGATIVE = 2048;
    static final int SIGNIFICANT = 4096;
    static final int VISITED = 8192;
    static final int REFINED = 16384;
    /** What a coefficient at the foot of a stripe must not see with vertically causal contexts. */
    static final int BELOW = S | SW | SE | S_NEGATIVE;

    /** Context of a first significance by band kind (LL, HL, LH, HH) and neighbours. */
    static final byte[][] SIGNIFICANCE = significance();
    /** Context of a sign in the lower 7 bits, its turn in bit 7, by N S W E and their signs. */
    static final int[] SIGN = signs();

    private Jpeg2000Contexts() {}

    private static byte[][] significance() {
        byte[][] tables = new byte[4][256];
        for (int f = 0; f < 256; f++) {
            int across = bit(f, W) + bit(f, E);
            int along = bit(f, N) + bit(f, S);
            int diagonal = bit(f, NW) + bit(f, NE) + bit(f, SW) + bit(f, SE);
            tables[0][f] = straight(across, along, diagonal);
            tables[1][f] = straight(along, across, diagonal);
            tables[2][f] = tables[0][f];
            tables[3][f] = crossed(across + along, diagonal);
        }
        return tables;
    }

    private static int bit(int flags, int which) {
        return (flags & which) != 0 ? 1 : 0;
    }

    private static byte straight(int h, int v, int d) {
        if (h == 2) {
            return 8;
        }
        if (h == 1) {
            return (byte) (v >= 1 ? 7 : d >= 1 ? 6 : 5);
        }
        return (byte) (v == 2 ? 4 : v == 1 ? 3 : Math.min(d, 2));
    }

    private static byte crossed(int hv, int d) {
        if (d >= 3) {
            return 8;
        }
        if (d == 2) {
            return (byte) (hv >= 1 ? 7 : 6);
        }
        return (byte) (3 * d + Math.min(hv, 2));
    }

    private static int[] signs() {
        int[] table = new int[256];
        for (int f = 0; f < 256; f++) {
            int h = Math.clamp((long) part(f, W) + part(f, E), -1, 1);
            int v = Math.clamp((long) part(f, N) + part(f, S), -1, 1);
            boolean turned = h < 0 || h == 0 && v < 0;
            int context = h == 0 ? 9 + Math.abs(v) : 12 + (turned ? -v : v);
            table[f] = context | (turned ? 128 : 0);
        }
        return table;
    }

    /** Contribution of one neighbour: 0, 1 or -1. */
    private static int part(int f, int which) {
        return bit(f, which) * ((f & which << 4) != 0 ? -1 : 1);
    }
}
