package org.radiloom.infer;

/**
 * Linear sampling along one axis: for every target position, the source samples and weights that make its value.
 *
 * <p>The kernel is a triangle whose half-width is the source step (plain linear interpolation) or {@code support} if
 * that is wider (averaging, so that shrinking does not alias). Beyond the ends the edge sample is repeated.
 */
final class LinearAxis {
    private final int[] first;
    private final float[][] weights;

    private LinearAxis(int[] first, float[][] weights) {
        this.first = first;
        this.weights = weights;
    }

    /**
     * @param sources number of source samples
     * @param positions fractional source index of every target
     * @param support half-width of the triangle in source steps; values below 1 mean plain interpolation
     */
    static LinearAxis of(int sources, double[] positions, double support) {
        double half = Math.max(1, support);
        int[] first = new int[positions.length];
        float[][] weights = new float[positions.length][];
        for (int t = 0; t < positions.length; t++) {
            double at = Math.clamp(positions[t], 0, sources - 1);
            int from = Math.max(0, (int) Math.ceil(at - half + 1e-9));
            int to = Math.min(sources - 1, (int) Math.floor(at + half - 1e-9));
            float[] w = new float[to - from + 1];
            double sum = 0;
            for (int s = from; s <= to; s++) {
                sum += 1 - Math.abs(s - at) / half;
            }
            for (int s = from; s <= to; s++) {
                w[s - from] = (float) ((1 - Math.abs(s - at) / half) / sum);
            }
            first[t] = from;
            weights[t] = w;
        }
        return new LinearAxis(first, weights);
    }

    int targets() {
        return first.length;
    }

    int first(int target) {
        return first[target];
    }

    float[] weights(int target) {
        return weights[target];
    }

    /** Resamples one plane: rows by {@code rowAxis}, columns by {@code columnAxis}; {@code into} is row by row. */
    static void resamplePlane(
            float[] plane, int columns, LinearAxis columnAxis, LinearAxis rowAxis, float[] into, int offset) {
        int width = columnAxis.targets();
        float[] blended = new float[columns];
        for (int r = 0; r < rowAxis.targets(); r++) {
            java.util.Arrays.fill(blended, 0);
            float[] w = rowAxis.weights[r];
            for (int s = 0; s < w.length; s++) {
                int from = (rowAxis.first[r] + s) * columns;
                float share = w[s];
                for (int c = 0; c < columns; c++) {
                    blended[c] += share * plane[from + c];
                }
            }
            for (int c = 0; c < width; c++) {
                float[] v = columnAxis.weights[c];
                int from = columnAxis.first[c];
                float sum = 0;
                for (int s = 0; s < v.length; s++) {
                    sum += v[s] * blended[from + s];
                }
                into[offset + r * width + c] = sum;
            }
        }
    }
}
