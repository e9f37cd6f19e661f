package org.radiloom.annotate.tool;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
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
        BitSet region = region(g, i, j, k, within, most).orElse(null);
        if (region == null) {
            return -1;
        }
        int plane = g.columns() * g.rows();
        region.stream().forEach(at -> canvas.set(at % g.columns(), at / g.columns() % g.rows(), at / plane, label));
        return region.cardinality();
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

    /**
     * The voxels that are connected to one, index i + columns * (j + rows * k).
     *
     * @param within which voxels belong together; nothing does if the first does not
     * @param most voxels at most
     * @return empty if they would be more
     */
    public static Optional<BitSet> region(Geometry g, int i, int j, int k, Reach within, int most) {
        var seen = new BitSet();
        int[] size = {g.columns(), g.rows(), g.slices()};
        int[] steps = {1, g.columns(), g.columns() * g.rows()};
        boolean inside = i >= 0 && j >= 0 && k >= 0 && i < size[0] && j < size[1] && k < size[2];
        if (!inside || !within.allows(i, j, k)) {
            return Optional.of(seen);
        }
        int[] open = new int[1024];
        int count = 0;
        int found = 1;
        int seed = i + steps[1] * j + steps[2] * k;
        seen.set(seed);
        open[count++] = seed;
        while (count > 0) {
            int at = open[--count];
            int[] p = {at % size[0], at / steps[1] % size[1], at / steps[2]};
            for (int axis = 0; axis < 3; axis++) {
                int here = p[axis];
                for (int step = -1; step <= 1; step += 2) {
                    int next = at + step * steps[axis];
                    if (here + step < 0 || here + step >= size[axis] || seen.get(next)) {
                        continue;
                    }
                    p[axis] = here + step;
                    if (within.allows(p[0], p[1], p[2])) {
                        if (++found > most) {
                            return Optional.empty();
                        }
                        seen.set(next);
                        if (count == open.length) {
                            open = Arrays.copyOf(open, 2 * count);
                        }
                        open[count++] = next;
                    }
                }
                p[axis] = here;
            }
        }
        return Optional.of(seen);
    }
}
