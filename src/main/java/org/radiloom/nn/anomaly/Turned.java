package org.radiloom.nn.anomaly;

import java.util.SplittableRandom;

/**
 * Pictures turned by quarters.
 *
 * @param pictures (B, 1, S, S), row-major
 * @param turns by how many quarters each was turned counter-clockwise, 0 to 3
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, lives for one step
record Turned(float[] pictures, int[] turns) {
    static Turned of(float[] from, int batch, int side, SplittableRandom random) {
        float[] into = new float[from.length];
        int[] turns = new int[batch];
        int plane = side * side;
        for (int n = 0; n < batch; n++) {
            turns[n] = random.nextInt(4);
            for (int at = 0; at < plane; at++) {
                into[n * plane + at] = from[n * plane + source(turns[n], at / side, at % side, side)];
            }
        }
        return new Turned(into, turns);
    }

    private static int source(int turn, int row, int column, int side) {
        int last = side - 1;
        return switch (turn) {
            case 0 -> row * side + column;
            case 1 -> column * side + last - row;
            case 2 -> (last - row) * side + last - column;
            default -> (last - column) * side + row;
        };
    }
}
