package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewTransformTest {
    @Test
    void fittingKeepsTheAspectInMillimetresAndCentresTheImage() {
        // 100 x 50 pixels of 1 x 4 mm are 100 x 200 mm; into 400 x 400 that is 2 device pixels a millimetre
        ViewTransform t = ViewTransform.fit(100, 50, 1, 4, 400, 400);
        assertEquals(2, t.scaleX(), 1e-12);
        assertEquals(8, t.scaleY(), 1e-12);
        assertEquals(new ViewTransform.ViewPoint(100, 0), t.toView(-0.5, -0.5));
        assertEquals(new ViewTransform.ViewPoint(300, 400), t.toView(99.5, 49.5));
        assertEquals(0.5, t.millimetresPerPixel(1), 1e-12);
    }

    @Test
    void zoomingKeepsThePointUnderTheMouse() {
        ViewTransform t = ViewTransform.fit(512, 512, 0.5, 0.5, 1600, 1000);
        ViewTransform.ImagePoint before = t.toImage(300, 700);
        ViewTransform.ImagePoint after = t.zoomedAround(3.7, 300, 700).toImage(300, 700);
        assertEquals(before.column(), after.column(), 1e-9);
        assertEquals(before.row(), after.row(), 1e-9);
        assertEquals(3.7 * t.zoom(), t.zoomedAround(3.7, 300, 700).zoom(), 1e-9);
    }

    @Test
    void zoomStopsBeforeItBreaks() {
        ViewTransform t = ViewTransform.oneToOne(10, 10, 1, 1, 100, 100);
        for (int n = 0; n < 100; n++) {
            t = t.zoomedAround(10, 50, 50);
        }
        assertEquals(1e4, t.zoom(), 1e-3);
    }

    @Test
    void imageAndViewportAreInversesAlsoWhenFlippedAndPanned() {
        ViewTransform t = ViewTransform.fit(64, 48, 0.7, 0.9, 640, 480)
                .panned(13, -7)
                .flippedHorizontally(640)
                .flippedVertically(480);
        ViewTransform.ViewPoint p = t.toView(12.25, 30.5);
        assertEquals(12.25, t.toImage(p.x(), p.y()).column(), 1e-9);
        assertEquals(30.5, t.toImage(p.x(), p.y()).row(), 1e-9);
    }

    @Test
    void thePixelUnderAPointIsTheOneWhoseSquareHoldsIt() {
        assertEquals(3, new ViewTransform.ImagePoint(2.5, 0).columnIndex());
        assertEquals(2, new ViewTransform.ImagePoint(2.49, 0).columnIndex());
        assertEquals(-1, new ViewTransform.ImagePoint(-0.51, 0).columnIndex());
    }

    @Test
    void axialImagesShowThePatientFromBelow() {
        Geometry axial = Geometry.axial(8, 8, 8, 1, 1, 1);
        ViewTransform t = ViewTransform.fit(8, 8, 1, 1, 80, 80);
        assertEquals(new OrientationLabels("R", "L", "A", "P"), OrientationLabels.of(axial, t));
        assertEquals(new OrientationLabels("L", "R", "A", "P"), OrientationLabels.of(axial, t.flippedHorizontally(80)));
        Geometry sagittal =
                new Geometry(8, 8, 8, new Vec3(0, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, -1), new Vec3(1, 0, 0));
        assertEquals(new OrientationLabels("A", "P", "H", "F"), OrientationLabels.of(sagittal, t));
    }

    @Test
    void slantedDirectionsHaveTwoLettersTheNearerFirst() {
        assertEquals("RA", OrientationLabels.letters(new Vec3(-0.8, -0.6, 0)));
        assertEquals("HP", OrientationLabels.letters(new Vec3(0.1, 0.5, 0.86)));
        assertEquals("L", OrientationLabels.letters(new Vec3(0.99, 0.1, 0)));
    }

    private static Stream<Turn> turns() {
        return IntStream.range(0, 8).mapToObj(n -> new Turn(n % 4, n >= 4));
    }

    @ParameterizedTest
    @MethodSource("turns")
    void imageAndViewportAreInversesInAllEightWaysToLie(Turn turn) {
        var point = new ViewTransform.ImagePoint(20, 11);
        ViewTransform t = ViewTransform.about(point, 400, 300, 2, 6, turn);
        assertEquals(new ViewTransform.ViewPoint(400, 300), t.toView(20, 11));
        ViewTransform.ViewPoint p = t.toView(12.25, 30.5);
        assertEquals(12.25, t.toImage(p.x(), p.y()).column(), 1e-12);
        assertEquals(30.5, t.toImage(p.x(), p.y()).row(), 1e-12);
        // ten columns of 2 pixels and ten rows of 6, whichever way they run
        assertEquals(turn.transposes() ? 60 : 20, t.across(10, 10), 1e-12);
        assertEquals(turn.transposes() ? 20 : 60, t.down(10, 10), 1e-12);
        assertEquals(0.35, t.millimetresPerPixel(0.7), 1e-12);
        var right = t.step(3, 0);
        assertEquals(
                t.toView(0, 0).x() + t.across(3, 3),
                t.toView(right.column(), right.row()).x(),
                1e-9);
    }

    /** A glove with thumb at column 1 and fingers at row -1, seen from where it is worn: (right, down) of both. */
    @ParameterizedTest
    @MethodSource("turns")
    void turningAndMirroringActOnWhatTheReaderSees(Turn turn) {
        double[] seen = seen(turn);
        // clockwise: what was to the right is below, what was below is to the left
        assertArrayEquals(new double[] {-seen[1], seen[0], -seen[3], seen[2]}, seen(turn.right()), 1e-12);
        assertArrayEquals(new double[] {seen[1], -seen[0], seen[3], -seen[2]}, seen(turn.left()), 1e-12);
        assertArrayEquals(new double[] {-seen[0], seen[1], -seen[2], seen[3]}, seen(turn.flippedHorizontally()), 1e-12);
        assertArrayEquals(new double[] {seen[0], -seen[1], seen[2], -seen[3]}, seen(turn.flippedVertically()), 1e-12);
    }

    private static double[] seen(Turn turn) {
        ViewTransform t = ViewTransform.about(new ViewTransform.ImagePoint(0, 0), 0, 0, 1, 1, turn);
        var thumb = t.toView(1, 0);
        var fingers = t.toView(0, -1);
        return new double[] {thumb.x(), thumb.y(), fingers.x(), fingers.y()};
    }

    @Test
    void lettersFollowTurnsAndMirrors() {
        Geometry axial = Geometry.axial(8, 8, 8, 1, 1, 1);
        // left, right, top, bottom as the reader sees them, from R L A P
        assertEquals("PARL", letters(axial, Turn.NONE.right()));
        assertEquals("APLR", letters(axial, Turn.NONE.left()));
        assertEquals("LRPA", letters(axial, Turn.NONE.right().right()));
        assertEquals("LRAP", letters(axial, Turn.NONE.flippedHorizontally()));
        assertEquals("RLPA", letters(axial, Turn.NONE.flippedVertically()));
        assertEquals("APRL", letters(axial, Turn.NONE.right().flippedHorizontally()));
        assertEquals("PALR", letters(axial, Turn.NONE.left().flippedHorizontally()));
    }

    private static String letters(Geometry geometry, Turn turn) {
        var t = ViewTransform.about(new ViewTransform.ImagePoint(4, 4), 40, 40, 1, 1, turn);
        OrientationLabels o = OrientationLabels.of(geometry, t);
        return o.left() + o.right() + o.top() + o.bottom();
    }
}
