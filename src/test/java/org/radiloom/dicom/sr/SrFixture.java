package org.radiloom.dicom.sr;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.Vec3;

/** Reports that have every kind of content that this program writes. */
public final class SrFixture {
    public static final LocalDateTime WHEN = LocalDateTime.of(2026, 11, 20, 9, 30, 5);
    static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    static final String ULTRASOUND = "1.2.840.10008.5.1.4.1.1.3.1";
    static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
    static final Code MM = Concepts.ucum("mm", "millimeter");
    static final Code PERCENT = Concepts.ucum("%", "percent");
    static final Code ONE = Concepts.ucum("1", "no units");

    private SrFixture() {}

    /** One image of a study. */
    public static DicomDataset source() {
        return DicomDataset.builder()
                .string(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                .string(Tag.PATIENT_NAME, "Müller^Anna")
                .string(Tag.PATIENT_ID, "P-1")
                .string(Tag.PATIENT_SEX, "F")
                .string(Tag.PATIENT_BIRTH_DATE, "19700102")
                .string(Tag.STUDY_DATE, "20261119")
                .string(Tag.STUDY_TIME, "081500")
                .string(Tag.STUDY_ID, "7")
                .string(Tag.STUDY_INSTANCE_UID, "2.25.1")
                .string(Tag.SERIES_INSTANCE_UID, "2.25.2")
                .build();
    }

    public static SrSeries series() {
        return new SrSeries(source(), "Measurements 测量", 910, 1, "0.9.0");
    }

    static Observer.Device program() {
        return new Observer.Device("2.25.77", "Radiloom", "Radiloom", "Radiloom 0.9.0");
    }

    /** Frame 4 of a film, graded, with a line and a closed shape on it. */
    static MeasurementReport ultrasound() {
        SopReference frame = SopReference.frame(ULTRASOUND, "2.25.30", 4);
        Region.OnImage line = Region.OnImage.of(
                ContentValue.Graphic.POLYLINE,
                Polygon.of(10.5, 20.25, 30.5, 40.75).points(),
                frame);
        Region.OnImage outline = Region.OnImage.of(
                ContentValue.Graphic.POLYLINE,
                Polygon.of(1, 1, 9, 1, 9, 7, 1, 1).points(),
                frame);
        var length = new MeasurementGroup(
                MeasurementGroup.Template.GENERAL,
                "Länge 长度",
                "2.25.301",
                Optional.empty(),
                Optional.empty(),
                List.of(MeasurementGroup.Site.of(Concepts.LIVER)),
                Optional.empty(),
                List.of(new Region.WholeImage(frame)),
                List.of(
                        NumericMeasurement.of(Concepts.DISTANCE, 12.345678901234567, MM)
                                .from(List.of(line)),
                        NumericMeasurement.none(Concepts.ANGLE, Concepts.MEASUREMENT_FAILURE)
                                .measuredBy(PrivateCodes.COBB)),
                List.of());
        var area = new MeasurementGroup(
                MeasurementGroup.Template.PLANAR,
                "Area 1",
                "2.25.302",
                Optional.of(Concepts.ANATOMICAL_STRUCTURE),
                Optional.of(Concepts.LIVER),
                List.of(),
                Optional.empty(),
                List.of(outline),
                List.of(
                        NumericMeasurement.of(Concepts.AREA, 24, Concepts.ucum("mm2", "square millimeter")),
                        NumericMeasurement.of(PrivateCodes.PIXEL_VALUE, 101.5, ONE)
                                .derivedBy(Concepts.MEAN)),
                List.of());
        var grade = new MeasurementGroup(
                MeasurementGroup.Template.GENERAL,
                "Grade",
                "2.25.303",
                Optional.empty(),
                Optional.of(Concepts.STEATOSIS),
                List.of(MeasurementGroup.Site.of(Concepts.LIVER)),
                Optional.of(new Algorithm("steatosis-us", "1.0.0", List.of("coverage=0.9", "variant=image-only"))),
                List.of(new Region.WholeImage(frame)),
                List.of(NumericMeasurement.of(PrivateCodes.ANOMALY_SCORE, 0.125, ONE)
                        .with(List.of(NumericMeasurement.of(Concepts.PERCENTILE, 97.5, PERCENT)))),
                List.of(
                        Evaluation.of(
                                Concepts.SEVERITY,
                                Concepts.MILD,
                                NumericMeasurement.of(Concepts.CERTAINTY, 61.25, PERCENT)),
                        Evaluation.of(Concepts.COMMENT, "Two of 12 frames could not be graded.")));
        return new MeasurementReport(
                MeasurementReport.language("en", "English"),
                "US",
                List.of(new Observer.Person("Reader^Rita", "Haus 3"), program()),
                List.of(Code.of("25061-3", "LN", "US Unspecified body region")),
                List.of(new MeasurementReport.LibraryGroup(
                        Code.of("US", "DCM", "Ultrasound"), List.of(SopReference.of(ULTRASOUND, "2.25.30")))),
                List.of(length, area, grade),
                List.of(
                        new MeasurementReport.Note(Concepts.IMPRESSION, "Line one.\nZeile zwei: 轻度脂肪肝 \\ 50 %"),
                        MeasurementReport.NOTICE));
    }

    /** A segment, and a closed shape and a line in the patient. */
    static MeasurementReport ct() {
        List<SopReference> images = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            images.add(SopReference.of(CT, "2.25.40" + k));
        }
        var volume = new MeasurementGroup(
                MeasurementGroup.Template.VOLUMETRIC,
                "Mandible",
                "2.25.401",
                Optional.of(Concepts.ANATOMICAL_STRUCTURE),
                Optional.of(Concepts.MANDIBLE),
                List.of(),
                Optional.of(new Algorithm("mandible-ct", "1.1.0", List.of())),
                List.of(new Region.Segment(SopReference.segment(SEGMENTATION, "2.25.50", 2), images, "2.25.2")),
                List.of(NumericMeasurement.of(Concepts.VOLUME, 61.5, Concepts.ucum("cm3", "cubic centimeter"))),
                List.of());
        Code hounsfield = Concepts.ucum("[hnsf'U]", "Hounsfield unit");
        var region = new MeasurementGroup(
                MeasurementGroup.Template.PLANAR,
                "ROI 1",
                "2.25.402",
                Optional.empty(),
                Optional.empty(),
                List.of(new MeasurementGroup.Site(Concepts.MANDIBLE, Optional.of(Code.of("24028007", "SCT", "Right")))),
                Optional.empty(),
                List.of(Region.InPatient.of(
                        ContentValue.Graphic.POLYGON,
                        List.of(
                                new Vec3(0, 0.125, -12),
                                new Vec3(8, 0.125, -12),
                                new Vec3(8, 6, -12),
                                new Vec3(0, 0.125, -12)),
                        "2.25.60")),
                List.of(
                        NumericMeasurement.of(Concepts.ATTENUATION, -1000.5, hounsfield)
                                .derivedBy(Concepts.MINIMUM),
                        NumericMeasurement.of(Concepts.ATTENUATION, 1e-7 / 3, hounsfield)
                                .derivedBy(Concepts.STANDARD_DEVIATION)),
                List.of());
        var line = new MeasurementGroup(
                MeasurementGroup.Template.GENERAL,
                "Length 1",
                "2.25.403",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(new Region.WholeImage(images.get(1))),
                List.of(NumericMeasurement.of(Concepts.DISTANCE, 5, MM)
                        .from(List.of(Region.InPatient.of(
                                ContentValue.Graphic.POLYLINE,
                                List.of(new Vec3(0, 0, 0), new Vec3(3, 4, 0)),
                                "2.25.60")))),
                List.of());
        return new MeasurementReport(
                MeasurementReport.language("zh", "Chinese"),
                "",
                List.of(program()),
                List.of(Code.of("25045-6", "LN", "CT unspecified body region")),
                List.of(new MeasurementReport.LibraryGroup(Code.of("CT", "DCM", "Computed Tomography"), images)),
                List.of(volume, region, line),
                List.of(MeasurementReport.NOTICE));
    }

    static SrDocument ultrasoundDocument() {
        return new SrDocument(
                SrDocument.COMPREHENSIVE,
                "2.25.1001",
                "2.25.1",
                "2.25.1000",
                WHEN,
                true,
                "",
                List.of(),
                List.of(),
                List.of(new Evidence("2.25.1", "2.25.2", ULTRASOUND, "2.25.30")),
                List.of(),
                ultrasound().tree());
    }

    /** Signed, in the place of an earlier one; looked at beside images of another study. */
    static SrDocument ctDocument() {
        List<Evidence> evidence = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            evidence.add(new Evidence("2.25.1", "2.25.2", CT, "2.25.40" + k));
        }
        evidence.add(new Evidence("2.25.1", "2.25.3", SEGMENTATION, "2.25.50"));
        return new SrDocument(
                SrDocument.COMPREHENSIVE_3D,
                "2.25.2001",
                "2.25.1",
                "2.25.1000",
                WHEN,
                true,
                "All structures measured",
                List.of(new Verification("Signer^Sören", "Klinik 一", WHEN.plusHours(1), Optional.empty())),
                List.of(new Evidence("2.25.1", "2.25.1000", SrDocument.COMPREHENSIVE_3D, "2.25.1999")),
                evidence,
                List.of(new Evidence("2.25.9", "2.25.92", CT, "2.25.93")),
                ct().tree());
    }
}
