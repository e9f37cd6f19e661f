package org.radiloom.imaging.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Vec3;

/** The same surface as scikit-image's, in less time; docs/how-to/peers.md names its package. */
@Tag("peers")
class SurfacePeersTest {
    private static final int COLUMNS = 512;
    private static final int ROWS = 512;
    private static final int SLICES = 200;

    private static final String SCRIPT = """
            import sys, time, numpy as np
            from skimage.measure import marching_cubes, mesh_surface_area
            m = np.fromfile(sys.argv[1], np.uint8).reshape(200, 512, 512)
            best = 1e9
            for n in range(3):
                t = time.perf_counter()
                v, f, _, _ = marching_cubes(m.astype('f4'), 0.5, spacing=(1.5, .7, .7), method='lorensen')
                best = min(best, time.perf_counter() - t)
            a, b, c = v[f[:, 0]], v[f[:, 1]], v[f[:, 2]]
            print(best, len(v), len(f), abs(np.einsum('ij,ij->i', a, np.cross(b, c)).sum() / 6))
            """;

    @Test
    void theSurfaceOfALargeMaskIsAsLargeAndMadeInLessTime(@TempDir Path dir) throws Exception {
        Geometry g = Geometry.axial(COLUMNS, ROWS, SLICES, 0.7, 0.7, 1.5);
        byte[] voxels = ellipsoidsAndSpecks(g);
        Mask mask = Mask.of(g, voxels);
        Path file = dir.resolve("mask");
        Files.write(file, voxels);
        Path script = dir.resolve("peer.py");
        Files.writeString(script, SCRIPT);
        Process python = new ProcessBuilder("/usr/bin/python3", script.toString(), file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] peer = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .trim()
                .split(" ", 0);
        assertEquals(0, python.waitFor());
        double best = Double.MAX_VALUE;
        SurfaceMesh mesh = MarchingCubes.of(mask);
        for (int n = 0; n < 5; n++) {
            long start = System.nanoTime();
            mesh = MarchingCubes.of(mask);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        double theirs = Double.parseDouble(peer[0]);
        System.out.printf(
                "%d points, %d triangles: %.3f s, scikit-image %.3f s%n",
                mesh.points(), mesh.triangles(), best, theirs);
        assertEquals(Integer.parseInt(peer[1]), mesh.points());
        assertEquals(1, mesh.volumeMm3() / Double.parseDouble(peer[3]), 0.01);
        assertTrue(mesh.closed());
        assertTrue(best < theirs);
    }

    /** Some large bodies and many single voxels away from the edge of the grid, where scikit-image leaves surfaces open. */
    private static byte[] ellipsoidsAndSpecks(Geometry g) {
        SplittableRandom random = new SplittableRandom(3);
        byte[] voxels = new byte[(int) g.voxels()];
        for (int n = 0; n < 20; n++) {
            Vec3 c = new Vec3(random.nextInt(100, 410), random.nextInt(100, 410), random.nextInt(40, 160));
            int rx = random.nextInt(20, 90);
            int ry = random.nextInt(20, 90);
            int rz = random.nextInt(10, 38);
            for (int k = (int) c.z() - rz; k <= c.z() + rz; k++) {
                for (int j = (int) c.y() - ry; j <= c.y() + ry; j++) {
                    for (int i = (int) c.x() - rx; i <= c.x() + rx; i++) {
                        double d = Math.pow((i - c.x()) / rx, 2)
                                + Math.pow((j - c.y()) / ry, 2)
                                + Math.pow((k - c.z()) / rz, 2);
                        if (d <= 1) {
                            voxels[i + COLUMNS * (j + ROWS * k)] = 1;
                        }
                    }
                }
            }
        }
        for (int n = 0; n < 120_000; n++) {
            voxels[random.nextInt(1, 511) + COLUMNS * (random.nextInt(1, 511) + ROWS * random.nextInt(1, 199))] = 1;
        }
        return voxels;
    }
}
