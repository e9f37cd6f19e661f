package org.radiloom.imaging.surface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/** Surfaces are closed, lie where their voxels lie and enclose what they enclose. */
class SurfaceTest {
    private static final Geometry HEAD = new Geometry(
            120, 130, 60, new Vec3(-90, -100, 30), new Vec3(1.5, 0, 0), new Vec3(0, 1.5, 0), new Vec3(0, 0, 2));

    @Test
    void oneVoxelBecomesAnOctahedron() {
        Geometry g =
                new Geometry(1, 1, 1, new Vec3(10, 20, 30), new Vec3(2, 0, 0), new Vec3(0, 4, 0), new Vec3(0, 0, 6));
        SurfaceMesh mesh = MarchingCubes.of(Mask.of(g, new byte[] {1}));
        assertEquals(6, mesh.points());
        assertEquals(8, mesh.triangles());
        // corners at half a voxel from the middle: 2 pyramids, 1/6 of the voxel
        assertEquals(2 * 4 * 6 / 6.0, mesh.volumeMm3(), 1e-4);
        assertArrayEquals(new Vec3[] {new Vec3(9, 18, 27), new Vec3(11, 22, 33)}, mesh.box());
        assertTrue(mesh.closed());
    }

    @Test
    void anEmptyMaskHasNoSurface() {
        assertTrue(MarchingCubes.of(Mask.of(Geometry.axial(5, 4, 3, 1, 1, 1), new byte[60]))
                .isEmpty());
    }

    @Test
    void anyMaskWhateverItsShapeGetsAClosedSurface() {
        SplittableRandom random = new SplittableRandom(7);
        for (int density = 5; density < 100; density += 10) {
            byte[] voxels = new byte[23 * 19 * 11];
            for (int at = 0; at < voxels.length; at++) {
                voxels[at] = (byte) (random.nextInt(100) < density ? 1 : 0);
            }
            SurfaceMesh mesh = MarchingCubes.of(Mask.of(Geometry.axial(23, 19, 11, 1, 1, 1), voxels));
            assertTrue(mesh.closed(), density + " %");
            assertTrue(mesh.volumeMm3() > 0, density + " %");
        }
    }

    @Test
    void aHoleAndAFinAreNotClosed() {
        SurfaceMesh whole = MarchingCubes.of(Mask.of(Geometry.axial(1, 1, 1, 1, 1, 1), new byte[] {1}));
        assertFalse(new SurfaceMesh(whole.points, java.util.Arrays.copyOf(whole.corners, 21)).closed());
        int[] fin = java.util.Arrays.copyOf(whole.corners, 30);
        System.arraycopy(whole.corners, 0, fin, 24, 3);
        System.arraycopy(whole.corners, 0, fin, 27, 3);
        assertFalse(new SurfaceMesh(whole.points, fin).closed());
    }

    @Test
    void theVolumeIsThatOfTheVoxelsWithinTwoPercent() {
        Mask ball = Phantoms.ball(HEAD, new Vec3(-5, 3, 92), 25).mask();
        Mask jaw = Phantoms.jaw(HEAD).mask();
        for (Mask mask : new Mask[] {ball, jaw}) {
            SurfaceMesh mesh = MarchingCubes.of(mask);
            double voxels = mask.volumeCm3() * 1000;
            assertEquals(1, mesh.volumeMm3() / voxels, 0.02);
            assertTrue(mesh.closed());
            SurfaceMesh smooth = TaubinSmoothing.of(mesh, 15);
            assertEquals(1, smooth.volumeMm3() / voxels, 0.02);
            assertTrue(smooth.closed());
        }
    }

    @Test
    void thinStructuresInCoarseVoxelsGetTheirVolumeBack() {
        // a plate of two voxels, 20 x 15 voxels wide: corners and edges cost several per cent
        Geometry g = Geometry.axial(30, 30, 10, 4, 4, 3);
        byte[] voxels = new byte[9000];
        for (int k = 4; k < 6; k++) {
            for (int j = 5; j < 20; j++) {
                for (int i = 5; i < 25; i++) {
                    voxels[i + 30 * (j + 30 * k)] = 1;
                }
            }
        }
        Mask plate = Mask.of(g, voxels);
        double volume = 20 * 15 * 2 * 48;
        SurfaceMesh cubes = MarchingCubes.of(plate);
        assertTrue(cubes.volumeMm3() < 0.975 * volume);
        for (SurfaceMesh mesh : new SurfaceMesh[] {cubes, TaubinSmoothing.of(cubes, 12)}) {
            SurfaceMesh matched = VolumeMatch.of(mesh, volume, 0.75);
            assertEquals(1, matched.volumeMm3() / volume, 0.01);
            assertTrue(matched.closed());
        }
    }

    @Test
    void theAreaOfAnOctahedronIsThatOfItsTriangles() {
        SurfaceMesh mesh = MarchingCubes.of(Mask.of(Geometry.axial(1, 1, 1, 2, 2, 2), new byte[] {1}));
        // eight equilateral triangles with edges of sqrt(2)
        assertEquals(8 * Math.sqrt(3) / 4 * 2, mesh.areaMm2(), 1e-5);
    }

    @Test
    void aMirroredGridIsNotTurnedInsideOut() {
        Geometry mirrored =
                new Geometry(40, 40, 40, new Vec3(0, 0, 40), new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, -1));
        Mask ball = Phantoms.ball(mirrored, new Vec3(20, 20, 21), 12).mask();
        assertEquals(4 / 3.0 * Math.PI * 12 * 12 * 12, MarchingCubes.of(ball).volumeMm3(), 200);
    }

    @Test
    void smoothingTakesStepsAwayAndKeepsThePlace() {
        Mask ball = Phantoms.ball(HEAD, new Vec3(-5, 3, 92), 25).mask();
        SurfaceMesh mesh = MarchingCubes.of(ball);
        assertTrue(roughness(TaubinSmoothing.of(mesh, 15)) < 0.6 * roughness(mesh));
    }

    /** Root mean square distance of the points from the ball, mm. */
    private static double roughness(SurfaceMesh mesh) {
        double sum = 0;
        for (int p = 0; p < mesh.points(); p++) {
            double d = mesh.point(p).minus(new Vec3(-5, 3, 92)).length() - 25;
            sum += d * d;
        }
        return Math.sqrt(sum / mesh.points());
    }

    @Test
    void stlHoldsEveryTriangleInMillimetres(@TempDir Path dir) throws Exception {
        SurfaceMesh mesh =
                MarchingCubes.of(Phantoms.ball(HEAD, new Vec3(-5, 3, 92), 25).mask());
        Path file = dir.resolve("jaw.stl");
        StlFile.write(file, mesh);
        ByteBuffer stl = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(84 + 50 * mesh.triangles(), stl.capacity());
        assertEquals(mesh.triangles(), stl.getInt(80));
        double six = 0;
        for (int t = 0; t < mesh.triangles(); t++) {
            stl.position(84 + 50 * t);
            Vec3 n = vector(stl);
            Vec3 a = vector(stl);
            Vec3 b = vector(stl);
            Vec3 c = vector(stl);
            assertEquals(1, n.length(), 1e-5);
            // the normal leads away from the middle of the ball
            assertTrue(n.dot(a.plus(b).plus(c).times(1 / 3.0).minus(new Vec3(-5, 3, 92))) > 0);
            six += a.dot(b.cross(c));
        }
        assertEquals(4 / 3.0 * Math.PI * 25 * 25 * 25, six / 6, 0.02 * 65450);
        try (var left = Files.list(dir)) {
            assertEquals(1, left.count(), "nothing else is left");
        }
    }

    private static Vec3 vector(ByteBuffer from) {
        return new Vec3(from.getFloat(), from.getFloat(), from.getFloat());
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid(@TempDir Path dir) {
        SurfaceMesh mesh = MarchingCubes.of(Mask.of(Geometry.axial(1, 1, 1, 1, 1, 1), new byte[] {1}));
        Problem problem = assertThrows(
                Problem.class, () -> StlFile.write(dir.resolve("none").resolve("jaw.stl"), mesh));
        assertEquals("surface.write", problem.code());
    }

    // ---- painting ----

    @Test
    void aBallIsPaintedAsADiscBrightestTowardsTheLamp() {
        var painter = new SurfacePainter(
                TaubinSmoothing.of(
                        MarchingCubes.of(
                                Phantoms.ball(HEAD, new Vec3(-5, 3, 92), 25).mask()),
                        15),
                0x35C2C7);
        int[] argb = new int[200 * 160];
        painter.paint(SurfaceCamera.FRONT, argb, 200, 160);
        long lit = java.util.Arrays.stream(argb).filter(c -> c != 0xFF000000).count();
        double radiusPx = 25 * painter.pixelsPerMm(SurfaceCamera.FRONT, 200, 160);
        assertEquals(Math.PI * radiusPx * radiusPx, (double) lit, 0.04 * lit);
        int centre = argb[80 * 200 + 100];
        int above = (int) (80 - 0.4 * radiusPx);
        int below = (int) (80 + 0.6 * radiusPx);
        int upperLeft = argb[above * 200 + (int) (100 - 0.35 * radiusPx)];
        int lowerLeft = argb[below * 200 + (int) (100 - 0.5 * radiusPx)];
        assertTrue((upperLeft >> 8 & 255) > (centre >> 8 & 255));
        assertTrue((centre >> 8 & 255) > (lowerLeft >> 8 & 255));
        assertEquals(0xFF000000, argb[0]);
    }

    @Test
    void theFrontFollowsTheDrag() {
        // a quarter turn to the right: what was in front is now on the right, and the patient's right side is in front
        SurfaceCamera turned = SurfaceCamera.FRONT.turned(Math.PI / 2, 0);
        Vec3 front = new Vec3(0, -1, 0);
        assertEquals(1, front.dot(turned.right()), 1e-9);
        assertEquals(-1, new Vec3(-1, 0, 0).dot(turned.away()), 1e-9);
        // a quarter turn downwards: the head comes to the front
        SurfaceCamera over = SurfaceCamera.FRONT.turned(0, Math.PI / 2);
        assertEquals(1, front.dot(over.down()), 1e-9);
        assertEquals(-1, new Vec3(0, 0, 1).dot(over.away()), 1e-9);
        SurfaceCamera many = SurfaceCamera.FRONT;
        for (int n = 0; n < 10_000; n++) {
            many = many.turned(0.013, -0.007);
        }
        assertEquals(0, many.right().dot(many.down()), 1e-12);
        assertEquals(1, many.away().length(), 1e-12);
    }

    @Test
    void nearerPartsHideFartherOnes() {
        // two balls behind each other; the nearer one is smaller and lies in front of the other's middle
        Geometry g = Geometry.axial(60, 60, 60, 1, 1, 1);
        byte[] voxels = Phantoms.ball(g, new Vec3(30, 42, 30), 12).mask().toArray();
        byte[] near = Phantoms.ball(g, new Vec3(30, 12, 30), 5).mask().toArray();
        for (int at = 0; at < voxels.length; at++) {
            voxels[at] |= near[at];
        }
        var painter = new SurfacePainter(MarchingCubes.of(Mask.of(g, voxels)), 0xFFFFFF);
        int[] argb = new int[100 * 100];
        painter.paint(SurfaceCamera.FRONT, argb, 100, 100);
        float nearest = painter.depthAt(50 * 100 + 50);
        painter.paint(SurfaceCamera.FRONT.turned(Math.PI, 0), argb, 100, 100);
        // the box around both is 7 to 54 from front to back
        assertEquals(7 - 30.5, nearest, 0.6);
        assertEquals(30.5 - 54, painter.depthAt(50 * 100 + 50), 0.6);
    }

    @Test
    void aLargeSurfaceCanBeTurnedUnderThePointer() {
        Geometry g = Geometry.axial(300, 300, 200, 0.5, 0.5, 0.5);
        SurfaceMesh mesh = TaubinSmoothing.of(
                MarchingCubes.of(Phantoms.ball(g, new Vec3(75, 75, 50), 45).mask()), 10);
        var painter = new SurfacePainter(mesh, 0x35C2C7);
        int[] argb = new int[800 * 600];
        double best = Double.MAX_VALUE;
        for (int n = 0; n < 30; n++) {
            long start = System.nanoTime();
            painter.paint(SurfaceCamera.FRONT.turned(0.1 * n, 0), argb, 800, 600);
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        System.out.printf("%d triangles: %.1f ms a picture%n", mesh.triangles(), best);
        assertTrue(best < 33, best + " ms");
    }
}
