package org.radiloom.imaging.surface;

/**
 * Takes the steps of voxels out of a surface without shrinking it: each round moves every point towards the middle of its
 * neighbours, and then a little further back.
 *
 * <p>Taubin, A Signal Processing Approach to Fair Surface Design, 1995.
 */
public final class TaubinSmoothing {
    private static final float TOWARDS = 0.5f;
    private static final float BACK = -0.53f;

    private TaubinSmoothing() {}

    /** A smoother copy of a closed surface; triangles stay, points move. */
    public static SurfaceMesh of(SurfaceMesh mesh, int rounds) {
        float[] points = mesh.points.clone();
        int[] degree = new int[mesh.points()];
        for (int corner : mesh.corners) {
            // around a point of a closed surface every neighbour is met twice
            degree[corner] += 2;
        }
        float[] sum = new float[points.length];
        for (int n = 0; n < rounds; n++) {
            move(points, mesh.corners, degree, sum, TOWARDS);
            move(points, mesh.corners, degree, sum, BACK);
        }
        return new SurfaceMesh(points, mesh.corners);
    }

    private static void move(float[] points, int[] corners, int[] degree, float[] sum, float by) {
        java.util.Arrays.fill(sum, 0);
        for (int t = 0; t < corners.length; t += 3) {
            int a = 3 * corners[t];
            int b = 3 * corners[t + 1];
            int c = 3 * corners[t + 2];
            for (int x = 0; x < 3; x++) {
                float pa = points[a + x];
                float pb = points[b + x];
                float pc = points[c + x];
                sum[a + x] += pb + pc;
                sum[b + x] += pa + pc;
                sum[c + x] += pa + pb;
            }
        }
        for (int p = 0; p < degree.length; p++) {
            if (degree[p] > 0) {
                for (int x = 3 * p; x < 3 * p + 3; x++) {
                    points[x] += by * (sum[x] / degree[p] - points[x]);
                }
            }
        }
    }
}
