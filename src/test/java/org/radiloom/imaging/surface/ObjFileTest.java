package org.radiloom.imaging.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

class ObjFileTest {
    @TempDir
    private Path folder;

    private static SurfaceMesh voxel(double x) {
        Geometry g =
                new Geometry(1, 1, 1, new Vec3(x, 20, 30), new Vec3(2, 0, 0), new Vec3(0, 4, 0), new Vec3(0, 0, 6));
        return MarchingCubes.of(Mask.of(g, new byte[] {1}));
    }

    @Test
    void eachSurfaceIsAnObjectOfItsOwnWhosePointsAreCountedThroughTheFile() throws Exception {
        Path file = folder.resolve("a.obj");
        ObjFile.write(
                file,
                List.of(
                        new ObjFile.Named("Lower jaw", 0xFF8000, voxel(10)),
                        new ObjFile.Named("tooth\n1", 0, voxel(50))));
        List<String> lines = Files.readAllLines(file);
        assertEquals(
                List.of("o Lower_jaw", "o tooth_1"),
                lines.stream().filter(l -> l.startsWith("o ")).toList());
        List<Vec3> points = new ArrayList<>();
        double six = 0;
        int triangles = 0;
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            if (parts[0].equals("v")) {
                points.add(new Vec3(
                        Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3])));
                assertEquals(7, parts.length);
            }
            if (parts[0].equals("f")) {
                triangles++;
                Vec3 a = points.get(Integer.parseInt(parts[1]) - 1);
                Vec3 b = points.get(Integer.parseInt(parts[2]) - 1);
                Vec3 c = points.get(Integer.parseInt(parts[3]) - 1);
                six += a.dot(b.cross(c));
            }
        }
        assertEquals(12, points.size());
        assertEquals(16, triangles);
        // an octahedron is a sixth of its voxel of 2 × 4 × 6 mm, turned outwards
        assertEquals(2 * 8, six / 6, 1e-3);
        assertTrue(lines.contains("v 9.0 20.0 30.0 1.0000 0.5020 0.0000"), "the point at the left, in orange");
        assertEquals(
                "surface.write",
                assertThrows(Problem.class, () -> ObjFile.write(folder, List.of()))
                        .code());
    }
}
