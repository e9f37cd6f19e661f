package org.radiloom.review.report.sr;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.dicom.sr.Evidence;
import org.radiloom.dicom.sr.MeasurementGroup;
import org.radiloom.dicom.sr.MeasurementReport;
import org.radiloom.dicom.sr.Observer;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.dicom.sr.SrSeries;
import org.radiloom.fixtures.MadeUpAnomalies;
import org.radiloom.fixtures.MadeUpGrades;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.measure.Cause;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.Quantity;
import org.radiloom.imaging.measure.Reading;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.imaging.measure.Unit;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.GradeFinding;
import org.radiloom.study.ImageRef;
import org.radiloom.study.Series;
import org.radiloom.study.measure.ImageKey;
import org.radiloom.study.measure.Measurement;

/** A CT of three slices and a film of four frames, with things measured and found on them. */
final class ReportFixture {
    static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    static final String FILM = "1.2.840.10008.5.1.4.1.1.3.1";
    static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
    static final LocalDateTime WHEN = LocalDateTime.of(2026, 11, 20, 9, 30);
    static final GradeFinding GRADE = MadeUpGrades.finding(
            "6f3c1c9e-0000-4000-8000-00000000abcd", 4, List.of(0.1, 0.6, 0.2, 0.1), List.of("mild"), Map.of());
    static final AnomalyFinding ANOMALY = MadeUpAnomalies.finding("anomaly", MadeUpAnomalies.Kind.LIVER, 0.2, 0.5);

    private ReportFixture() {}

    /** Columns are 0.5 mm apart, rows 0.25, slices 2; the first pixel lies at the corner of the grid. */
    static ReportedSeries ct() {
        List<ImageRef> images = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            images.add(new ImageRef(Path.of("ct" + k), 0, CT, "2.25.40" + k, k + 1, Optional.empty()));
        }
        return new ReportedSeries(series(
                "CT", 20, 10, ValueUnit.HOUNSFIELD, Optional.of(Geometry.axial(20, 10, 3, 0.5, 0.25, 2)), images));
    }

    static ReportedSeries film() {
        return film(20, 10);
    }

    static ReportedSeries film(int columns, int rows) {
        List<ImageRef> images = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            images.add(new ImageRef(Path.of("film"), k, FILM, "2.25.30", 1, Optional.empty()));
        }
        return new ReportedSeries(series("US", columns, rows, ValueUnit.RAW, Optional.empty(), images));
    }

    private static Series series(
            String modality,
            int columns,
            int rows,
            ValueUnit unit,
            Optional<Geometry> geometry,
            List<ImageRef> images) {
        return new Series(
                "id",
                "2.25.1",
                "2.25.2",
                Series.Source.DICOM,
                modality,
                OptionalInt.of(1),
                "made up",
                "",
                geometry.map(g -> "2.25.60"),
                columns,
                rows,
                unit,
                Optional.empty(),
                8,
                false,
                Optional.empty(),
                geometry,
                images,
                List.of());
    }

    /** On the second image. */
    static Measurement drawn(ReportedSeries series, Shape.Kind kind, double... points) {
        return Measurement.drawn(ImageKey.of(series.series().images().get(1)), Shape.of(kind, points));
    }

    static Measured reading(Quantity quantity, double value, Unit unit) {
        return measured(Map.of(quantity, new Reading.Value(value, unit)));
    }

    static Measured measured(Map<Quantity, Reading> readings) {
        SequencedMap<Quantity, Reading> all = new LinkedHashMap<>();
        for (Quantity each : Quantity.values()) {
            Reading reading = readings.get(each);
            if (reading != null) {
                all.put(each, reading);
            }
        }
        return new Measured(all, false);
    }

    static DicomDataset source() {
        return DicomDataset.builder()
                .string(Tag.PATIENT_NAME, "Phantom^Paula")
                .string(Tag.PATIENT_ID, "P-7")
                .string(Tag.STUDY_INSTANCE_UID, "2.25.1")
                .build();
    }

    static SrSeries target() {
        return new SrSeries(source(), "Report", 930, 1, "0.9.0");
    }

    /** All kinds of shapes, on the series that is given. */
    static List<MeasurementGroup> measurements(ReportedSeries series) {
        List<MeasurementGroup> groups = new ArrayList<>();
        MeasuredGroups.of(
                        drawn(series, Shape.Kind.LENGTH, 0, 0, 3, 4),
                        reading(Quantity.LENGTH, 5, Unit.MILLIMETRE),
                        series)
                .ifPresent(groups::add);
        MeasuredGroups.of(
                        drawn(series, Shape.Kind.COBB, 0, 0, 3, 4, 5, 5, 9, 9),
                        reading(Quantity.COBB, 8.13, Unit.DEGREE),
                        series)
                .ifPresent(groups::add);
        MeasuredGroups.of(
                        drawn(series, Shape.Kind.ANGLE, 0, 0, 3, 4, 5, 5),
                        measured(Map.of(Quantity.ANGLE, new Reading.None(Cause.DIFFERENT_KINDS))),
                        series)
                .ifPresent(groups::add);
        for (Shape.Kind kind : List.of(Shape.Kind.ELLIPSE, Shape.Kind.RECTANGLE)) {
            MeasuredGroups.of(
                            drawn(series, kind, 2, 1, 6, 9),
                            measured(Map.of(
                                    Quantity.AREA, new Reading.Value(4, Unit.SQUARE_MILLIMETRE),
                                    Quantity.PERIMETER, new Reading.Value(8, Unit.MILLIMETRE),
                                    Quantity.MEAN, new Reading.Value(31.25, Unit.RAW),
                                    Quantity.SD, new Reading.None(Cause.ONE_PIXEL),
                                    Quantity.COUNT, new Reading.Value(45, Unit.COUNT))),
                            series)
                    .ifPresent(groups::add);
        }
        MeasuredGroups.of(
                        drawn(series, Shape.Kind.POLYGON, 1, 1, 5, 1, 5, 4),
                        reading(Quantity.AREA, 6, Unit.SQUARE_MILLIMETRE),
                        series)
                .ifPresent(groups::add);
        MeasuredGroups.of(drawn(series, Shape.Kind.PROBE, 7, 3), reading(Quantity.VALUE, -12, Unit.HOUNSFIELD), series)
                .ifPresent(groups::add);
        return groups;
    }

    static StudyReport ultrasoundReport() {
        ReportedSeries film = film();
        List<MeasurementGroup> groups = new ArrayList<>(measurements(film));
        groups.addAll(new FoundGroups(film).grade(GRADE));
        groups.addAll(new FoundGroups(film)
                .anomaly(ANOMALY, Optional.of(SopReference.of("1.2.840.10008.5.1.4.1.1.30", "2.25.70"))));
        return new StudyReport(
                film,
                Optional.of(new Observer.Person("Reader^Rita", "")),
                "zh",
                "0.9.0",
                groups,
                List.of(new MeasurementReport.Note(Concepts.IMPRESSION, "轻度脂肪肝。")),
                List.of(new Evidence("2.25.1", "2.25.71", "1.2.840.10008.5.1.4.1.1.30", "2.25.70")));
    }

    static StudyReport ctReport() {
        ReportedSeries ct = ct();
        List<MeasurementGroup> groups = new ArrayList<>(measurements(ct));
        groups.add(new StructureVolume(
                        "mandible",
                        "Mandible",
                        Concepts.ANATOMICAL_STRUCTURE,
                        Concepts.MANDIBLE,
                        61.5,
                        SopReference.segment(SEGMENTATION, "2.25.50", 1),
                        Optional.of(FoundGroups.algorithm(GRADE.provenance())),
                        List.of("Touches the edge of the series."))
                .group(ct));
        return new StudyReport(
                ct,
                Optional.empty(),
                "en",
                "0.9.0",
                groups,
                List.of(),
                List.of(new Evidence("2.25.1", "2.25.51", SEGMENTATION, "2.25.50")));
    }
}
