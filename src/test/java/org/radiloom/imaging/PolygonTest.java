package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PolygonTest {
    private static final Polygon HOUSE = Polygon.of(0, 4, 4, 4, 4, 2, 2, 0, 0, 2);

    @Test
    void theAreaIsThatOfSquareAndRoof() {
        assertEquals(8 + 4, HOUSE.area(), 1e-12);
        assertEquals(0, Polygon.of(1, 1, 5, 5).area(), 1e-12);
    }

    @Test
    void insideIsInsideAndOutsideIsNot() {
        assertTrue(HOUSE.contains(2, 1));
        assertTrue(HOUSE.contains(0.5, 3.5));
        assertFalse(HOUSE.contains(0.5, 0.5));
        assertFalse(HOUSE.contains(5, 3));
    }

    @Test
    void rasterisedHoldsThePixelsWhoseCentreIsInside() {
        assertArrayEquals(
                new byte[] {0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1},
                Polygon.of(0.5, 0.5, 3.5, 0.5, 3.5, 3.5, 0.5, 3.5).rasterised(4, 4));
        Polygon lens = Polygon.of(-3, 10, 20, -2, 31.5, 17.25, 12, 40);
        byte[] inside = lens.rasterised(40, 30);
        for (int row = 0; row < 30; row++) {
            for (int column = 0; column < 40; column++) {
                assertEquals(lens.contains(column, row) ? 1 : 0, inside[row * 40 + column], column + ", " + row);
            }
        }
    }

    @Test
    void aThinnedPolygonKeepsCornersAndDropsPointsOnTheLine() {
        Polygon square = Polygon.of(0, 0, 10, 0.4, 20, 0, 20, 10, 20, 20, 10, 19.7, 0, 20, 0.2, 10);
        assertEquals(Polygon.of(0, 0, 20, 0, 20, 20, 0, 20), square.thinned(0.5));
        // only the point on the right edge lies exactly on the line
        assertEquals(7, square.thinned(0.1).size());
        // a circle of 200 points: a chord of height 2 in a radius of 100 spans 2 acos(0.98) = 23 degrees, 16 of them go
        // around
        double[] circle = new double[400];
        for (int n = 0; n < 200; n++) {
            circle[2 * n] = 100 * Math.cos(Math.PI * n / 100);
            circle[2 * n + 1] = 100 * Math.sin(Math.PI * n / 100);
        }
        Polygon few = Polygon.of(circle).thinned(2);
        assertTrue(few.size() >= 16 && few.size() <= 32, few.size() + " points");
        assertEquals(Polygon.of(circle).area(), few.area(), 0.02 * few.area());
        assertEquals(Polygon.of(0, 0, 1, 0, 0, 1), Polygon.of(0, 0, 1, 0, 0, 1).thinned(50));
    }

    @Test
    void pointsComeGoAndMove() {
        Polygon triangle = Polygon.of(0, 0, 4, 0, 0, 4);
        assertEquals(Polygon.of(0, 0, 2, -1, 4, 0, 0, 4), triangle.withInserted(1, new Polygon.Point(2, -1)));
        assertEquals(Polygon.of(0, 0, 0, 4), triangle.without(1));
        assertEquals(Polygon.of(0, 0, 4, 0, 1, 5), triangle.withMoved(2, new Polygon.Point(1, 5)));
    }
}
