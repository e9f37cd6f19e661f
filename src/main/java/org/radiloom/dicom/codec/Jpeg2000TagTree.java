package org.radiloom.dicom.codec;

import java.util.Arrays;

/** A tag tree: a quad tree of minima whose values are learned bit by bit. Source: ISO/IEC 15444-1, B.10.2. */
final class Jpeg2000TagTree {
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final int[] widths;
    private final int[] starts;
    private final int[] values;
    private final int[] lows;

    Jpeg2000TagTree(int width, int height) {
        int levels = 1;
        for (int w = width, h = height; w > 1 || h > 1; w = (w + 1) / 2, h = (h + 1) / 2) {
            levels++;
        }
        widths = new int[levels];
        starts = new int[levels];
        int total = 0;
        for (int level = 0, w = width, h = height; level < levels; level++, w = (w + 1) / 2, h = (h + 1) / 2) {
            widths[level] = w;
            starts[level] = total;
            total += w * h;
        }
        values = new int[total];
        lows = new int[total];
        Arrays.fill(values, UNKNOWN);
    }

    /** Whether the leaf's value is below {@code threshold}, reading as many bits as that needs. */
    boolean below(int x, int y, int threshold, Jpeg2000HeaderBits bits) {
        int low = 0;
        int node = 0;
        for (int level = widths.length - 1; level >= 0; level--) {
            node = starts[level] + (y >> level) * widths[level] + (x >> level);
            low = Math.max(low, lows[node]);
            while (low < threshold && low < values[node]) {
                if (bits.bit() != 0) {
                    values[node] = low;
                } else {
                    low++;
                }
            }
            lows[node] = low;
        }
        return values[node] < threshold;
    }
}
