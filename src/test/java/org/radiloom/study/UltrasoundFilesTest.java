package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.SharedData;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.measure.Calibration;
import org.radiloom.imaging.measure.Cause;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.Quantity;
import org.radiloom.imaging.measure.Reading;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.imaging.measure.Unit;
import org.radiloom.job.Progress;

/** Files of real scanners; scales as pydicom reads them. */
@Tag("realdata")
class UltrasoundFilesTest {
    private static Map<Quantity, Reading> length(String file, double x0, double y0, double x1, double y1)
            throws Exception {
        Path path = SharedData.find("dicom-conformance").resolve(file);
        Series series = new Importer()
                .read(List.of(path), Progress.NONE)
                .studies()
                .getFirst()
                .series()
                .getFirst();
        Calibration calibration = SeriesCalibration.of(series);
        var image = new Measured.Image(0, series.columns(), series.rows(), Optional.empty(), ValueUnit.RAW);
        return Measured.of(Shape.of(Shape.Kind.LENGTH, x0, y0, x1, y1), image, calibration)
                .readings();
    }

    private static void value(double expected, Unit unit, Quantity quantity, Map<Quantity, Reading> readings) {
        assertEquals(Set.of(quantity), readings.keySet());
        var value = assertInstanceOf(Reading.Value.class, readings.get(quantity));
        assertEquals(unit, value.unit());
        assertEquals(expected, value.value(), 1e-9 * expected);
    }

    @Test
    void anImageAboveAnElectrocardiogramGivesMillimetresAndTheTraceGivesSeconds() throws Exception {
        String file = "pydicom/examples_palette.dcm";
        value(26.22878766196998, Unit.MILLIMETRE, Quantity.LENGTH, length(file, 300, 200, 400, 200));
        value(0.9642736608649534, Unit.SECOND, Quantity.ACROSS, length(file, 300, 540, 400, 550));
        assertEquals(
                Map.of(Quantity.LENGTH, new Reading.None(Cause.DIFFERENT_KINDS)), length(file, 300, 200, 300, 550));
    }

    @Test
    void aGreyBarOfTheSamePriorityLeavesTheScaleOfTheImageUnderIt() throws Exception {
        String file = "pydicom-data/gdcm-US-ALOKA-16.dcm";
        value(38.26530650258064, Unit.MILLIMETRE, Quantity.LENGTH, length(file, 150, 200, 250, 200));
        // from one image to the other, of one scale
        value(76.53061300516128, Unit.MILLIMETRE, Quantity.LENGTH, length(file, 250, 200, 450, 200));
        // both flags have bit 0 clear, which the standard leaves open
        value(15.306122601032256, Unit.MILLIMETRE, Quantity.LENGTH, length(file, 40, 50, 40, 90));
        assertEquals(Map.of(Quantity.LENGTH, new Reading.None(Cause.PARTLY_CALIBRATED)), length(file, 10, 50, 140, 50));
    }
}
