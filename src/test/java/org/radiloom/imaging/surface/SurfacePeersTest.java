package org.radiloom.imaging.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.LargeMask;
import org.radiloom.imaging.Mask;

/** The same surface as scikit-image's, in less time; docs/how-to/peers.md names its package. */
@Tag("peers")
class SurfacePeersTest {
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
        Mask mask = LargeMask.ellipsoidsAndSpecks();
        Path file = dir.resolve("mask");
        Files.write(file, mask.toArray());
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
}
