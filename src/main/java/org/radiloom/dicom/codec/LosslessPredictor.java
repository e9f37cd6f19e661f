package org.radiloom.dicom.codec;

/** Undoes the predictions of lossless JPEG on one row, modulo 2^16. Source: ISO/IEC 10918-1, table H.1. */
final class LosslessPredictor {
    private LosslessPredictor() {}

    /**
     * Replaces the differences of one component by its samples.
     *
     * @param predictor 1 to 7; 0 for the first row of an interval, which is predicted from the left alone
     * @param row differences in, samples out, every {@code step} entries from {@code c} on
     * @param above the samples of the row above, laid out alike
     * @param start prediction of the very first sample of an interval
     */
    static void undo(int predictor, int[] row, int[] above, int c, int step, int start) {
        int left = row[c] + (predictor == 0 ? start : above[c]) & 0xFFFF;
        row[c] = left;
        switch (predictor) {
            case 0, 1 -> {
                for (int i = c + step; i < row.length; i += step) {
                    left = left + row[i] & 0xFFFF;
                    row[i] = left;
                }
            }
            case 2 -> {
                for (int i = c + step; i < row.length; i += step) {
                    row[i] = row[i] + above[i] & 0xFFFF;
                }
            }
            case 3 -> {
                for (int i = c + step; i < row.length; i += step) {
                    row[i] = row[i] + above[i - step] & 0xFFFF;
                }
            }
            case 4 -> {
                for (int i = c + step; i < row.length; i += step) {
                    left = row[i] + left + above[i] - above[i - step] & 0xFFFF;
                    row[i] = left;
                }
            }
            case 5 -> {
                for (int i = c + step; i < row.length; i += step) {
                    left = row[i] + left + (above[i] - above[i - step] >> 1) & 0xFFFF;
                    row[i] = left;
                }
            }
            case 6 -> {
                for (int i = c + step; i < row.length; i += step) {
                    left = row[i] + above[i] + (left - above[i - step] >> 1) & 0xFFFF;
                    row[i] = left;
                }
            }
            case 7 -> {
                for (int i = c + step; i < row.length; i += step) {
                    left = row[i] + (left + above[i] >> 1) & 0xFFFF;
                    row[i] = left;
                }
            }
            default -> throw new IllegalArgumentException("predictor " + predictor);
        }
    }
}
