package org.radiloom.imaging;

/**
 * Which source samples, with which weights, make each target sample along one axis of two parallel grids.
 *
 * @param first index of the first source sample for each target sample; -1 where the target lies outside
 * @param weights one row per target sample, adding up to 1; trailing zeros stripped
 */
record AxisTaps(int[] first, float[][] weights) {
    /** Positions this close to a source sample are taken to lie on it: rounding, not geometry. */
    private static final double SNAP = 1e-5;

    /**
     * @param scale source index step per target index
     * @param shift source index of target index 0
     * @param smooth widens the triangle to the target's spacing where that is coarser, so that nothing aliases
     */
    static AxisTaps of(int target, int source, double scale, double shift, boolean smooth) {
        return of(target, source, scale, shift, smooth ? Math.max(1, Math.abs(scale)) : 1, 0.5);
    }

    /**
     * @param reach half-width of the triangle in source steps; 1 is linear interpolation
     * @param margin how many source steps beyond the outermost centres the edge value is repeated
     */
    static AxisTaps of(int target, int source, double scale, double shift, double reach, double margin) {
        int[] first = new int[target];
        float[][] weights = new float[target][];
        for (int i = 0; i < target; i++) {
            double c = snapped(scale * i + shift);
            if (!inside(c, source, margin)) {
                first[i] = -1;
                weights[i] = new float[0];
                continue;
            }
            c = Math.clamp(c, 0, source - 1.0);
            int from = (int) Math.max(0, Math.ceil(c - reach));
            int to = (int) Math.min(source - 1.0, Math.floor(c + reach));
            while (from < c && 1 - (c - from) / reach <= 0) {
                from++;
            }
            while (to > c && 1 - (to - c) / reach <= 0) {
                to--;
            }
            double sum = 0;
            for (int x = from; x <= to; x++) {
                sum += 1 - Math.abs(x - c) / reach;
            }
            first[i] = from;
            weights[i] = new float[to - from + 1];
            for (int x = from; x <= to; x++) {
                weights[i][x - from] = (float) ((1 - Math.abs(x - c) / reach) / sum);
            }
        }
        return new AxisTaps(first, weights);
    }

    static double snapped(double c) {
        double near = Math.rint(c);
        return Math.abs(c - near) < SNAP ? near : c;
    }

    static boolean inside(double c, int size, double margin) {
        return c >= -margin - SNAP && c <= size - 1 + margin + SNAP;
    }
}
