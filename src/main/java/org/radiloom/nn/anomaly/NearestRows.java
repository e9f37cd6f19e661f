package org.radiloom.nn.anomaly;

import java.util.Arrays;

/**
 * The remembered rows nearest to a row, by Euclidean distance, all compared. Memory for a comparison is one number for each
 * remembered row, however many rows are asked for.
 */
final class NearestRows {
    /** How many count. */
    static final int COUNT = 5;

    private final int rows;
    private final int numbers;
    /** Number by number, so that a comparison runs along memory. */
    private final float[] turned;

    /**
     * @param values (rows, numbers)
     * @param rows at least one
     */
    NearestRows(float[] values, int from, int rows, int numbers) {
        this.rows = rows;
        this.numbers = numbers;
        this.turned = new float[rows * numbers];
        for (int row = 0; row < rows; row++) {
            for (int f = 0; f < numbers; f++) {
                turned[f * rows + row] = values[from + row * numbers + f];
            }
        }
    }

    int rows() {
        return rows;
    }

    /** The nearest of them, nearest first; of equals the one that was remembered first. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Found(double[] distances, int[] rows) {
        double mean() {
            return Arrays.stream(distances).average().orElse(0);
        }
    }

    /**
     * Looks for the nearest.
     *
     * @param query its numbers from {@code at} on
     * @param without a remembered row that does not count; -1 for none
     * @param scratch room for a number of each row
     * @return {@link #COUNT}, or as many as there are
     */
    Found find(float[] query, int at, int without, float[] scratch) {
        Arrays.fill(scratch, 0, rows, 0);
        for (int f = 0; f < numbers; f++) {
            float q = query[at + f];
            int start = f * rows;
            for (int row = 0; row < rows; row++) {
                float d = turned[start + row] - q;
                scratch[row] += d * d;
            }
        }
        int wanted = Math.min(COUNT, without < 0 ? rows : rows - 1);
        int[] which = new int[wanted];
        float[] squares = new float[wanted];
        Arrays.fill(squares, Float.POSITIVE_INFINITY);
        for (int row = 0; row < rows && wanted > 0; row++) {
            if (scratch[row] < squares[wanted - 1] && row != without) {
                int place = wanted - 1;
                while (place > 0 && scratch[row] < squares[place - 1]) {
                    squares[place] = squares[place - 1];
                    which[place] = which[place - 1];
                    place--;
                }
                squares[place] = scratch[row];
                which[place] = row;
            }
        }
        double[] distances = new double[wanted];
        for (int n = 0; n < wanted; n++) {
            distances[n] = Math.sqrt(squares[n]);
        }
        return new Found(distances, which);
    }
}
