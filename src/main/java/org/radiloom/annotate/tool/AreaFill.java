package org.radiloom.annotate.tool;

import java.util.Arrays;
import java.util.List;
import org.radiloom.annotate.Canvas;
import org.radiloom.imaging.Geometry;

/**
 * Fills what a closed line surrounds, as a polygon or a lasso draws it; where it crosses itself, by the even-odd rule. A voxel
 * belongs to the inside if its centre does.
 */
public final class AreaFill {
    private AreaFill() {}

    /**
     * @param line points (x, y) on the plane, at least three; the last is joined to the first
     * @param label that the inside gets, 0 to erase
     */
    public static void fill(Canvas canvas, EditPlane plane, List<double[]> line, int label, Reach reach) {
        if (line.size() < 3) {
            return;
        }
        Geometry g = canvas.geometry();
        double top = line.stream().mapToDouble(p -> p[1]).min().orElseThrow();
        double bottom = line.stream().mapToDouble(p -> p[1]).max().orElseThrow();
        double[] crossings = new double[line.size()];
        for (int y = Math.max(0, (int) Math.ceil(top)); y <= Math.min(plane.height(g) - 1, bottom); y++) {
            int n = 0;
            for (int p = 0; p < line.size(); p++) {
                double[] a = line.get(p);
                double[] b = line.get((p + 1) % line.size());
                // half open, so that a corner on the row counts once
                if (a[1] <= y != b[1] <= y) {
                    crossings[n++] = a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
                }
            }
            Arrays.sort(crossings, 0, n);
            for (int c = 0; c + 1 < n; c += 2) {
                int from = Math.max(0, (int) Math.ceil(crossings[c]));
                int to = Math.min(plane.width(g) - 1, (int) Math.floor(crossings[c + 1]));
                for (int x = from; x <= to; x++) {
                    if (reach.allows(plane.i(x, y), plane.j(x, y), plane.k(x, y))) {
                        plane.set(canvas, x, y, label);
                    }
                }
            }
        }
    }
}
