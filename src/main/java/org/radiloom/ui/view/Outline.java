package org.radiloom.ui.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The border of a mask in one slice as closed polygons, in index coordinates (a pixel centre is a whole number).
 *
 * <p>Marching squares at level 1/2 between pixel centres: the line runs half way between a pixel inside and one
 * outside. Two pixels that touch only at a corner are kept apart.
 */
public record Outline(List<double[]> loops) {
    private static final int T = 0;
    private static final int R = 1;
    private static final int B = 2;
    private static final int L = 3;

    /** Edges that enter and leave a cell for each pattern of its corners (top left 1, top right 2, bottom right 4, bottom left 8). */
    private static final int[][] SEGMENTS = {
        {}, {L, T}, {T, R}, {L, R},
        {R, B}, {L, T, R, B}, {T, B}, {L, B},
        {B, L}, {B, T}, {T, R, B, L}, {B, R},
        {R, L}, {R, T}, {T, L}, {}
    };

    /**
     * Traces a slice.
     *
     * @param inside 0 or 1, row by row
     */
    public static Outline of(byte[] inside, int columns, int rows) {
        // the grid of cells has one more column and row on each side, so that a border at the edge of the image closes
        int width = columns + 2;
        int[] next = new int[2 * width * (rows + 2)];
        Arrays.fill(next, -1);
        int[] starts = new int[16];
        int count = 0;
        for (int r = -1; r < rows; r++) {
            for (int c = -1; c < columns; c++) {
                int pattern = at(inside, columns, rows, c, r)
                        | at(inside, columns, rows, c + 1, r) << 1
                        | at(inside, columns, rows, c + 1, r + 1) << 2
                        | at(inside, columns, rows, c, r + 1) << 3;
                int[] segments = SEGMENTS[pattern];
                for (int s = 0; s < segments.length; s += 2) {
                    int from = edge(segments[s], c, r, width);
                    next[from] = edge(segments[s + 1], c, r, width);
                    if (count == starts.length) {
                        starts = Arrays.copyOf(starts, 2 * count);
                    }
                    starts[count++] = from;
                }
            }
        }
        List<double[]> loops = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            if (next[starts[s]] >= 0) {
                loops.add(follow(next, starts[s], width));
            }
        }
        return new Outline(List.copyOf(loops));
    }

    private static int at(byte[] inside, int columns, int rows, int c, int r) {
        return c >= 0 && r >= 0 && c < columns && r < rows && inside[r * columns + c] != 0 ? 1 : 0;
    }

    /** Even numbers are horizontal grid edges (top of the cell below them), odd ones vertical. */
    private static int edge(int side, int c, int r, int width) {
        int column = c + 1;
        int row = r + 1;
        return switch (side) {
            case T -> 2 * (row * width + column);
            case R -> 2 * (row * width + column + 1) + 1;
            case B -> 2 * ((row + 1) * width + column);
            default -> 2 * (row * width + column) + 1;
        };
    }

    private static double[] follow(int[] next, int start, int width) {
        double[] points = new double[32];
        int n = 0;
        int at = start;
        while (next[at] >= 0) {
            if (n == points.length) {
                points = Arrays.copyOf(points, 2 * n);
            }
            int cell = at / 2;
            double column = cell % width - 1;
            double row = cell / width - 1;
            points[n++] = at % 2 == 0 ? column + 0.5 : column;
            points[n++] = at % 2 == 0 ? row : row + 0.5;
            int after = next[at];
            next[at] = -1;
            at = after;
        }
        return Arrays.copyOf(points, n);
    }
}
