package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.fixtures.UltrasoundMulti.region;
import static org.radiloom.fixtures.UltrasoundMulti.scaled;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.fixtures.UltrasoundMulti;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.measure.Calibration;
import org.radiloom.imaging.measure.Cause;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.Quantity;
import org.radiloom.imaging.measure.Reading;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.imaging.measure.Unit;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;

class SeriesCalibrationTest {
    private static final int CM = 3;
    private static final int SECONDS = 4;
    private static final int CM_PER_SECOND = 7;

    @TempDir
    Path folder;

    private static Series only(Path file) throws Problem {
        return new Importer()
                .read(List.of(file), Progress.NONE)
                .studies()
                .getFirst()
                .series()
                .getFirst();
    }

    private Calibration one(DicomDataset... regions) throws Exception {
        return SeriesCalibration.of(only(UltrasoundMulti.one(folder.resolve("one.dcm"), regions)));
    }

    private static Map<Quantity, Reading> length(Calibration c, int frame, double x0, double y0, double x1, double y1) {
        return of(c, frame, Shape.of(Shape.Kind.LENGTH, x0, y0, x1, y1));
    }

    private static Map<Quantity, Reading> of(Calibration c, int frame, Shape shape) {
        var image = new Measured.Image(
                frame, UltrasoundMulti.COLUMNS, UltrasoundMulti.ROWS, Optional.empty(), ValueUnit.RAW);
        return Measured.of(shape, image, c).readings();
    }

    private static void millimetres(double expected, Map<Quantity, Reading> readings) {
        assertEquals(Set.of(Quantity.LENGTH), readings.keySet());
        var value = assertInstanceOf(Reading.Value.class, readings.get(Quantity.LENGTH));
        assertEquals(Unit.MILLIMETRE, value.unit());
        assertEquals(expected, value.value(), 1e-9);
    }

    private static void refused(Cause cause, Map<Quantity, Reading> readings) {
        assertEquals(Map.of(Quantity.LENGTH, new Reading.None(cause)), readings);
    }

    @Test
    void twelveSegmentsOfTheFilmWithThreeRegionsGiveTheirValueOrTheirReason() throws Exception {
        Calibration c = SeriesCalibration.of(only(UltrasoundMulti.writeTo(folder.resolve("multi.dcm"))));
        // up to the change: 0.2 mm on the left, 0.5 mm on the right
        millimetres(20, length(c, 0, 20, 80, 120, 80));
        millimetres(10, length(c, 0, 50, 50, 80, 90));
        millimetres(40, length(c, 0, 200, 20, 200, 100));
        refused(Cause.DIFFERENT_SCALES, length(c, 0, 100, 80, 250, 80));
        refused(Cause.DIFFERENT_KINDS, length(c, 0, 100, 80, 100, 200));
        Map<Quantity, Reading> strip = length(c, 0, 50, 170, 200, 220);
        assertEquals(Set.of(Quantity.ACROSS, Quantity.DOWN), strip.keySet());
        assertEquals(new Reading.Value(1.5, Unit.SECOND), strip.get(Quantity.ACROSS));
        assertEquals(new Reading.Value(10, Unit.MILLIMETRE), strip.get(Quantity.DOWN));
        refused(Cause.NOT_CALIBRATED_HERE, length(c, 0, 154, 20, 154, 120));
        refused(Cause.PARTLY_CALIBRATED, length(c, 0, 100, 80, 154, 80));
        millimetres(20, length(c, 99, 20, 80, 120, 80));
        // from the change on: 0.3 mm on both sides
        millimetres(30, length(c, 100, 20, 80, 120, 80));
        millimetres(45, length(c, 100, 100, 80, 250, 80));
        millimetres(24, length(c, 119, 200, 20, 200, 100));
    }

    @Test
    void theSamePointsDrawnAgainInAnyOrderGiveTheSameAnswer() throws Exception {
        Calibration c = SeriesCalibration.of(only(UltrasoundMulti.writeTo(folder.resolve("multi.dcm"))));
        var random = new Random(5);
        Set<Object> answers = new HashSet<>();
        List<Shape.Kind> kinds =
                List.of(Shape.Kind.LENGTH, Shape.Kind.ANGLE, Shape.Kind.COBB, Shape.Kind.RECTANGLE, Shape.Kind.ELLIPSE);
        for (int run = 0; run < 20_000; run++) {
            Shape.Kind kind = kinds.get(random.nextInt(kinds.size()));
            int frame = 98 + random.nextInt(4);
            List<Point> points = new ArrayList<>();
            for (int n = 0; n < kind.fewest(); n++) {
                points.add(new Point(random.nextInt(-5, 325), random.nextInt(-5, 245)));
            }
            List<Point> back = new ArrayList<>(points);
            Collections.reverse(back);
            Map<Quantity, Reading> there = of(c, frame, new Shape(kind, points));
            assertEquals(there, of(c, frame, new Shape(kind, points)));
            assertEquals(there, of(c, frame, new Shape(kind, back)));
            there.values().forEach(r -> answers.add(r instanceof Reading.None none ? none.cause() : Unit.RAW));
        }
        assertTrue(
                answers.containsAll(Set.of(
                        Unit.RAW,
                        Cause.DIFFERENT_SCALES,
                        Cause.DIFFERENT_KINDS,
                        Cause.PARTLY_CALIBRATED,
                        Cause.NOT_CALIBRATED_HERE,
                        Cause.AXES_DIFFER)),
                answers.toString());
    }

    @Test
    void aLengthBetweenRegionsOfNearlyOneScaleDoesNotDependOnWhichEndIsFirst() throws Exception {
        Calibration c = one(
                scaled(region(1, 0, 0, 99, 99), CM, 0.02, CM, 0.02).build(),
                scaled(region(1, 100, 0, 199, 99), CM, 0.020001, CM, 0.020001).build());
        Map<Quantity, Reading> there = length(c, 0, 50, 50, 150, 50);
        assertEquals(there, length(c, 0, 150, 50, 50, 50));
        millimetres(20, there);
    }

    @Test
    void whereRegionsOverlapTheOneOfHighPriorityDecides() throws Exception {
        DicomDataset tissue = scaled(region(1, 0, 0, 199, 199), CM, 0.02, CM, 0.02)
                .integer(Tag.REGION_FLAGS, 1)
                .build();
        DicomDataset inset =
                scaled(region(1, 100, 100, 149, 149), CM, 0.1, CM, 0.1).build();
        for (Calibration c : List.of(one(tissue, inset), one(inset, tissue))) {
            millimetres(10, length(c, 0, 120, 120, 130, 120));
            millimetres(2, length(c, 0, 20, 20, 30, 20));
            refused(Cause.DIFFERENT_SCALES, length(c, 0, 20, 120, 120, 120));
        }
    }

    @Test
    void amongOverlappingRegionsOfOnePriorityTheSmallerDecidesAndOneWithoutUnitsNever() throws Exception {
        DicomDataset large =
                scaled(region(1, 0, 0, 199, 199), CM, 0.02, CM, 0.02).build();
        DicomDataset small =
                scaled(region(1, 50, 50, 99, 99), CM, 0.04, CM, 0.04).build();
        DicomDataset bar = region(5, 10, 10, 14, 40).build();
        Calibration c = one(large, small, bar);
        millimetres(4, length(c, 0, 60, 60, 70, 60));
        millimetres(2, length(c, 0, 110, 60, 120, 60));
        millimetres(2, length(c, 0, 12, 20, 12, 30));
        assertEquals(1, c.regionAt(0, 60, 60));
        assertEquals(3, c.regions(0).size());
    }

    @Test
    void aSpectrumGivesTimeAndVelocityAndThePlaceOfItsBaseLine() throws Exception {
        // PS3.3 C.8.5.5: the reference pixel is counted from the corner of the region; velocities grow upwards
        Calibration c = one(scaled(region(3, 100, 50, 299, 149), SECONDS, 0.005, CM_PER_SECOND, -1.5)
                .integer(Tag.REFERENCE_PIXEL_X0, 0)
                .integer(Tag.REFERENCE_PIXEL_Y0, 60)
                .decimal(Tag.REFERENCE_PIXEL_PHYSICAL_VALUE_X, 0)
                .decimal(Tag.REFERENCE_PIXEL_PHYSICAL_VALUE_Y, 0)
                .build());
        Map<Quantity, Reading> line = length(c, 0, 120, 110, 220, 70);
        assertEquals(new Reading.Value(0.5, Unit.SECOND), line.get(Quantity.ACROSS));
        assertEquals(new Reading.Value(60, Unit.CENTIMETRE_PER_SECOND), line.get(Quantity.DOWN));
        Map<Quantity, Reading> peak = of(c, 0, Shape.of(Shape.Kind.PROBE, 220, 70));
        assertEquals(new Reading.Value(60, Unit.CENTIMETRE_PER_SECOND), peak.get(Quantity.AT_DOWN));
        assertEquals(
                0.6,
                assertInstanceOf(Reading.Value.class, peak.get(Quantity.AT_ACROSS))
                        .value(),
                1e-12);
    }

    @Test
    void ultrasoundWithoutAnyScaleIsRefused() throws Exception {
        refused(Cause.NO_CALIBRATION, length(one(), 0, 20, 20, 120, 20));
    }

    @Test
    void aStackOfSlicesIsMeasuredWithItsSpacing() throws Exception {
        DicomSeriesFixture.ct(
                        Phantoms.jaw(Geometry.axial(48, 48, 5, 0.8, 1.6, 2)).stack())
                .writeTo(folder.resolve("ct"));
        Calibration c = SeriesCalibration.of(only(folder.resolve("ct")));
        millimetres(8, length(c, 3, 10, 10, 20, 10));
        millimetres(16, length(c, 3, 10, 10, 10, 20));
    }

    @Test
    void aRadiographThatKnowsOnlyItsDetectorSaysSo() throws Exception {
        // PS3.3 10.7.1.3: equal spacings without a calibration type are those of the detector
        assertTrue(radiograph(false, 0.1).atDetector());
        assertTrue(radiograph(true, 0.1).atDetector());
        assertEquals(false, radiograph(true, 0.08).atDetector());
    }

    private Measured radiograph(boolean spacing, double stated) throws Exception {
        Path dir = folder.resolve("radiograph" + spacing + stated);
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(32, 32, 1, 1, 1, 1)).stack())
                .modality("DX")
                .changed((k, d) -> {
                    for (int tag : new int[] {
                        Tag.IMAGE_POSITION_PATIENT,
                        Tag.IMAGE_ORIENTATION_PATIENT,
                        Tag.SLICE_THICKNESS,
                        Tag.PIXEL_SPACING
                    }) {
                        d.remove(tag);
                    }
                    d.decimal(Tag.IMAGER_PIXEL_SPACING, 0.1, 0.1);
                    if (spacing) {
                        d.decimal(Tag.PIXEL_SPACING, stated, stated);
                    }
                })
                .writeTo(dir);
        Calibration c = SeriesCalibration.of(only(dir));
        var image = new Measured.Image(0, 32, 32, Optional.empty(), ValueUnit.RAW);
        return Measured.of(Shape.of(Shape.Kind.LENGTH, 1, 1, 11, 1), image, c);
    }
}
