package org.radiloom.nn.anomaly;

/**
 * Takes the mean off and divides by the deviation, column by column.
 *
 * @param mean of each column
 * @param scale what it is divided by
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Standard(float[] mean, float[] scale) {
    /**
     * Of rows of values.
     *
     * @param least what a scale is at least: where normal pictures hardly differ, small differences must not count much
     */
    static Standard of(Iterable<float[]> rows, int columns, double least) {
        double[] sum = new double[columns];
        double[] squares = new double[columns];
        long n = 0;
        for (float[] row : rows) {
            for (int from = 0; from < row.length; from += columns) {
                for (int f = 0; f < columns; f++) {
                    sum[f] += row[from + f];
                    squares[f] += (double) row[from + f] * row[from + f];
                }
                n++;
            }
        }
        float[] mean = new float[columns];
        float[] scale = new float[columns];
        for (int f = 0; f < columns; f++) {
            double middle = n == 0 ? 0 : sum[f] / n;
            mean[f] = (float) middle;
            scale[f] = (float) Math.max(least, n == 0 ? 1 : Math.sqrt(Math.max(0, squares[f] / n - middle * middle)));
        }
        return new Standard(mean, scale);
    }

    /** A copy of rows of values. */
    float[] apply(float[] rows) {
        float[] standard = new float[rows.length];
        for (int at = 0; at < rows.length; at++) {
            int f = at % mean.length;
            standard[at] = (rows[at] - mean[f]) / scale[f];
        }
        return standard;
    }
}
