package org.radiloom.imaging.surface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The triangles of marching cubes for each of the 256 ways in which the corners of a cube can lie inside.
 *
 * <p>Corner x + 2 y + 4 z is a bit of the case. Edges 0 to 3 run along x (numbered y + 2 z), 4 to 7 along y (x + 2 z),
 * 8 to 11 along z (x + 2 y). Where a face has two inside corners that lie opposite each other, they are kept apart on both
 * sides of the face, and no triangle has an inner edge within a face: so the surface is a closed manifold for any mask.
 * Triangles turn counter-clockwise seen from outside.
 *
 * <p>Lorensen and Cline, Marching Cubes, 1987; instead of their table, which leaves holes, the outlines of the faces are
 * followed around the cube.
 */
final class CubeCases {
    /** Corners of each face in the order of a walk around it, seen from outside the cube. */
    private static final int[][] FACES = {
        {0, 4, 6, 2}, {1, 3, 7, 5}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 2, 3, 1}, {4, 5, 7, 6}
    };

    private static final byte[][] TRIANGLES = new byte[256][];

    static {
        for (int inside = 0; inside < 256; inside++) {
            TRIANGLES[inside] = triangles(inside);
        }
    }

    private CubeCases() {}

    /** Edges of the triangles of a case, three for each. */
    static byte[] of(int inside) {
        return TRIANGLES[inside];
    }

    private static int edge(int a, int b) {
        int low = Math.min(a, b);
        return switch (a ^ b) {
            case 1 -> low >> 1;
            case 2 -> 4 + (low & 1) + (low >> 1 & 2);
            case 4 -> 8 + low;
            default -> throw new IllegalArgumentException(a + " to " + b);
        };
    }

    /** The faces that an edge belongs to, as bits. */
    private static int faces(int edge) {
        int faces = 0;
        for (int f = 0; f < 6; f++) {
            for (int c = 0; c < 4; c++) {
                if (edge(FACES[f][c], FACES[f][(c + 1) % 4]) == edge) {
                    faces |= 1 << f;
                }
            }
        }
        return faces;
    }

    private static byte[] triangles(int inside) {
        // on each face, a line leads from where the walk enters an inside part to where it leaves it
        int[] next = new int[12];
        Arrays.fill(next, -1);
        for (int[] face : FACES) {
            for (int c = 0; c < 4; c++) {
                boolean enters = (inside >> face[c] & 1) == 0 && (inside >> face[(c + 1) % 4] & 1) == 1;
                int last = c + 1;
                while (enters && (inside >> face[(last + 1) % 4] & 1) == 1) {
                    last++;
                }
                if (enters) {
                    next[edge(face[c], face[(c + 1) % 4])] = edge(face[last % 4], face[(last + 1) % 4]);
                }
            }
        }
        List<Integer> all = new ArrayList<>();
        boolean[] done = new boolean[12];
        for (int start = 0; start < 12; start++) {
            List<Integer> loop = new ArrayList<>();
            for (int e = start; next[e] >= 0 && !done[e]; e = next[e]) {
                done[e] = true;
                loop.add(e);
            }
            if (!loop.isEmpty()) {
                List<Integer> filled = filled(loop, 0, loop.size() - 1);
                if (filled == null) {
                    throw new IllegalStateException("case " + inside);
                }
                all.addAll(filled);
            }
        }
        byte[] triangles = new byte[all.size()];
        for (int n = 0; n < triangles.length; n++) {
            triangles[n] = all.get(n).byteValue();
        }
        return triangles;
    }

    /** Triangles between corners {@code from} and {@code to} of a loop, without inner edges in faces; null if there are none. */
    private static @Nullable List<Integer> filled(List<Integer> loop, int from, int to) {
        if (to - from < 2) {
            return List.of();
        }
        for (int tip = from + 1; tip < to; tip++) {
            if (!allowed(loop, from, tip) || !allowed(loop, tip, to)) {
                continue;
            }
            List<Integer> one = filled(loop, from, tip);
            List<Integer> other = filled(loop, tip, to);
            if (one != null && other != null) {
                List<Integer> both = new ArrayList<>(one);
                both.addAll(List.of(loop.get(from), loop.get(tip), loop.get(to)));
                both.addAll(other);
                return both;
            }
        }
        return null;
    }

    private static boolean allowed(List<Integer> loop, int a, int b) {
        boolean neighbours = b - a == 1 || b - a == loop.size() - 1;
        return neighbours || (faces(loop.get(a)) & faces(loop.get(b))) == 0;
    }
}
