package org.radiloom.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Vec3;
import org.radiloom.model.PostProcessing;

/** From a probability map to a mask: threshold, pieces that are plausible, holes filled. */
final class MaskCleaning {
    private final Geometry grid;
    private final PostProcessing rules;

    MaskCleaning(Geometry grid, PostProcessing rules) {
        this.grid = grid;
        this.rules = rules;
    }

    /** @param probabilities 0 to 1 on the grid, index i + columns * (j + rows * k) */
    Mask mask(float[] probabilities) {
        byte[] voxels = new byte[probabilities.length];
        for (int at = 0; at < voxels.length; at++) {
            voxels[at] = (byte) (probabilities[at] >= rules.threshold() ? 1 : 0);
        }
        keepPlausible(voxels);
        if (rules.fillHoles()) {
            SliceHoles.fill(voxels, grid);
        }
        return Mask.of(grid, voxels);
    }

    /** Clears every piece that is too small, or neither large beside the largest one nor near a piece that stays. */
    private void keepPlausible(byte[] voxels) {
        List<int[]> pieces = pieces(voxels);
        pieces.sort(Comparator.comparingInt((int[] piece) -> piece.length).reversed());
        double least = rules.minComponentMm3() / grid.voxelVolumeMm3();
        Arrays.fill(voxels, (byte) 0);
        var kept = new Neighbourhood();
        for (int[] piece : pieces) {
            boolean large = piece.length >= rules.minShareOfLargest() * pieces.getFirst().length;
            if (piece.length >= least && (large || kept.isNear(piece))) {
                kept.add(piece);
                for (int at : piece) {
                    voxels[at] = 1;
                }
            }
        }
    }

    /** Voxel indices of every 26-connected piece; clears {@code voxels} on the way. */
    private List<int[]> pieces(byte[] voxels) {
        var pieces = new ArrayList<int[]>();
        int[] queue = new int[1024];
        for (int start = 0; start < voxels.length; start++) {
            if (voxels[start] == 0) {
                continue;
            }
            int size = 0;
            queue[size++] = start;
            voxels[start] = 0;
            for (int next = 0; next < size; next++) {
                int at = queue[next];
                int i = at % grid.columns();
                int j = at / grid.columns() % grid.rows();
                int k = at / (grid.columns() * grid.rows());
                if (size + 26 > queue.length) {
                    queue = Arrays.copyOf(queue, 2 * queue.length);
                }
                size = addNeighbours(voxels, i, j, k, queue, size);
            }
            pieces.add(Arrays.copyOf(queue, size));
        }
        return pieces;
    }

    private int addNeighbours(byte[] voxels, int i, int j, int k, int[] queue, int size) {
        int n = size;
        for (int z = Math.max(0, k - 1); z <= Math.min(grid.slices() - 1, k + 1); z++) {
            for (int y = Math.max(0, j - 1); y <= Math.min(grid.rows() - 1, j + 1); y++) {
                for (int x = Math.max(0, i - 1); x <= Math.min(grid.columns() - 1, i + 1); x++) {
                    int at = x + grid.columns() * (y + grid.rows() * z);
                    if (voxels[at] != 0) {
                        voxels[at] = 0;
                        queue[n++] = at;
                    }
                }
            }
        }
        return n;
    }

    private Vec3 place(int at) {
        return grid.toPatient(
                at % grid.columns(), at / grid.columns() % grid.rows(), at / (grid.columns() * grid.rows()));
    }

    /** Points of the kept pieces in cells as wide as the distance asked about. */
    private final class Neighbourhood {
        private final Map<Cell, List<Vec3>> cells = new HashMap<>();

        record Cell(long x, long y, long z) {}

        private Cell cell(Vec3 p, int dx, int dy, int dz) {
            double side = Math.max(1, rules.nearMm());
            return new Cell(
                    (long) Math.floor(p.x() / side) + dx,
                    (long) Math.floor(p.y() / side) + dy,
                    (long) Math.floor(p.z() / side) + dz);
        }

        void add(int[] piece) {
            for (int at : piece) {
                Vec3 p = place(at);
                cells.computeIfAbsent(cell(p, 0, 0, 0), c -> new ArrayList<>()).add(p);
            }
        }

        boolean isNear(int[] piece) {
            for (int at : piece) {
                if (isNear(place(at))) {
                    return true;
                }
            }
            return false;
        }

        private boolean isNear(Vec3 p) {
            for (int d = 0; d < 27; d++) {
                List<Vec3> others = cells.get(cell(p, d % 3 - 1, d / 3 % 3 - 1, d / 9 - 1));
                if (others != null && others.stream().anyMatch(o -> o.minus(p).length() <= rules.nearMm())) {
                    return true;
                }
            }
            return false;
        }
    }
}
