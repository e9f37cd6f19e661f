package org.radiloom.imaging;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The connected parts of a mask, largest first; equal sizes in the order of their first voxel.
 *
 * <p>Runs along the rows are joined by union-find, so the cost grows with the surface of the mask, not its volume.
 * Source: He, Chao, Suzuki, "A Run-Based Two-Scan Labeling Algorithm", IEEE TIP 17(5), 2008.
 */
public final class Components {
    private final Geometry geometry;
    private final Runs runs;
    /** For each run its component, 0 being the largest. */
    private final int[] rank;

    private final long[] sizes;

    private Components(Geometry geometry, Runs runs, int[] rank, long[] sizes) {
        this.geometry = geometry;
        this.runs = runs;
        this.rank = rank;
        this.sizes = sizes;
    }

    /** Finds the parts of {@code mask} whose voxels hang together. */
    public static Components of(Mask mask, Neighbours neighbours) {
        return of(mask, true, neighbours);
    }

    /** Finds the parts of the background of {@code mask}. */
    static Components ofBackground(Mask mask, Neighbours neighbours) {
        return of(mask, false, neighbours);
    }

    private static Components of(Mask mask, boolean inside, Neighbours neighbours) {
        Runs runs = new Runs(mask, inside);
        int[] parent = new int[runs.count];
        Arrays.setAll(parent, r -> r);
        int reach = neighbours.edges ? 1 : 0;
        int diagonalReach = neighbours.corners ? 1 : 0;
        for (int k = 0; k < runs.slices; k++) {
            for (int j = 0; j < runs.rows; j++) {
                if (j > 0) {
                    join(runs, parent, j, k, -1, 0, reach);
                }
                if (k > 0 && neighbours.acrossSlices) {
                    join(runs, parent, j, k, 0, -1, reach);
                    if (neighbours.edges && j > 0) {
                        join(runs, parent, j, k, -1, -1, diagonalReach);
                    }
                    if (neighbours.edges && j + 1 < runs.rows) {
                        join(runs, parent, j, k, 1, -1, diagonalReach);
                    }
                }
            }
        }
        return ranked(mask.geometry(), runs, parent);
    }

    /** Joins the runs of row (j, k) with those of row (j + dj, k + dk) that they touch, up to {@code reach} columns apart. */
    private static void join(Runs runs, int[] parent, int j, int k, int dj, int dk, int reach) {
        int row = j + runs.rows * k;
        int other = row + dj + runs.rows * dk;
        int shift = (row - other) * runs.columns;
        int a = runs.rowFirst[row];
        int aEnd = runs.rowFirst[row + 1];
        int b = runs.rowFirst[other];
        int bEnd = runs.rowFirst[other + 1];
        while (a < aEnd && b < bEnd) {
            int from = runs.start[b] + shift;
            int to = runs.end[b] + shift;
            if (runs.start[a] < to + reach && from < runs.end[a] + reach) {
                union(parent, a, b);
            }
            if (runs.end[a] < to) {
                a++;
            } else {
                b++;
            }
        }
    }

    private static void union(int[] parent, int a, int b) {
        int x = root(parent, a);
        int y = root(parent, b);
        if (x < y) {
            parent[y] = x;
        } else {
            parent[x] = y;
        }
    }

    private static int root(int[] parent, int r) {
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    private static Components ranked(Geometry geometry, Runs runs, int[] parent) {
        long[] sizeOfRoot = new long[runs.count];
        int roots = 0;
        for (int r = 0; r < runs.count; r++) {
            int root = root(parent, r);
            parent[r] = root;
            roots += root == r ? 1 : 0;
            sizeOfRoot[root] += runs.end[r] - runs.start[r];
        }
        int[] order = IntStream.range(0, runs.count)
                .filter(r -> parent[r] == r)
                .boxed()
                .sorted(Comparator.comparingLong((Integer r) -> -sizeOfRoot[r]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rankOfRoot = new int[runs.count];
        long[] sizes = new long[roots];
        for (int n = 0; n < roots; n++) {
            rankOfRoot[order[n]] = n;
            sizes[n] = sizeOfRoot[order[n]];
        }
        int[] rank = parent;
        for (int r = 0; r < runs.count; r++) {
            rank[r] = rankOfRoot[parent[r]];
        }
        return new Components(geometry, runs, rank, sizes);
    }

    /** How many parts there are. */
    public int count() {
        return sizes.length;
    }

    /** Voxels of part {@code n}; 0 is the largest. */
    public long size(int n) {
        return sizes[n];
    }

    /** Part {@code n} alone; 0 is the largest. */
    public Mask part(int n) {
        if (n < 0 || n >= sizes.length) {
            throw new IllegalArgumentException("part " + n + " of " + sizes.length);
        }
        boolean[] keep = new boolean[sizes.length];
        keep[n] = true;
        return paint(keep);
    }

    /** The largest part alone; an empty mask when there is none. */
    public Mask largest() {
        return sizes.length == 0 ? paint(new boolean[0]) : part(0);
    }

    /** All parts of at least this many voxels. */
    public Mask atLeast(long voxels) {
        boolean[] keep = new boolean[sizes.length];
        for (int n = 0; n < keep.length; n++) {
            keep[n] = sizes[n] >= voxels;
        }
        return paint(keep);
    }

    private Mask paint(boolean[] keep) {
        byte[] voxels = new byte[(int) geometry.voxels()];
        addTo(voxels, keep);
        return Mask.of(geometry, voxels);
    }

    private void addTo(byte[] voxels, boolean[] keep) {
        for (int r = 0; r < runs.count; r++) {
            if (keep[rank[r]]) {
                Arrays.fill(voxels, runs.start[r], runs.end[r], (byte) 1);
            }
        }
    }

    /** Sets those voxels whose part does not touch the border (of the slice, or also the first and last slice). */
    void addEnclosed(byte[] voxels, boolean alsoSlices) {
        boolean[] enclosed = new boolean[sizes.length];
        Arrays.fill(enclosed, true);
        for (int row = 0; row < runs.rows * runs.slices; row++) {
            int j = row % runs.rows;
            int k = row / runs.rows;
            boolean edge = j == 0 || j == runs.rows - 1 || alsoSlices && (k == 0 || k == runs.slices - 1);
            for (int r = runs.rowFirst[row]; r < runs.rowFirst[row + 1]; r++) {
                if (edge || runs.start[r] == row * runs.columns || runs.end[r] == (row + 1) * runs.columns) {
                    enclosed[rank[r]] = false;
                }
            }
        }
        addTo(voxels, enclosed);
    }
}
