package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ContourTest {
    @Test
    void aRectangleHasItsFourCorners() {
        byte[] inside = new byte[5 * 4];
        for (int row = 1; row < 3; row++) {
            for (int column = 1; column < 4; column++) {
                inside[column + 5 * row] = 1;
            }
        }
        Polygon line = Contour.around(inside, 5, 4, 0).orElseThrow();
        assertEquals(Polygon.of(0.5, 0.5, 3.5, 0.5, 3.5, 2.5, 0.5, 2.5), line);
        assertEquals(6, line.area());
    }

    @Test
    void withoutToleranceThePolygonEnclosesExactlyThePixelsOfAPiece() {
        var random = new Random(5);
        for (int round = 0; round < 50; round++) {
            byte[] noise = new byte[20 * 15];
            for (int at = 0; at < noise.length; at++) {
                noise[at] = (byte) (random.nextInt(10) < 6 ? 1 : 0);
            }
            Mask noisy = Mask.of(Geometry.axial(20, 15, 1, 1, 1, 1), noise);
            byte[] piece = HoleFill.slices(Components.of(noisy, Neighbours.FOUR).largest())
                    .toArray();
            Polygon line = Contour.around(piece, 20, 15, 0).orElseThrow();
            assertArrayEquals(piece, line.rasterised(20, 15));
        }
    }

    @Test
    void aSimplifiedLineHasFewPointsAndNearlyTheSameArea() {
        byte[] disc = new byte[200 * 200];
        int pixels = 0;
        for (int at = 0; at < disc.length; at++) {
            boolean in = Math.hypot(at % 200 - 100, at / 200.0 - 100) < 80;
            disc[at] = (byte) (in ? 1 : 0);
            pixels += in ? 1 : 0;
        }
        Polygon line = Contour.around(disc, 200, 200, 1).orElseThrow();
        assertTrue(line.size() < 60, line.size() + " points");
        assertEquals(pixels, line.area(), 0.02 * pixels);
    }

    @Test
    void nothingHasNoLine() {
        assertTrue(Contour.around(new byte[6], 3, 2, 1).isEmpty());
    }
}
