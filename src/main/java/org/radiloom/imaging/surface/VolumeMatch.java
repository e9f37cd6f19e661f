package org.radiloom.imaging.surface;

/**
 * Gives a surface the volume of the voxels that it was made of: cutting corners, as marching cubes do, takes some per cent
 * from thin structures in coarse voxels, and smoothing changes the volume, too. Every point moves along its normal, by the
 * missing volume over the area.
 */
public final class VolumeMatch {
    private static final int ROUNDS = 3;

    private VolumeMatch() {}

    /**
     * A surface of the given volume, as far as points need not move too far.
     *
     * @param mesh a closed surface
     * @param mostMm how far a point may move at most
     */
    public static SurfaceMesh of(SurfaceMesh mesh, double volumeMm3, double mostMm) {
        SurfaceMesh matched = mesh;
        double moved = 0;
        for (int n = 0; n < ROUNDS && !mesh.isEmpty(); n++) {
            double wanted = (volumeMm3 - matched.volumeMm3()) / matched.areaMm2();
            double by = Math.clamp(moved + wanted, -mostMm, mostMm) - moved;
            moved += by;
            float[] normals = matched.normals();
            float[] points = matched.points.clone();
            for (int at = 0; at < points.length; at++) {
                points[at] += (float) by * normals[at];
            }
            matched = new SurfaceMesh(points, mesh.corners);
        }
        return matched;
    }
}
