package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expected numbers of the hashed volumes are scipy 1.10's (ndimage.label, distance_transform_edt with sampling (1.5, 0.7,
 * 0.9), binary_fill_holes) on the same voxels.
 */
class MorphologyTest {
    private static final Geometry GRID = Geometry.axial(37, 29, 23, 0.9, 0.7, 1.5);

    /** Voxels where the hash modulo {@code modulus} lies below {@code limit}. */
    private static Mask hashed(int modulus, int limit) {
        byte[] v = new byte[(int) GRID.voxels()];
        for (int at = 0; at < v.length; at++) {
            long h = at * 2654435761L & 0xFFFFFFFFL;
            h ^= h >> 15;
            h = h * 2246822519L & 0xFFFFFFFFL;
            h ^= h >> 13;
            v[at] = (byte) (h % modulus < limit ? 1 : 0);
        }
        return Mask.of(GRID, v);
    }

    private static Mask of(int columns, int rows, int slices, String... text) {
        byte[] v = new byte[columns * rows * slices];
        String all = String.join("", text);
        for (int at = 0; at < v.length; at++) {
            v[at] = (byte) (all.charAt(at) == '#' ? 1 : 0);
        }
        return Mask.of(Geometry.axial(columns, rows, slices, 1, 1, 1), v);
    }

    @ParameterizedTest
    @CsvSource({"FOUR,20,2988 12 11 11", "SIX,20,2128 31 30 30", "EIGHTEEN,6,815 13 10 9", "TWENTY_SIX,6,616 33 21 20"})
    void partsAreThoseOfScipy(Neighbours neighbours, int percent, String expected) {
        Mask mask = hashed(100, percent);
        Components parts = Components.of(mask, neighbours);
        String got = parts.count() + " " + parts.size(0) + " " + parts.size(1) + " " + parts.size(2);
        assertEquals(expected, got);
        assertEquals(
                mask.count(),
                LongStream.range(0, parts.count()).map(n -> parts.size((int) n)).sum());
    }

    @Test
    void voxelsThatShareOnlyACornerAreOneForTwentySixNeighboursAndTwoForFewer() {
        Mask corner = of(2, 2, 2, "#.", "..", "..", ".#");
        assertEquals(1, Components.of(corner, Neighbours.TWENTY_SIX).count());
        assertEquals(2, Components.of(corner, Neighbours.EIGHTEEN).count());
        Mask edge = of(2, 2, 2, "#.", "..", ".#", "..");
        assertEquals(1, Components.of(edge, Neighbours.EIGHTEEN).count());
        assertEquals(2, Components.of(edge, Neighbours.SIX).count());
    }

    @Test
    void aUShapeIsOnePart() {
        Mask u = of(11, 3, 1, "#.........#", "#.........#", "###########");
        Components parts = Components.of(u, Neighbours.SIX);
        assertEquals(1, parts.count());
        assertEquals(15, parts.size(0));
    }

    @Test
    void theLargestPartAndThoseAboveASizeAreKept() {
        Mask m = of(12, 1, 1, "##.####.#.##");
        Components parts = Components.of(m, Neighbours.SIX);
        assertArrayEquals(
                of(12, 1, 1, "...####.....").toArray(), parts.largest().toArray());
        assertArrayEquals(
                of(12, 1, 1, "##.####...##").toArray(), parts.atLeast(2).toArray());
        assertArrayEquals(of(12, 1, 1, "##..........").toArray(), parts.part(1).toArray());
    }

    @Test
    void anEmptyMaskHasNoParts() {
        Components parts = Components.of(of(3, 1, 1, "..."), Neighbours.SIX);
        assertEquals(0, parts.count());
        assertEquals(0, parts.largest().count());
    }

    @Test
    void holesAreThoseOfScipy() {
        Mask m = hashed(100, 70);
        assertEquals(20129, HoleFill.volume(m).count());
        assertEquals(23183, HoleFill.slices(m).count());
    }

    @Test
    void aRingIsFilledInItsSliceButIsATunnelInTheVolume() {
        Mask ring = of(3, 3, 2, "###", "#.#", "###", "###", "#.#", "###");
        assertEquals(18, HoleFill.slices(ring).count());
        assertEquals(16, HoleFill.volume(ring).count());
    }

    @Test
    void distancesAreThoseOfScipy() {
        double[] inside = sumAndMax(DistanceTransform.toBackground(hashed(100, 80)));
        assertEquals(20008.791928520666, inside[0], 0.01);
        assertEquals(2.3430749027719964, inside[1], 1e-5);
        double[] outside = sumAndMax(DistanceTransform.toMask(hashed(1000, 3)));
        assertEquals(98739.50487954576, outside[0], 0.05);
        assertEquals(11.173182178770737, outside[1], 1e-5);
    }

    private static double[] sumAndMax(float[] d) {
        double sum = 0;
        double max = 0;
        for (float v : d) {
            sum += v;
            max = Math.max(max, v);
        }
        return new double[] {sum, max};
    }

    @Test
    void everyDistanceIsTheSmallestOverAllMaskVoxels() {
        Geometry g = Geometry.axial(9, 8, 7, 0.9, 0.7, 1.5);
        byte[] v = new byte[504];
        int[] on = {3, 77, 250, 251, 503};
        for (int at : on) {
            v[at] = 1;
        }
        float[] d = DistanceTransform.toMask(Mask.of(g, v));
        for (int at = 0; at < 504; at++) {
            double best = Double.MAX_VALUE;
            for (int o : on) {
                best = Math.min(best, place(g, at).minus(place(g, o)).length());
            }
            assertEquals(best, d[at], 1e-5, "voxel " + at);
        }
    }

    private static Vec3 place(Geometry g, int at) {
        int slice = at / 72;
        int row = at / 9 % 8;
        return g.toPatient(at % 9, row, slice);
    }

    @Test
    void distancesToAnEmptyMaskAreInfiniteAndAPlaneOfOneSliceWorks() {
        float[] d = DistanceTransform.toMask(of(3, 1, 2, "...", "..."));
        float[] endless = new float[6];
        Arrays.fill(endless, Float.POSITIVE_INFINITY);
        assertArrayEquals(endless, d);
        assertArrayEquals(
                new float[] {0, 1, 2, 1, (float) Math.sqrt(2), (float) Math.sqrt(5)},
                DistanceTransform.toMask(of(3, 2, 1, "#..", "...")));
    }

    @Test
    void distancesUpToALimitAreTheSameAndEndlessBeyond() {
        Mask mask = hashed(1000, 3);
        float[] whole = DistanceTransform.toMask(mask);
        float[] near = DistanceTransform.toMask(mask, 4);
        for (int at = 0; at < whole.length; at++) {
            assertEquals(whole[at] <= 4 ? whole[at] : Float.POSITIVE_INFINITY, near[at], "voxel " + at);
        }
        assertArrayEquals(
                DistanceTransform.toBackground(mask), DistanceTransform.toBackground(mask, 40), "nothing is that far");
    }

    @Test
    void growingByFacesAndTheBorderAreThoseOfTheDefinition() {
        for (Mask mask : new Mask[] {hashed(100, 10), hashed(100, 90), of(1, 1, 1, "#"), of(4, 1, 2, "#..#", ".#..")}) {
            Geometry g = mask.geometry();
            byte[] grown = FaceNeighbours.grow(mask).toArray();
            byte[] border = FaceNeighbours.border(mask, true).toArray();
            for (int at = 0; at < grown.length; at++) {
                int i = at % g.columns();
                int j = at / g.columns() % g.rows();
                int k = at / (g.columns() * g.rows());
                int around = 0;
                for (int[] d : new int[][] {{-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}}) {
                    int x = i + d[0];
                    int y = j + d[1];
                    int z = k + d[2];
                    boolean there = x >= 0 && y >= 0 && z >= 0 && x < g.columns() && y < g.rows() && z < g.slices();
                    around += there && mask.contains(x, y, z) ? 1 : 0;
                }
                assertEquals(mask.contains(i, j, k) || around > 0 ? 1 : 0, grown[at], "voxel " + at);
                assertEquals(mask.contains(i, j, k) && around < 6 ? 1 : 0, border[at], "voxel " + at);
            }
        }
    }

    @Test
    void theBoxOfAMaskHoldsItAndNothingMore() {
        Mask mask = of(5, 3, 2, ".....", "..#..", ".....", ".....", "...#.", ".....");
        VoxelBox box = VoxelBox.around(mask).orElseThrow();
        assertEquals(new VoxelBox(2, 1, 0, 2, 1, 2), box);
        Mask part = box.of(mask);
        assertArrayEquals(of(2, 1, 2, "#.", ".#").toArray(), part.toArray());
        assertEquals(mask.geometry().toPatient(2, 1, 0), part.geometry().origin());
        assertArrayEquals(mask.toArray(), box.put(part, mask.geometry()).toArray());
        assertEquals(new VoxelBox(0, 0, 0, 5, 3, 2), box.grown(1.5, mask.geometry()));
        assertEquals(Optional.empty(), VoxelBox.around(of(2, 1, 1, "..")));
    }
}
