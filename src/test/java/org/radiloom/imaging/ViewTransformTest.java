package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

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
}
