package org.radiloom.annotate.tool;

import java.util.ArrayDeque;
import java.util.BitSet;
import org.radiloom.annotate.Canvas;
import org.radiloom.imaging.Geometry;

/** Fills what is connected to a point through faces of voxels, on one plane or through the whole grid. */
public final class RegionGrow {
    private RegionGrow() {}

    /**
     * Through the grid.
     *
     * @param within which voxels belong together; nothing happens if the first does not
     * @param most voxels at most; a region that would be larger is left alone
     * @return how many voxels it reached, or -1 if they would be more than {@code most}
     */
    public static int grow(Canvas canvas, int i, int j, int k, int label, Reach within, int most) {
        Geometry g = canvas.geometry();
        return grow(canvas, new int[] {i, j, k}, new int[] {g.columns(), g.rows(), g.slices()}, label, within, most);
    }

    /** On one plane. */
    public static int grow(Canvas canvas, EditPlane plane, int x, int y, int label, Reach within, int most) {
        Reach here =
                switch (plane.axis()) {
                    case SLICE -> (i, j, k) -> k == plane.index();
                    case ROW -> (i, j, k) -> j == plane.index();
                    case COLUMN -> (i, j, k) -> i == plane.index();
                };
        return grow(canvas, plane.i(x, y), plane.j(x, y), plane.k(x, y), label, here.and(within), most);
    }

    private static int grow(Canvas canvas, int[] seed, int[] size, int label, Reach within, int most) {
        if (!inside(seed, size) || !within.allows(seed[0], seed[1], seed[2])) {
            return 0;
        }
        var seen = new BitSet();
        var front = new ArrayDeque<int[]>();
        var found = new ArrayDeque<int[]>();
        seen.set(at(seed, size));
        front.add(seed);
        while (!front.isEmpty()) {
            int[] p = front.poll();
            found.add(p);
            if (found.size() > most) {
                return -1;
            }
            for (int axis = 0; axis < 3; axis++) {
                for (int step = -1; step <= 1; step += 2) {
                    int[] q = p.clone();
                    q[axis] += step;
                    if (inside(q, size) && !seen.get(at(q, size)) && within.allows(q[0], q[1], q[2])) {
                        seen.set(at(q, size));
                        front.add(q);
                    }
                }
            }
        }
        found.forEach(p -> canvas.set(p[0], p[1], p[2], label));
        return found.size();
    }

    private static boolean inside(int[] p, int[] size) {
        return p[0] >= 0 && p[1] >= 0 && p[2] >= 0 && p[0] < size[0] && p[1] < size[1] && p[2] < size[2];
    }

    private static int at(int[] p, int[] size) {
        return p[0] + size[0] * (p[1] + size[1] * p[2]);
    }
}
