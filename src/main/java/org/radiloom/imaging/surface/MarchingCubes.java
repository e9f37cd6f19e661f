package org.radiloom.imaging.surface;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Vec3;

/**
 * The surface between the voxels of a mask and the others, half way between their centres; closed also where the mask
 * reaches the edge of its grid.
 *
 * <p>Works slice by slice on two slices with a rim of empty voxels, so that memory beside the result is small.
 */
public final class MarchingCubes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ALL = 0x0101010101010101L;
    /** Bits of the four corners of one side of a cube, moved to where they stand in the case: x = 0. */
    private static final int[] SIDE = new int[16];

    static {
        for (int c = 0; c < 16; c++) {
            SIDE[c] = (c & 1) | (c & 2) << 1 | (c & 4) << 2 | (c & 8) << 3;
        }
    }

    private final Geometry grid;
    private final int width;
    private final int height;
    /** Numbers of the points on edges along x and y in the lower (0) and upper (1) slice, and along z between them. */
    private int[][] alongX;

    private int[][] alongY;
    private final int[] alongZ;
    private byte[] lower;
    private byte[] upper;
    private float[] points = new float[3 * 4096];
    private int pointCount;
    private int[] corners = new int[3 * 8192];
    private int cornerCount;

    private MarchingCubes(Geometry grid) {
        this.grid = grid;
        this.width = grid.columns() + 2;
        this.height = grid.rows() + 2;
        int n = width * height;
        alongX = new int[2][n];
        alongY = new int[2][n];
        alongZ = new int[n];
        // eight more, since rows are looked at eight voxels at a time
        lower = new byte[n + 8];
        upper = new byte[n + 8];
    }

    /** The surface of a mask; empty for an empty mask. */
    public static SurfaceMesh of(Mask mask) {
        Geometry g = mask.geometry();
        var cubes = new MarchingCubes(g);
        byte[] slice = new byte[g.columns() * g.rows()];
        for (int k = -1; k < g.slices(); k++) {
            byte[] free = cubes.lower;
            cubes.lower = cubes.upper;
            cubes.upper = free;
            cubes.take(k + 1 < g.slices() ? mask : null, k + 1, slice);
            cubes.layer(k);
            cubes.alongX = new int[][] {cubes.alongX[1], cubes.alongX[0]};
            cubes.alongY = new int[][] {cubes.alongY[1], cubes.alongY[0]};
        }
        int[] corners = Arrays.copyOf(cubes.corners, cubes.cornerCount);
        if (g.columnStep().cross(g.rowStep()).dot(g.sliceStep()) < 0) {
            for (int t = 0; t < corners.length; t += 3) {
                int swapped = corners[t];
                corners[t] = corners[t + 1];
                corners[t + 1] = swapped;
            }
        }
        return new SurfaceMesh(Arrays.copyOf(cubes.points, 3 * cubes.pointCount), corners);
    }

    private void take(@Nullable Mask mask, int k, byte[] slice) {
        if (mask == null) {
            Arrays.fill(upper, (byte) 0);
            return;
        }
        mask.copySlice(k, slice);
        for (int j = 0; j < grid.rows(); j++) {
            System.arraycopy(slice, j * grid.columns(), upper, (j + 1) * width + 1, grid.columns());
        }
    }

    /** The cubes between slice {@code k} and the next one. */
    private void layer(int k) {
        for (int j = 0; j < height - 1; j++) {
            int row = j * width;
            int end = row + width - 1;
            int p = row;
            while (p < end) {
                long a = (long) EIGHT.get(lower, p);
                long b = (long) EIGHT.get(lower, p + width);
                long c = (long) EIGHT.get(upper, p);
                long d = (long) EIGHT.get(upper, p + width);
                if ((a | b | c | d) == 0 || (a & b & c & d) == ALL) {
                    // the eighth voxel is the left side of a cube whose right side has not been looked at
                    p += 7;
                    continue;
                }
                int last = Math.min(p + 7, end);
                int left = side(p);
                for (; p < last; p++) {
                    int right = side(p + 1);
                    int inside = SIDE[left] | SIDE[right] << 1;
                    if (inside != 0 && inside != 255) {
                        cube(inside, p, p - row - 1, j - 1, k);
                    }
                    left = right;
                }
            }
        }
    }

    private int side(int p) {
        return lower[p] | lower[p + width] << 1 | upper[p] << 2 | upper[p + width] << 3;
    }

    private void cube(int inside, int p, int i, int j, int k) {
        // points on the three edges that no earlier cube has; all others are there
        int far = inside >> 7 & 1;
        if ((inside >> 6 & 1) != far) {
            alongX[1][p + width] = point(i + 0.5, j + 1, k + 1);
        }
        if ((inside >> 5 & 1) != far) {
            alongY[1][p + 1] = point(i + 1, j + 0.5, k + 1);
        }
        if ((inside >> 3 & 1) != far) {
            alongZ[p + width + 1] = point(i + 1, j + 1, k + 0.5);
        }
        byte[] triangles = CubeCases.of(inside);
        if (cornerCount + triangles.length > corners.length) {
            corners = Arrays.copyOf(corners, corners.length * 2);
        }
        for (byte edge : triangles) {
            corners[cornerCount++] = switch (edge) {
                case 0 -> alongX[0][p];
                case 1 -> alongX[0][p + width];
                case 2 -> alongX[1][p];
                case 3 -> alongX[1][p + width];
                case 4 -> alongY[0][p];
                case 5 -> alongY[0][p + 1];
                case 6 -> alongY[1][p];
                case 7 -> alongY[1][p + 1];
                case 8 -> alongZ[p];
                case 9 -> alongZ[p + 1];
                case 10 -> alongZ[p + width];
                default -> alongZ[p + width + 1];
            };
        }
    }

    private int point(double i, double j, double k) {
        int at = 3 * pointCount;
        if (at == points.length) {
            points = Arrays.copyOf(points, points.length * 2);
        }
        Vec3 o = grid.origin();
        Vec3 c = grid.columnStep();
        Vec3 r = grid.rowStep();
        Vec3 s = grid.sliceStep();
        points[at] = (float) (o.x() + c.x() * i + r.x() * j + s.x() * k);
        points[at + 1] = (float) (o.y() + c.y() * i + r.y() * j + s.y() * k);
        points[at + 2] = (float) (o.z() + c.z() * i + r.z() * j + s.z() * k);
        return pointCount++;
    }
}
