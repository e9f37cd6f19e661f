package org.radiloom.imaging.surface;

import java.util.Arrays;
import org.radiloom.imaging.Vec3;

/** Triangles in the patient, counter-clockwise seen from outside; mm LPS. Immutable. */
public final class SurfaceMesh {
    /** x, y, z of each point. */
    final float[] points;
    /** Three points of each triangle. */
    final int[] corners;

    SurfaceMesh(float[] points, int[] corners) {
        this.points = points;
        this.corners = corners;
    }

    public int points() {
        return points.length / 3;
    }

    public int triangles() {
        return corners.length / 3;
    }

    public boolean isEmpty() {
        return corners.length == 0;
    }

    public Vec3 point(int p) {
        return new Vec3(points[3 * p], points[3 * p + 1], points[3 * p + 2]);
    }

    /** Corner {@code c} (0 to 2) of a triangle: the number of its point. */
    public int corner(int triangle, int c) {
        return corners[3 * triangle + c];
    }

    /** Enclosed volume, mm³; positive for a closed surface that is not inside out. */
    public double volumeMm3() {
        double six = 0;
        for (int t = 0; t < corners.length; t += 3) {
            int a = 3 * corners[t];
            int b = 3 * corners[t + 1];
            int c = 3 * corners[t + 2];
            // from the first point, so that distance from the origin costs no digits
            double ax = points[a] - points[0];
            double ay = points[a + 1] - points[1];
            double az = points[a + 2] - points[2];
            double bx = points[b] - points[0];
            double by = points[b + 1] - points[1];
            double bz = points[b + 2] - points[2];
            double cx = points[c] - points[0];
            double cy = points[c + 1] - points[1];
            double cz = points[c + 2] - points[2];
            six += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
        }
        return six / 6;
    }

    /** Area, mm². */
    public double areaMm2() {
        double twice = 0;
        for (int t = 0; t < triangles(); t++) {
            Vec3 a = point(corner(t, 0));
            twice += point(corner(t, 1))
                    .minus(a)
                    .cross(point(corner(t, 2)).minus(a))
                    .length();
        }
        return twice / 2;
    }

    /** Whether every edge belongs to exactly two triangles that pass it in opposite directions: no hole, no fin, no seam. */
    public boolean closed() {
        long[] edges = new long[corners.length];
        for (int t = 0; t < corners.length; t += 3) {
            for (int c = 0; c < 3; c++) {
                long a = corners[t + c];
                long b = corners[t + (c + 1) % 3];
                edges[t + c] = a < b ? a << 32 | b << 1 : b << 32 | a << 1 | 1;
            }
        }
        Arrays.sort(edges);
        for (int e = 0; e < edges.length; e += 2) {
            boolean pair = e + 1 < edges.length && edges[e + 1] == (edges[e] | 1) && (edges[e] & 1) == 0;
            boolean third = e + 2 < edges.length && edges[e + 2] >> 1 == edges[e] >> 1;
            if (!pair || third) {
                return false;
            }
        }
        return true;
    }

    /** The box around all points: its lowest and its highest corner. */
    public Vec3[] box() {
        float[] low = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
        float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        for (int n = 0; n < points.length; n++) {
            low[n % 3] = Math.min(low[n % 3], points[n]);
            high[n % 3] = Math.max(high[n % 3], points[n]);
        }
        return new Vec3[] {new Vec3(low[0], low[1], low[2]), new Vec3(high[0], high[1], high[2])};
    }

    /** Directions of length 1 at the points, outwards: the mean of the triangles around, by their areas. */
    float[] normals() {
        float[] n = new float[points.length];
        for (int t = 0; t < corners.length; t += 3) {
            int a = 3 * corners[t];
            int b = 3 * corners[t + 1];
            int c = 3 * corners[t + 2];
            float ux = points[b] - points[a];
            float uy = points[b + 1] - points[a + 1];
            float uz = points[b + 2] - points[a + 2];
            float vx = points[c] - points[a];
            float vy = points[c + 1] - points[a + 1];
            float vz = points[c + 2] - points[a + 2];
            float x = uy * vz - uz * vy;
            float y = uz * vx - ux * vz;
            float z = ux * vy - uy * vx;
            for (int at : new int[] {a, b, c}) {
                n[at] += x;
                n[at + 1] += y;
                n[at + 2] += z;
            }
        }
        for (int p = 0; p < n.length; p += 3) {
            float length = (float) Math.sqrt(n[p] * n[p] + n[p + 1] * n[p + 1] + n[p + 2] * n[p + 2]);
            float by = length > 0 ? 1 / length : 0;
            n[p] *= by;
            n[p + 1] *= by;
            n[p + 2] *= by;
        }
        return n;
    }
}
