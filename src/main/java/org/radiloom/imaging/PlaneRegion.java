package org.radiloom.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a plane whose pixels hang together by their edges, as lines along the edges of its pixels: one around it and one
 * around each hole in it.
 *
 * @param outer in index coordinates; encloses the centres of the part's pixels and of those of its holes
 * @param holes each encloses the centres of the pixels of a hole
 */
public record PlaneRegion(Polygon outer, List<Polygon> holes) {
    /** Where a line to a hole runs between two rows of pixel centres. */
    private static final double BETWEEN_ROWS = 0.25;

    public PlaneRegion {
        holes = List.copyOf(holes);
    }

    /** Pixels of a plane that hang together, in the box around them. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Part(int left, int top, int columns, int rows, byte[] inside) {
        /** The line around the part; holes are passed over. */
        Polygon around() {
            return Contour.around(inside, columns, rows, 0).orElseThrow();
        }
    }

    /**
     * The parts of a plane, in the order of their first pixel. Even-odd over all their lines gives exactly the plane back.
     *
     * @param inside 0 outside, row by row
     */
    public static List<PlaneRegion> of(byte[] inside, int columns, int rows) {
        List<PlaneRegion> regions = new ArrayList<>();
        for (Part part : parts(inside, columns, rows)) {
            Polygon outer = part.around();
            byte[] gaps = outer.rasterised(part.columns, part.rows);
            for (int at = 0; at < gaps.length; at++) {
                gaps[at] -= part.inside[at];
            }
            List<Polygon> holes = new ArrayList<>();
            for (Part hole : parts(gaps, part.columns, part.rows)) {
                holes.add(moved(hole.around(), part.left + hole.left, part.top + hole.top));
            }
            regions.add(new PlaneRegion(moved(outer, part.left, part.top), holes));
        }
        return regions;
    }

    private static Polygon moved(Polygon polygon, int right, int down) {
        return new Polygon(polygon.points().stream()
                .map(p -> new Polygon.Point(p.column() + right, p.row() + down))
                .toList());
    }

    private static List<Part> parts(byte[] inside, int columns, int rows) {
        byte[] left = inside.clone();
        int[] found = new int[64];
        List<Part> parts = new ArrayList<>();
        for (int first = 0; first < left.length; first++) {
            if (left[first] == 0) {
                continue;
            }
            int count = 1;
            found[0] = first;
            left[first] = 0;
            for (int next = 0; next < count; next++) {
                int at = found[next];
                int column = at % columns;
                found = count + 4 > found.length ? Arrays.copyOf(found, 2 * found.length) : found;
                int[] around = {column > 0 ? at - 1 : -1, column + 1 < columns ? at + 1 : -1, at - columns, at + columns
                };
                for (int neighbour : around) {
                    if (neighbour >= 0 && neighbour < left.length && left[neighbour] != 0) {
                        left[neighbour] = 0;
                        found[count++] = neighbour;
                    }
                }
            }
            parts.add(boxed(Arrays.copyOf(found, count), columns, rows));
        }
        return parts;
    }

    private static Part boxed(int[] pixels, int columns, int rows) {
        int left = columns;
        int top = rows;
        int right = 0;
        int bottom = 0;
        for (int at : pixels) {
            left = Math.min(left, at % columns);
            right = Math.max(right, at % columns);
            top = Math.min(top, at / columns);
            bottom = Math.max(bottom, at / columns);
        }
        int width = right - left + 1;
        byte[] inside = new byte[width * (bottom - top + 1)];
        for (int at : pixels) {
            inside[at % columns - left + width * (at / columns - top)] = 1;
        }
        return new Part(left, top, width, bottom - top + 1, inside);
    }

    /**
     * One closed line without holes: from the line around the part to each hole and back the same way, so that the way
     * encloses nothing. Source: DICOM PS3.3, C.8.8.6.3, the keyhole technique.
     *
     * <p>The ways run along rows, a quarter of a pixel below their upper edge, and never through the centre of a pixel.
     */
    public Polygon keyholed() {
        List<Polygon.Point> line = new ArrayList<>(outer.points());
        // the way runs to the left: what it meets first is the line around the part or a hole that begins farther left
        holes.stream().sorted(Comparator.comparingDouble(PlaneRegion::left)).forEach(hole -> join(line, hole));
        return new Polygon(line);
    }

    private static double left(Polygon polygon) {
        return polygon.points().stream()
                .mapToDouble(Polygon.Point::column)
                .min()
                .orElse(0);
    }

    private static void join(List<Polygon.Point> line, Polygon hole) {
        int edge = leftmostEdge(hole);
        Polygon.Point a = hole.points().get(edge);
        Polygon.Point b = hole.points().get((edge + 1) % hole.size());
        var start = new Polygon.Point(a.column(), Math.min(a.row(), b.row()) + BETWEEN_ROWS);
        int met = -1;
        double nearest = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < line.size(); n++) {
            Polygon.Point p = line.get(n);
            Polygon.Point q = line.get((n + 1) % line.size());
            boolean crosses = p.column() == q.column()
                    && Math.min(p.row(), q.row()) < start.row()
                    && Math.max(p.row(), q.row()) > start.row();
            if (crosses && p.column() < start.column() && p.column() > nearest) {
                nearest = p.column();
                met = n;
            }
        }
        var end = new Polygon.Point(nearest, start.row());
        List<Polygon.Point> way = new ArrayList<>(List.of(end, start));
        // against the turn of the line around the part, so that readers who count windings see the hole as well
        for (int n = 0; n < hole.size(); n++) {
            way.add(hole.points().get((edge - n + hole.size()) % hole.size()));
        }
        way.add(start);
        way.add(end);
        line.addAll(met + 1, way);
    }

    /** Number of the first point of a line upwards or downwards at the left end of a polygon. */
    private static int leftmostEdge(Polygon hole) {
        double left = left(hole);
        for (int n = 0; n < hole.size(); n++) {
            if (hole.points().get(n).column() == left
                    && hole.points().get((n + 1) % hole.size()).column() == left) {
                return n;
            }
        }
        throw new IllegalStateException("a line along pixels has a leftmost edge");
    }
}
