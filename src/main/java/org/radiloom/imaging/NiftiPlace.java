package org.radiloom.imaging;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The three ways in which a NIfTI-1 header places its voxels, read into LPS millimetres and written back.
 *
 * <p>NIfTI's axes are RAS (x to the right, y to the front, z to the head); ours are LPS: x and y change sign. Source:
 * nifti1.h, "3D IMAGE (VOLUME) ORIENTATION AND LOCATION IN SPACE", methods 1 to 3.
 */
final class NiftiPlace {
    /** Below this the real part of a quaternion is 0, see nifti_quatern_to_mat44 of nifti1_io.c. */
    private static final double HALF_TURN = 1e-7;

    private NiftiPlace() {}

    /** The sform if there is one, else the qform, else the bare voxel sizes; empty when none of them spans a volume. */
    static Optional<Geometry> geometry(ByteBuffer b, int columns, int rows, int slices) {
        double unit = millimetres(b.get(123) & 7);
        Optional<Geometry> found = Optional.empty();
        if (b.getShort(254) > 0) {
            found = build(columns, rows, slices, sform(b), unit);
        }
        if (found.isEmpty() && b.getShort(252) > 0) {
            found = build(columns, rows, slices, qform(b), unit);
        }
        if (found.isEmpty()) {
            double[][] sizes = {{size(b, 1), 0, 0, 0}, {0, size(b, 2), 0, 0}, {0, 0, size(b, 3), 0}};
            found = build(columns, rows, slices, sizes, unit);
        }
        return found;
    }

    private static double millimetres(int code) {
        return switch (code) {
            case 1 -> 1000;
            case 3 -> 0.001;
            default -> 1;
        };
    }

    private static double size(ByteBuffer b, int axis) {
        return Math.abs(b.getFloat(76 + 4 * axis));
    }

    private static double[][] sform(ByteBuffer b) {
        double[][] m = new double[3][4];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 4; c++) {
                m[r][c] = b.getFloat(280 + 16 * r + 4 * c);
            }
        }
        return m;
    }

    private static double[][] qform(ByteBuffer s) {
        double b = s.getFloat(256);
        double c = s.getFloat(260);
        double d = s.getFloat(264);
        double left = 1 - b * b - c * c - d * d;
        double a = Math.sqrt(Math.max(0, left));
        if (left < HALF_TURN) {
            // what the rounding of the other three to floats leaves is no turn
            double length = Math.sqrt(b * b + c * c + d * d);
            a = 0;
            b /= length;
            c /= length;
            d /= length;
        }
        double qfac = s.getFloat(76) < 0 ? -1 : 1;
        double[][] r = {
            {a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)},
            {2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)},
            {2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - c * c - b * b}
        };
        double[][] m = new double[3][4];
        for (int row = 0; row < 3; row++) {
            m[row][0] = r[row][0] * size(s, 1);
            m[row][1] = r[row][1] * size(s, 2);
            m[row][2] = r[row][2] * size(s, 3) * qfac;
            m[row][3] = s.getFloat(268 + 4 * row);
        }
        return m;
    }

    private static Optional<Geometry> build(int columns, int rows, int slices, double[][] ras, double unit) {
        Vec3[] lps = new Vec3[4];
        for (int c = 0; c < 4; c++) {
            lps[c] = new Vec3(-ras[0][c] * unit, -ras[1][c] * unit, ras[2][c] * unit);
            if (!(lps[c].length() < 1e9)) {
                return Optional.empty();
            }
        }
        double volume = Math.abs(lps[0].cross(lps[1]).dot(lps[2]));
        return volume > 1e-9
                ? Optional.of(new Geometry(columns, rows, slices, lps[3], lps[0], lps[1], lps[2]))
                : Optional.empty();
    }

    /** Writes pixdim, qform (when the axes are orthogonal) and sform of {@code g}. */
    static void put(ByteBuffer b, Geometry g) {
        Vec3[] steps = {g.columnStep(), g.rowStep(), g.sliceStep()};
        for (int axis = 0; axis < 3; axis++) {
            b.putFloat(80 + 4 * axis, (float) steps[axis].length());
        }
        b.put(123, (byte) 2);
        b.putShort(254, (short) 1);
        double[] sign = {-1, -1, 1};
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                b.putFloat(280 + 16 * r + 4 * c, (float) plain(sign[r] * part(steps[c], r)));
            }
            b.putFloat(280 + 16 * r + 12, (float) plain(sign[r] * part(g.origin(), r)));
        }
        putQuaternion(b, g, sign);
    }

    /** The rotation of the qform; left out (code 0) when the axes are not orthogonal, which it cannot express. */
    private static void putQuaternion(ByteBuffer b, Geometry g, double[] sign) {
        Vec3 x = ras(g.columnStep().unit(), sign);
        Vec3 y = ras(g.rowStep().unit(), sign);
        Vec3 z = ras(g.sliceStep().unit(), sign);
        boolean orthogonal = Math.abs(x.dot(y)) < 1e-4 && Math.abs(x.dot(z)) < 1e-4 && Math.abs(y.dot(z)) < 1e-4;
        if (!orthogonal) {
            return;
        }
        double qfac = x.cross(y).dot(z) < 0 ? -1 : 1;
        Vec3 w = z.times(qfac);
        // rotation matrix with columns x, y, w; the largest of the four squares keeps the division safe
        double[] squares = {
            1 + x.x() + y.y() + w.z(), 1 + x.x() - y.y() - w.z(), 1 - x.x() + y.y() - w.z(), 1 - x.x() - y.y() + w.z()
        };
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            largest = squares[i] > squares[largest] ? i : largest;
        }
        double t = 2 * Math.sqrt(squares[largest]);
        double yz = y.z() - w.y();
        double zx = w.x() - x.z();
        double xy = x.y() - y.x();
        double[] q =
                switch (largest) {
                    case 0 -> new double[] {t / 4, yz / t, zx / t, xy / t};
                    case 1 -> new double[] {yz / t, t / 4, (x.y() + y.x()) / t, (w.x() + x.z()) / t};
                    case 2 -> new double[] {zx / t, (x.y() + y.x()) / t, t / 4, (y.z() + w.y()) / t};
                    default -> new double[] {xy / t, (w.x() + x.z()) / t, (y.z() + w.y()) / t, t / 4};
                };
        double positive = q[0] < 0 ? -1 : 1;
        b.putShort(252, (short) 1);
        b.putFloat(76, (float) qfac);
        for (int i = 0; i < 3; i++) {
            b.putFloat(256 + 4 * i, (float) plain(positive * q[i + 1]));
            b.putFloat(268 + 4 * i, (float) plain(sign[i] * part(g.origin(), i)));
        }
    }

    private static Vec3 ras(Vec3 lps, double[] sign) {
        return new Vec3(sign[0] * lps.x(), sign[1] * lps.y(), sign[2] * lps.z());
    }

    private static double part(Vec3 v, int axis) {
        return axis == 0 ? v.x() : axis == 1 ? v.y() : v.z();
    }

    /** Turns -0.0 into 0.0, so that headers look alike. */
    private static double plain(double v) {
        return v + 0.0;
    }
}
