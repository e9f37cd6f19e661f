package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaneRegionTest {
    private static byte[] plane(String... rows) {
        String all = String.join("", rows);
        byte[] inside = new byte[all.length()];
        for (int at = 0; at < inside.length; at++) {
            inside[at] = (byte) (all.charAt(at) == '#' ? 1 : 0);
        }
        return inside;
    }

    @Test
    void aPartWithAHoleHasALineAroundEach() {
        List<PlaneRegion> regions = PlaneRegion.of(plane("#####", "#...#", "#.#.#", "#...#", "#####"), 5, 5);
        assertEquals(2, regions.size());
        PlaneRegion ring = regions.get(0);
        assertEquals(Polygon.of(-0.5, -0.5, 4.5, -0.5, 4.5, 4.5, -0.5, 4.5), ring.outer());
        assertEquals(1, ring.holes().size());
        // with the island in it
        assertEquals(
                Polygon.of(0.5, 0.5, 3.5, 0.5, 3.5, 3.5, 0.5, 3.5), ring.holes().get(0));
        assertEquals(
                Polygon.of(1.5, 1.5, 2.5, 1.5, 2.5, 2.5, 1.5, 2.5),
                regions.get(1).outer());
        assertEquals(List.of(), regions.get(1).holes());
    }

    @Test
    void pixelsThatShareACornerOnlyArePartsOfTheirOwn() {
        assertEquals(2, PlaneRegion.of(plane("#.", ".#"), 2, 2).size());
        // a hole that reaches the outside over a corner only
        List<PlaneRegion> pocket = PlaneRegion.of(plane("###", "#.#", "##."), 3, 3);
        assertEquals(1, pocket.size());
    }

    @Test
    void theLinesGiveTheirPlaneBackHoweverManyPartsAndHolesItHas() {
        var random = new Random(11);
        int withHoles = 0;
        for (int n = 0; n < 200; n++) {
            int columns = 1 + random.nextInt(23);
            int rows = 1 + random.nextInt(19);
            byte[] inside = new byte[columns * rows];
            double share = random.nextDouble();
            for (int at = 0; at < inside.length; at++) {
                inside[at] = (byte) (random.nextDouble() < share ? 1 : 0);
            }
            byte[] oddOfAll = new byte[inside.length];
            byte[] keyholes = new byte[inside.length];
            for (PlaneRegion region : PlaneRegion.of(inside, columns, rows)) {
                withHoles += region.holes().isEmpty() ? 0 : 1;
                toggle(oddOfAll, region.outer().rasterised(columns, rows));
                region.holes().forEach(hole -> toggle(oddOfAll, hole.rasterised(columns, rows)));
                toggle(keyholes, region.keyholed().rasterised(columns, rows));
            }
            assertArrayEquals(inside, oddOfAll, "plane " + n);
            assertArrayEquals(inside, keyholes, "plane " + n);
        }
        assertTrue(withHoles > 40, withHoles + " parts with holes");
    }

    @Test
    void theWayToAHoleRunsBetweenTheRowsAndEnclosesNothing() {
        PlaneRegion ring = PlaneRegion.of(plane("###", "#.#", "###"), 3, 3).get(0);
        Polygon line = ring.keyholed();
        assertEquals(8, line.area(), 1e-12);
        assertTrue(line.points().contains(new Polygon.Point(-0.5, 0.75)));
        assertTrue(line.points().contains(new Polygon.Point(0.5, 0.75)));
    }

    private static void toggle(byte[] plane, byte[] by) {
        for (int at = 0; at < plane.length; at++) {
            plane[at] ^= by[at];
        }
    }
}
