package org.radiloom.review.report.sr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.dicom.sr.ContentValue;
import org.radiloom.dicom.sr.ContentValue.Graphic;
import org.radiloom.dicom.sr.Evaluation;
import org.radiloom.dicom.sr.MeasurementGroup;
import org.radiloom.dicom.sr.MeasurementReport;
import org.radiloom.dicom.sr.NumericMeasurement;
import org.radiloom.dicom.sr.PrivateCodes;
import org.radiloom.dicom.sr.Region;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.dicom.sr.SrDocument;
import org.radiloom.dicom.sr.SrReader;
import org.radiloom.dicom.sr.SrWriter;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.Quantity;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.imaging.measure.Unit;
import org.radiloom.problem.Problem;
import org.radiloom.study.measure.Measurement;

class StudyReportTest {
    private static final SopReference SECOND_FRAME = SopReference.frame(ReportFixture.FILM, "2.25.30", 2);

    @TempDir
    private Path folder;

    private static MeasurementGroup group(ReportedSeries series, Shape.Kind kind, double... points) {
        Measurement drawn = ReportFixture.drawn(series, kind, points);
        Measured area = ReportFixture.reading(Quantity.AREA, 1, Unit.SQUARE_MILLIMETRE);
        return MeasuredGroups.of(drawn, area, series).orElseThrow();
    }

    @Test
    void aLineOnAFilmIsANumberFromALineOnItsFrame() {
        ReportedSeries film = ReportFixture.film();
        MeasurementGroup group = ReportFixture.measurements(film).getFirst();
        assertEquals(MeasurementGroup.Template.GENERAL, group.template());
        assertEquals(List.of(new Region.WholeImage(SECOND_FRAME)), group.regions());
        // the centre of the first pixel is half a pixel from its corner
        Region line = Region.OnImage.of(
                Graphic.POLYLINE, Polygon.of(0.5, 0.5, 3.5, 4.5).points(), SECOND_FRAME);
        assertEquals(
                List.of(NumericMeasurement.of(Concepts.DISTANCE, 5, Concepts.ucum("mm", "millimeter"))
                        .from(List.of(line))),
                group.measurements());
    }

    @Test
    void twoLinesOfAnAngleAreBothReported() {
        MeasurementGroup group =
                ReportFixture.measurements(ReportFixture.film()).get(1);
        NumericMeasurement cobb = group.measurements().getFirst();
        assertEquals(Concepts.ANGLE, cobb.name());
        assertEquals(Optional.of(PrivateCodes.COBB), cobb.method());
        assertEquals(2, cobb.sources().size());
    }

    @Test
    void anAngleWithoutANumberSaysWhy() {
        MeasurementGroup group =
                ReportFixture.measurements(ReportFixture.film()).get(2);
        assertEquals(OptionalDouble.empty(), group.measurements().getFirst().value());
        assertEquals(
                Optional.of(Concepts.MEASUREMENT_FAILURE),
                group.measurements().getFirst().qualifier());
        assertEquals(List.of(Evaluation.of(Concepts.COMMENT, "angle: different kinds")), group.evaluations());
    }

    @Test
    void anEllipseNamesTheLongAxisFirst() {
        // 4 columns wide and 8 rows high; in the patient 2 mm both ways, on the film the rows win
        MeasurementGroup film = group(ReportFixture.film(), Shape.Kind.ELLIPSE, 2, 1, 6, 9);
        assertEquals(
                Region.OnImage.of(
                        Graphic.ELLIPSE,
                        Polygon.of(4.5, 1.5, 4.5, 9.5, 2.5, 5.5, 6.5, 5.5).points(),
                        SECOND_FRAME),
                film.regions().getFirst());
        MeasurementGroup ct = group(ReportFixture.ct(), Shape.Kind.ELLIPSE, 2, 1, 8, 9);
        Region.InPatient drawn = (Region.InPatient) ct.regions().getFirst();
        assertEquals(Graphic.ELLIPSE, drawn.space().graphic());
        // 6 columns of 0.5 mm are longer than 8 rows of 0.25 mm
        List<Vec3> ends = drawn.space().points();
        assertEquals(3, ends.get(0).minus(ends.get(1)).length(), 1e-6);
        assertEquals(2, ends.get(2).minus(ends.get(3)).length(), 1e-6);
    }

    @Test
    void aShapeOnCtIsClosedInThePatientAndNamesItsImage() {
        MeasurementGroup group = group(ReportFixture.ct(), Shape.Kind.POLYGON, 1, 1, 5, 1, 5, 4);
        assertEquals(MeasurementGroup.Template.PLANAR, group.template());
        Region.InPatient drawn = (Region.InPatient) group.regions().getFirst();
        assertEquals(Graphic.POLYGON, drawn.space().graphic());
        assertEquals("2.25.60", drawn.space().frameOfReferenceUid());
        List<Vec3> points = drawn.space().points();
        assertEquals(4, points.size());
        assertEquals(points.getFirst(), points.getLast());
        // 4 columns of 0.5 mm, then 3 rows of 0.25 mm
        assertEquals(2, points.get(0).minus(points.get(1)).length(), 1e-6);
        assertEquals(0.75, points.get(1).minus(points.get(2)).length(), 1e-6);
        assertEquals(
                new Region.WholeImage(SopReference.of(ReportFixture.CT, "2.25.401")),
                group.regions().get(1));
    }

    @Test
    void figuresOfPixelsSayHowTheyWereDerived() {
        MeasurementGroup group = ReportFixture.measurements(ReportFixture.ct()).get(3);
        NumericMeasurement mean = group.measurements().get(2);
        assertEquals(Concepts.ATTENUATION, mean.name());
        assertEquals(Optional.of(Concepts.MEAN), mean.derivation());
        NumericMeasurement deviation = group.measurements().get(3);
        assertEquals(Optional.of(Concepts.STANDARD_DEVIATION), deviation.derivation());
        assertEquals(Optional.of(Concepts.CALCULATION_FAILURE), deviation.qualifier());
        MeasurementGroup film = ReportFixture.measurements(ReportFixture.film()).get(3);
        assertEquals(PrivateCodes.PIXEL_VALUE, film.measurements().get(2).name());
    }

    @Test
    void everyUnitHasATermOfItsOwn() {
        for (Unit unit : Unit.values()) {
            Code code = Numbers.unit(unit);
            assertEquals("UCUM", code.scheme());
            assertTrue(code.value().matches("[!-~]{1,16}"), code.value());
        }
    }

    @Test
    void notesAndImagesOfOtherSeriesAreNotReported() {
        ReportedSeries ct = ReportFixture.ct();
        Measured nothing = ReportFixture.measured(Map.of());
        Measurement note = ReportFixture.drawn(ct, Shape.Kind.TEXT, 1, 1);
        assertEquals(Optional.empty(), MeasuredGroups.of(note, nothing, ct));
        Measurement elsewhere = ReportFixture.drawn(ReportFixture.film(), Shape.Kind.LENGTH, 0, 0, 1, 1);
        assertEquals(Optional.empty(), MeasuredGroups.of(elsewhere, nothing, ct));
    }

    @Test
    void aGradeIsATermWithItsProbabilityAndTheOthersBesideIt() {
        List<MeasurementGroup> groups = new FoundGroups(ReportFixture.film()).grade(ReportFixture.GRADE);
        // the study and three of four frames: the fourth has no grade
        assertEquals(4, groups.size());
        MeasurementGroup study = groups.getFirst();
        assertEquals(Optional.of(Concepts.STEATOSIS), study.finding());
        assertEquals(
                List.of(new Region.WholeImage(
                        new SopReference(ReportFixture.FILM, "2.25.30", List.of(1, 2, 3), List.of()))),
                study.regions());
        Code percent = Concepts.ucum("%", "percent");
        assertEquals(
                Evaluation.of(Concepts.SEVERITY, Concepts.MILD, NumericMeasurement.of(Concepts.CERTAINTY, 60, percent)),
                study.evaluations().getFirst());
        assertEquals(
                List.of(Concepts.NONE, Concepts.MILD, Concepts.MODERATE, Concepts.SEVERE),
                study.evaluations().stream()
                        .filter(each -> each.name().equals(PrivateCodes.CONSIDERED))
                        .map(each -> each.code().orElseThrow())
                        .toList());
        assertTrue(study.evaluations()
                .contains(Evaluation.of(
                        PrivateCodes.PREDICTION_SET,
                        Concepts.MILD,
                        NumericMeasurement.of(PrivateCodes.COVERAGE, 90, percent))));
        assertEquals(4, groups.get(1).evaluations().size());
        assertNotEquals(study.trackingUid(), groups.get(1).trackingUid());
        assertEquals(study.algorithm(), groups.get(1).algorithm());
    }

    @Test
    void anUncertainGradeIsNoGrade() {
        var unsure = org.radiloom.fixtures.MadeUpGrades.finding(
                "g", 2, List.of(0.3, 0.3, 0.2, 0.2), List.of("normal", "mild", "moderate"), Map.of());
        MeasurementGroup study =
                new FoundGroups(ReportFixture.film()).grade(unsure).getFirst();
        assertFalse(study.evaluations().stream().anyMatch(each -> each.name().equals(Concepts.SEVERITY)));
        assertEquals(
                Evaluation.of(PrivateCodes.CERTAINTY, PrivateCodes.UNCERTAIN),
                study.evaluations().getFirst());
    }

    @Test
    void aScoreComesWithItsPercentileThresholdAndMap() {
        SopReference map = SopReference.of("1.2.840.10008.5.1.4.1.1.30", "2.25.70");
        MeasurementGroup series = new FoundGroups(ReportFixture.film())
                .anomaly(ReportFixture.ANOMALY, Optional.of(map))
                .getFirst();
        NumericMeasurement score = series.measurements().getFirst();
        assertEquals(OptionalDouble.of(0.5), score.value());
        assertEquals(List.of(new Region.WholeImage(map)), score.sources());
        assertEquals(Concepts.PERCENTILE, score.properties().getFirst().name());
        assertEquals(
                OptionalDouble.of(ReportFixture.ANOMALY.percentile()),
                score.properties().getFirst().value());
        assertEquals(
                OptionalDouble.of(ReportFixture.ANOMALY.threshold()),
                series.measurements().get(1).value());
        assertEquals(
                Evaluation.of(PrivateCodes.ANOMALY_RESULT, PrivateCodes.ABOVE),
                series.evaluations().getFirst());
        assertEquals(List.of(new Region.WholeImage(SECOND_FRAME)), series.regions());
    }

    @Test
    void aThingHasOneIdentifierHoweverOftenItIsReported() {
        // 2.25. and the UUID as a whole number (PS3.5, B.2): example of ITU-T X.667, annex A
        assertEquals(
                "2.25.329800735698586629295641978511506172918", TrackingUid.of("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"));
        assertEquals(TrackingUid.of("not a UUID"), TrackingUid.of("not a UUID"));
        assertTrue(TrackingUid.of("not a UUID").length() <= 64);
    }

    @Test
    void reportsAreWrittenAndReadAndSayTheNotice() throws Problem {
        for (StudyReport report : List.of(ReportFixture.ultrasoundReport(), ReportFixture.ctReport())) {
            SrDocument document =
                    report.document(StudyReport.Version.draft("2.25.900", "2.25.901", ReportFixture.WHEN));
            Path file = folder.resolve("report.dcm");
            SrWriter.write(file, document, ReportFixture.target());
            SrDocument back = SrReader.read(DicomFile.read(file, ReadOptions.STRICT));
            assertEquals(document, back);
            MeasurementReport facts = MeasurementReport.of(back.root());
            assertEquals(report.groups(), facts.groups());
            assertEquals(MeasurementReport.NOTICE, facts.notes().getLast());
        }
    }

    @Test
    void ultrasoundStaysOnItsImagesAndCtGoesIntoThePatient() {
        SrDocument film = ReportFixture.ultrasoundReport()
                .document(StudyReport.Version.draft("2.25.900", "2.25.901", ReportFixture.WHEN));
        assertEquals(SrDocument.COMPREHENSIVE, film.sopClassUid());
        film.root().walk(item -> assertFalse(item.value() instanceof ContentValue.Space));
        SrDocument ct = ReportFixture.ctReport()
                .document(StudyReport.Version.draft("2.25.900", "2.25.901", ReportFixture.WHEN));
        assertEquals(SrDocument.COMPREHENSIVE_3D, ct.sopClassUid());
        ct.root().walk(item -> assertFalse(item.value() instanceof ContentValue.Area));
    }

    @Test
    @Tag("peers")
    void dciodvfyAndDcmtkFindNoErrorInWholeReports() throws Exception {
        for (StudyReport report : List.of(ReportFixture.ultrasoundReport(), ReportFixture.ctReport())) {
            String file = folder.resolve("report.dcm").toString();
            SrWriter.write(
                    Path.of(file),
                    report.document(StudyReport.Version.draft("2.25.900", "2.25.901", ReportFixture.WHEN)),
                    ReportFixture.target());
            Output verified = run("dciodvfy", "-new", "-filename", file);
            assertEquals(0, verified.exit, verified.text);
            Output dump = run("dsrdump", "+Pc", "+U8", file);
            assertEquals(0, dump.exit, dump.text);
            assertFalse(dump.text.lines().anyMatch(line -> line.matches("[EF]: .*")), dump.text);
        }
    }

    private record Output(int exit, String text) {}

    private static Output run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
