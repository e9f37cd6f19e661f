package org.radiloom.annotate.tool;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds what hangs together through faces in a box of voxels, where the value may not jump from one to the next. It goes by runs
 * along the rows, so that the cost is little more than that of looking at each voxel once.
 */
final class RunFlood {
    private final int width;
    private final int height;
    private final float[] values;
    private final double jump;
    /** The first run of each row, and behind the last row the number of runs. */
    private final int[] rowFirst;

    private final BitSet taken = new BitSet();
    private int[] start = new int[1024];
    private int[] end = new int[1024];
    private int runs;

    /**
     * @param left for each row the first voxel to look at, as a place in the box; beyond {@code right} for none
     * @param right for each row the place behind the last voxel to look at
     * @param state of the voxels, x first, then y, then z
     * @param alike the state of those that may belong together
     * @param values of these
     * @param jump largest difference of neighbours that hang together
     */
    RunFlood(
            int width,
            int height,
            int depth,
            int[] left,
            int[] right,
            byte[] state,
            byte alike,
            float[] values,
            double jump) {
        this.width = width;
        this.height = height;
        this.values = values;
        this.jump = jump;
        this.rowFirst = new int[height * depth + 1];
        for (int row = 0; row < height * depth; row++) {
            rowFirst[row] = runs;
            int stop = right[row];
            for (int at = left[row]; at < stop; at++) {
                if (state[at] == alike) {
                    int from = at++;
                    while (at < stop && state[at] == alike && Math.abs(values[at] - values[at - 1]) <= jump) {
                        at++;
                    }
                    add(from, at);
                    // the voxel that ended the run may begin the next
                    at--;
                }
            }
        }
        rowFirst[height * depth] = runs;
    }

    private void add(int from, int to) {
        if (runs == start.length) {
            start = Arrays.copyOf(start, 2 * runs);
            end = Arrays.copyOf(end, 2 * runs);
        }
        start[runs] = from;
        end[runs++] = to;
    }

    /** Takes the runs of these voxels, and all that hangs together with them. */
    void take(int[] seeds, int count) {
        int[] queue = new int[runs];
        int last = 0;
        for (int n = 0; n < count; n++) {
            int row = seeds[n] / width;
            for (int r = rowFirst[row]; r < rowFirst[row + 1]; r++) {
                if (start[r] <= seeds[n] && seeds[n] < end[r] && !taken.get(r)) {
                    taken.set(r);
                    queue[last++] = r;
                }
            }
        }
        for (int n = 0; n < last; n++) {
            int run = queue[n];
            int row = start[run] / width;
            int y = row % height;
            int[] rows = {y > 0 ? row - 1 : -1, y + 1 < height ? row + 1 : -1, row - height, row + height};
            for (int other : rows) {
                if (other < 0 || other >= rowFirst.length - 1) {
                    continue;
                }
                int shift = (other - row) * width;
                for (int r = rowFirst[other]; r < rowFirst[other + 1] && start[r] < end[run] + shift; r++) {
                    if (!taken.get(r) && touches(run, r, shift)) {
                        taken.set(r);
                        queue[last++] = r;
                    }
                }
            }
        }
    }

    private boolean touches(int a, int b, int shift) {
        int to = Math.min(end[a] + shift, end[b]);
        for (int at = Math.max(start[a] + shift, start[b]); at < to; at++) {
            if (Math.abs(values[at] - values[at - shift]) <= jump) {
                return true;
            }
        }
        return false;
    }

    /** Gets what was taken, as places in the box. */
    interface Runs {
        /** @param to behind the last voxel */
        void run(int from, int to);
    }

    void eachTaken(Runs runsTaken) {
        for (int r = taken.nextSetBit(0); r >= 0; r = taken.nextSetBit(r + 1)) {
            runsTaken.run(start[r], end[r]);
        }
    }
}
