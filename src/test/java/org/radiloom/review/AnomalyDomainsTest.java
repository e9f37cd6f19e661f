package org.radiloom.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.TinyAnomaly;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.ModelCard;
import org.radiloom.study.ImageRef;
import org.radiloom.study.Series;

/** The model of the fixture knows the liver in ultrasound and CT, the lung in CT and radiographs; 28 pixels at least. */
class AnomalyDomainsTest {
    private static final ModelCard CARD = TinyAnomaly.card("tiny-anomaly", "tiny-region");

    private static Series series(
            Series.Source source, String modality, String bodyPart, String description, ValueUnit unit, int rows) {
        return new Series(
                "s",
                "1",
                "2",
                source,
                modality,
                OptionalInt.empty(),
                description,
                bodyPart,
                Optional.empty(),
                512,
                rows,
                unit,
                Optional.empty(),
                12,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(new ImageRef(Path.of("x.dcm"), 0, "1", "2", 1, Optional.empty())),
                List.of());
    }

    private static Series ct(String bodyPart, String description) {
        return series(Series.Source.DICOM, "CT", bodyPart, description, ValueUnit.HOUNSFIELD, 512);
    }

    /** A CT whose rows run towards the feet, tilted by that angle from there. */
    private static Series turned(double degrees) {
        double a = Math.toRadians(degrees);
        Geometry grid = new Geometry(
                512,
                512,
                20,
                new Vec3(0, 0, 0),
                new Vec3(1, 0, 0),
                new Vec3(0, Math.sin(a), -Math.cos(a)),
                new Vec3(0, Math.cos(a), Math.sin(a)));
        Series plain = ct("ABDOMEN", "");
        return new Series(
                plain.id(),
                plain.studyUid(),
                plain.seriesUid(),
                plain.source(),
                plain.modality(),
                plain.number(),
                plain.description(),
                plain.bodyPart(),
                plain.frameOfReferenceUid(),
                plain.columns(),
                plain.rows(),
                plain.unit(),
                plain.window(),
                plain.bitsStored(),
                plain.inverted(),
                plain.spacing(),
                Optional.of(grid),
                plain.images(),
                plain.warnings());
    }

    @Test
    void slicesThatDoNotLieAcrossTheBodyAreRefused() {
        assertEquals("none", objection(turned(90)));
        assertEquals("none", objection(turned(70)));
        assertEquals(
                "The slices do not lie across the body, as those of a scout or a reformatted series; the model needs axial"
                        + " ones.",
                objection(turned(0)));
    }

    private static String candidates(Series series) {
        return AnomalyDomains.of((AnomalyTask) CARD.task(), series).candidates().stream()
                .map(AnomalyTask.Domain::name)
                .collect(Collectors.joining(", "));
    }

    private static String objection(Series series) {
        return Eligibility.objection(CARD, series).orElse("none");
    }

    @Test
    void theBodyPartTellsTheOrganElseTheDescriptionElseNothingIsConcluded() {
        assertEquals("liver CT", candidates(ct("ABDOMEN", "Thorax 5 mm")));
        assertEquals("lung CT", candidates(ct("", "Thorax 5 mm")));
        assertEquals("liver CT, lung CT", candidates(ct("", "Routine 5 mm")));
        assertEquals("liver CT, lung CT", candidates(ct("CHESTABDOMEN", "")));
        assertEquals("liver US", candidates(series(Series.Source.DICOM, "US", "", "", ValueUnit.RAW, 512)));
        assertEquals("lung XR", candidates(series(Series.Source.DICOM, "CR", "CHEST", "", ValueUnit.RAW, 512)));
    }

    @Test
    void aPictureThatSaysNothingMayBeAnyOfThem() {
        Series picture = series(Series.Source.PICTURE, "", "", "", ValueUnit.RAW, 512);
        assertEquals("liver US, liver CT, lung CT, lung XR", candidates(picture));
        assertEquals("none", objection(picture));
    }

    @Test
    void whatTheModelDoesNotKnowIsRefusedWithItsReason() {
        assertEquals(
                "The series is magnetic resonance; the model is for ultrasound, CT, a radiograph.",
                objection(series(Series.Source.DICOM, "MR", "LIVER", "", ValueUnit.RAW, 512)));
        assertEquals(
                "The series shows another part of the body; in this modality the model knows lung only.",
                objection(series(Series.Source.DICOM, "DX", "ABDOMEN", "", ValueUnit.RAW, 512)));
        assertEquals(
                "The series shows another part of the body; in this modality the model knows liver, lung only.",
                objection(ct("", "Knee left")));
        assertEquals(
                "The pictures are 512 x 20 pixels; the model needs at least 28 in both directions.",
                objection(series(Series.Source.DICOM, "DX", "", "", ValueUnit.RAW, 20)));
        assertEquals(
                "The values of the series are not Hounsfield units; the model needs them.",
                objection(series(Series.Source.DICOM, "CT", "ABDOMEN", "", ValueUnit.RAW, 512)));
        assertEquals(
                "The series does not say its modality; the model is for ultrasound, CT, a radiograph.",
                objection(series(Series.Source.NIFTI, "", "", "", ValueUnit.RAW, 512)));
    }
}
