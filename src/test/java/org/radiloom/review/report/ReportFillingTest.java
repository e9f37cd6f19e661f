package org.radiloom.review.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.dicom.sr.PrivateCodes;
import org.radiloom.fixtures.MadeUpGrades;
import org.radiloom.imaging.measure.Cause;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.Quantity;
import org.radiloom.imaging.measure.Reading;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.imaging.measure.Unit;
import org.radiloom.infer.GradeFinding;
import org.radiloom.review.report.sr.FoundGroups;
import org.radiloom.review.report.sr.TrackingUid;
import org.radiloom.study.measure.ImageKey;
import org.radiloom.study.measure.Measurement;
import org.radiloom.study.measure.MeasurementExport;

class ReportFillingTest {
    private static MeasurementExport.Row row(Shape shape, String name, SequencedMap<Quantity, Reading> readings) {
        Measurement drawn = Measurement.drawn(new ImageKey("2.25.30", 1), shape).withName(name);
        return new MeasurementExport.Row(drawn, 2, new Measured(readings, false));
    }

    @Test
    void measurementsBecomeNumbersWithTheirImageAndUnit() {
        SequencedMap<Quantity, Reading> ellipse = new LinkedHashMap<>();
        ellipse.put(Quantity.AREA, new Reading.Value(4.5, Unit.SQUARE_MILLIMETRE));
        ellipse.put(Quantity.MEAN, new Reading.None(Cause.NOT_LOADED));
        var row = row(Shape.of(Shape.Kind.ELLIPSE, 1, 1, 5, 5), "Cyst", ellipse);
        String uid = TrackingUid.of(row.measurement().id());
        assertEquals(
                List.of(
                        new ReportNumber(uid, "Cyst", 2, Concepts.AREA, "", OptionalDouble.of(4.5), "mm2", ""),
                        new ReportNumber(
                                uid,
                                "Cyst",
                                2,
                                PrivateCodes.PIXEL_VALUE,
                                "Mean",
                                OptionalDouble.empty(),
                                "",
                                "Value unknown")),
                ReportFilling.measured(List.of(row), MadeUpReport.film()));
    }

    @Test
    void notesAndImagesOfOtherSeriesGiveNoNumbers() {
        var note = row(Shape.of(Shape.Kind.ARROW, 1, 1, 5, 5), "look", new LinkedHashMap<>());
        Measurement elsewhere = Measurement.drawn(new ImageKey("2.25.99", 0), Shape.of(Shape.Kind.LENGTH, 1, 1, 5, 5));
        SequencedMap<Quantity, Reading> length = new LinkedHashMap<>();
        length.put(Quantity.LENGTH, new Reading.Value(4, Unit.MILLIMETRE));
        var other = new MeasurementExport.Row(elsewhere, 1, new Measured(length, false));
        assertEquals(List.of(), ReportFilling.measured(List.of(note, other), MadeUpReport.film()));
    }

    /** Probabilities 0.1, 0.6, 0.2, 0.1: the grade is mild; its certainty is said once, the others beside it. */
    @Test
    void aGradeBecomesADraftWithItsProbabilitiesAndItsModel() {
        GradeFinding grade = MadeUpGrades.finding(
                "6f3c1c9e-0000-4000-8000-00000000abcd", 4, List.of(0.1, 0.6, 0.2, 0.1), List.of("mild"), Map.of());
        ReviewedFinding found = ReportFilling.found(
                grade, new FoundGroups(MadeUpReport.film()).grade(grade).getFirst());
        assertEquals(FindingState.DRAFT, found.state());
        assertEquals("mild", found.original().headline());
        assertEquals(grade.provenance().sha256(), found.model().sha256());
        List<String> certainties = found.original().numbers().stream()
                .filter(each -> each.quantity().same(Concepts.CERTAINTY))
                .map(each -> each.thing() + " " + NumberWords.value(each, ReportLanguage.ENGLISH))
                .toList();
        assertEquals(4, certainties.size(), certainties::toString);
        assertEquals(grade.label() + ": Mild 60.00 %", certainties.getFirst());
    }
}
