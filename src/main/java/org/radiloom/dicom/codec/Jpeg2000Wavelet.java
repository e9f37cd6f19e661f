package org.radiloom.dicom.codec;

/**
 * The inverse wavelets of JPEG 2000 on a whole component: 5/3 on whole numbers, 9/7 on real ones. Source: ISO/IEC 15444-1,
 * annex F.
 *
 * <p>Each level first mends the rows, then the columns; columns are worked row by row, so that the inner loops run along
 * memory.
 */
final class Jpeg2000Wavelet {
    private static final float ALPHA = -1.586134342059924f;
    private static final float BETA = -0.052980118572961f;
    private static final float GAMMA = 0.882911075530934f;
    private static final float DELTA = 0.443506852043971f;
    private static final float K = 1.230174104914001f;

    private Jpeg2000Wavelet() {}

    /** Rebuilds all levels in place; {@code stride} is the width of the plane. */
    static void reversible(int[] plane, int stride, int[][] corners) {
        int[] copy = new int[plane.length];
        for (int r = 1; r < corners.length; r++) {
            int[] c = corners[r];
            int width = c[2] - c[0];
            int height = c[3] - c[1];
            int lowWidth = corners[r - 1][2] - corners[r - 1][0];
            int lowHeight = corners[r - 1][3] - corners[r - 1][1];
            for (int y = 0; y < height; y++) {
                // the row goes to where the interleaved columns want it
                int row = y < lowHeight ? 2 * y + (c[1] & 1) : 2 * (y - lowHeight) + 1 - (c[1] & 1);
                merge(plane, y * stride, copy, row * stride, width, lowWidth, c[0] & 1);
                rowReversible(copy, row * stride, width, c[0] & 1);
            }
            columnsReversible(copy, stride, width, height, c[1] & 1);
            for (int y = 0; y < height; y++) {
                System.arraycopy(copy, y * stride, plane, y * stride, width);
            }
        }
    }

    private static void merge(int[] from, int at, int[] to, int start, int width, int low, int odd) {
        for (int i = 0, t = start + odd; i < low; i++, t += 2) {
            to[t] = from[at + i];
        }
        for (int i = low, t = start + 1 - odd; i < width; i++, t += 2) {
            to[t] = from[at + i];
        }
    }

    private static void rowReversible(int[] a, int start, int n, int odd) {
        if (n == 1) {
            a[start] = odd == 0 ? a[start] : a[start] >> 1;
            return;
        }
        int end = start + n - 1;
        for (int i = start + odd; i <= end; i += 2) {
            int left = a[i == start ? i + 1 : i - 1];
            int right = a[i == end ? i - 1 : i + 1];
            a[i] -= left + right + 2 >> 2;
        }
        for (int i = start + 1 - odd; i <= end; i += 2) {
            int left = a[i == start ? i + 1 : i - 1];
            int right = a[i == end ? i - 1 : i + 1];
            a[i] += left + right >> 1;
        }
    }

    private static void columnsReversible(int[] a, int stride, int width, int height, int odd) {
        if (height == 1) {
            for (int x = 0; x < width && odd == 1; x++) {
                a[x] >>= 1;
            }
            return;
        }
        for (int y = odd; y < height; y += 2) {
            int row = y * stride;
            int up = (y == 0 ? 1 : y - 1) * stride;
            int down = (y == height - 1 ? y - 1 : y + 1) * stride;
            for (int x = 0; x < width; x++) {
                a[row + x] -= a[up + x] + a[down + x] + 2 >> 2;
            }
        }
        for (int y = 1 - odd; y < height; y += 2) {
            int row = y * stride;
            int up = (y == 0 ? 1 : y - 1) * stride;
            int down = (y == height - 1 ? y - 1 : y + 1) * stride;
            for (int x = 0; x < width; x++) {
                a[row + x] += a[up + x] + a[down + x] >> 1;
            }
        }
    }

    /** As {@link #reversible}, with the 9/7 wavelet. */
    static void irreversible(float[] plane, int stride, int[][] corners) {
        float[] copy = new float[plane.length];
        for (int r = 1; r < corners.length; r++) {
            int[] c = corners[r];
            int width = c[2] - c[0];
            int height = c[3] - c[1];
            int lowWidth = corners[r - 1][2] - corners[r - 1][0];
            int lowHeight = corners[r - 1][3] - corners[r - 1][1];
            for (int y = 0; y < height; y++) {
                int row = y < lowHeight ? 2 * y + (c[1] & 1) : 2 * (y - lowHeight) + 1 - (c[1] & 1);
                merge(plane, y * stride, copy, row * stride, width, lowWidth, c[0] & 1);
                rowIrreversible(copy, row * stride, width, c[0] & 1);
            }
            columnsIrreversible(copy, stride, width, height, c[1] & 1);
            for (int y = 0; y < height; y++) {
                System.arraycopy(copy, y * stride, plane, y * stride, width);
            }
        }
    }

    private static void merge(float[] from, int at, float[] to, int start, int width, int low, int odd) {
        for (int i = 0, t = start + odd; i < low; i++, t += 2) {
            to[t] = from[at + i] * K;
        }
        for (int i = low, t = start + 1 - odd; i < width; i++, t += 2) {
            to[t] = from[at + i] * (1 / K);
        }
    }

    private static void rowIrreversible(float[] a, int start, int n, int odd) {
        if (n == 1) {
            a[start] *= odd == 0 ? 1 / K : K / 2;
            return;
        }
        lift(a, start, n, odd, DELTA);
        lift(a, start, n, 1 - odd, GAMMA);
        lift(a, start, n, odd, BETA);
        lift(a, start, n, 1 - odd, ALPHA);
    }

    private static void lift(float[] a, int start, int n, int first, float factor) {
        int end = start + n - 1;
        for (int i = start + first; i <= end; i += 2) {
            float left = a[i == start ? i + 1 : i - 1];
            float right = a[i == end ? i - 1 : i + 1];
            a[i] -= factor * (left + right);
        }
    }

    private static void columnsIrreversible(float[] a, int stride, int width, int height, int odd) {
        if (height == 1) {
            for (int x = 0; x < width && odd == 1; x++) {
                a[x] *= 0.5f;
            }
            return;
        }
        for (int y = 0; y < height; y++) {
            float scale = (y & 1) == odd ? K : 1 / K;
            for (int x = y * stride; x < y * stride + width; x++) {
                a[x] *= scale;
            }
        }
        liftRows(a, stride, width, height, odd, DELTA);
        liftRows(a, stride, width, height, 1 - odd, GAMMA);
        liftRows(a, stride, width, height, odd, BETA);
        liftRows(a, stride, width, height, 1 - odd, ALPHA);
    }

    private static void liftRows(float[] a, int stride, int width, int height, int first, float factor) {
        for (int y = first; y < height; y += 2) {
            int row = y * stride;
            int up = (y == 0 ? 1 : y - 1) * stride;
            int down = (y == height - 1 ? y - 1 : y + 1) * stride;
            for (int x = 0; x < width; x++) {
                a[row + x] -= factor * (a[up + x] + a[down + x]);
            }
        }
    }
}
