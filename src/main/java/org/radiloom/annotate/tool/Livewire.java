package org.radiloom.annotate.tool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A line that clings to edges: from an anchor to wherever the pointer is, along the cheapest way over a plane, where strong edges are
 * cheap. All ways from one anchor are found at once, so that the line follows the pointer without delay. Source: Mortensen and
 * Barrett, Interactive segmentation with intelligent scissors, Graphical Models and Image Processing 60 (1998), 349-384.
 */
public final class Livewire {
    private static final int CHEAPEST = 1;
    private static final int DEAREST = 40;
    private static final double DIAGONAL = Math.sqrt(2);

    private final int width;
    private final int[] from;

    private Livewire(int width, int[] from) {
        this.width = width;
        this.from = from;
    }

    /**
     * Finds the ways from an anchor.
     *
     * @param values of the plane, row by row
     * @param width voxels in a row
     */
    public static Livewire of(float[] values, int width, int anchorX, int anchorY) {
        int height = values.length / width;
        if (anchorX < 0 || anchorY < 0 || anchorX >= width || anchorY >= height) {
            throw new IllegalArgumentException("anchor " + anchorX + ", " + anchorY);
        }
        int[] cost = costs(values, width, height);
        int[] distance = new int[values.length];
        Arrays.fill(distance, Integer.MAX_VALUE);
        int[] from = new int[values.length];
        Arrays.fill(from, -1);
        int anchor = anchorX + width * anchorY;
        distance[anchor] = 0;
        var queue = new IntHeap();
        queue.add(0, anchor);
        while (!queue.isEmpty()) {
            int at = queue.poll();
            if (queue.key() > distance[at]) {
                continue;
            }
            int x = at % width;
            int y = at / width;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int nx = x + dx;
                    int ny = y + dy;
                    if ((dx == 0 && dy == 0) || nx < 0 || ny < 0 || nx >= width || ny >= height) {
                        continue;
                    }
                    int next = nx + width * ny;
                    // in hundredths, so that whole numbers can tell a diagonal from a straight step
                    int step = (int) Math.rint(100 * cost[next] * (dx != 0 && dy != 0 ? DIAGONAL : 1));
                    if (distance[at] + step < distance[next]) {
                        distance[next] = distance[at] + step;
                        from[next] = at;
                        queue.add(distance[next], next);
                    }
                }
            }
        }
        return new Livewire(width, from);
    }

    /** What a step onto a voxel costs: least on the strongest edges. */
    private static int[] costs(float[] values, int width, int height) {
        float[] edge = new float[values.length];
        float strongest = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float gx = values[Math.min(width - 1, x + 1) + width * y] - values[Math.max(0, x - 1) + width * y];
                float gy = values[x + width * Math.min(height - 1, y + 1)] - values[x + width * Math.max(0, y - 1)];
                float g = (float) Math.hypot(gx, gy);
                edge[x + width * y] = g;
                strongest = Math.max(strongest, g);
            }
        }
        int[] cost = new int[values.length];
        for (int at = 0; at < cost.length; at++) {
            double flat = strongest > 0 ? 1 - edge[at] / strongest : 1;
            cost[at] = CHEAPEST + (int) Math.rint((DEAREST - CHEAPEST) * flat);
        }
        return cost;
    }

    /** The way from the anchor to a point, both included; points outside the plane are moved onto its edge. */
    public List<double[]> to(int x, int y) {
        int height = from.length / width;
        int at = Math.clamp(x, 0, width - 1) + width * Math.clamp(y, 0, height - 1);
        List<double[]> way = new ArrayList<>();
        while (at >= 0) {
            int row = at / width;
            way.add(new double[] {at % width, row});
            at = from[at];
        }
        Collections.reverse(way);
        return way;
    }
}
