package org.radiloom.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.TinyGrading;
import org.radiloom.fixtures.TinyModel;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.model.ModelCard;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.study.GeometryWarning;
import org.radiloom.study.ImageRef;
import org.radiloom.study.Series;

/** The model of the fixture wants CT in Hounsfield units, 4 slices, pixels of 0.5 to 6 mm, slices 0.5 to 5 mm apart. */
class EligibilityTest {
    private static final ModelCard CARD = TinyModel.card("tiny", SegmenterSpec.mandiMicro(3));

    private static Series series(String modality, ValueUnit unit, int slices, Optional<Geometry> geometry) {
        return series(modality, "", unit, slices, geometry);
    }

    private static Series series(
            String modality, String bodyPart, ValueUnit unit, int slices, Optional<Geometry> geometry) {
        var image = new ImageRef(Path.of("x.dcm"), 0, "1", "2", 1, Optional.empty());
        List<GeometryWarning> warnings = geometry.isPresent()
                ? List.of()
                : List.of(new GeometryWarning(GeometryWarning.Kind.MISSING_SLICES, "3 slices are missing"));
        return new Series(
                "s",
                "1",
                "2",
                Series.Source.DICOM,
                modality,
                OptionalInt.empty(),
                "",
                bodyPart,
                Optional.empty(),
                10,
                10,
                unit,
                Optional.empty(),
                16,
                false,
                Optional.empty(),
                geometry,
                Collections.nCopies(slices, image),
                warnings);
    }

    private static Series ct(int slices, double pixelMm, double sliceMm) {
        Geometry grid = Geometry.axial(10, 10, slices, pixelMm, pixelMm, sliceMm);
        return series("CT", ValueUnit.HOUNSFIELD, slices, Optional.of(grid));
    }

    private static String objection(Series series) {
        return Eligibility.objection(CARD, series).orElse("none");
    }

    @Test
    void aVolumeWithinTheRangesIsEligibleUpToTheirEnds() {
        assertEquals("none", objection(ct(4, 0.5, 5)));
        assertEquals("none", objection(ct(100, 6, 0.5)));
    }

    @Test
    void anotherModalityIsNamed() {
        Series ultrasound = series("US", ValueUnit.RAW, 40, Optional.empty());
        assertEquals("The series is ultrasound; the model is for CT.", objection(ultrasound));
    }

    @Test
    void aSeriesThatDoesNotSayItsModalityIsNotTakenForCt() {
        Series unknown = series("", ValueUnit.RAW, 40, ct(40, 1, 1).geometry());
        assertEquals("The series does not say its modality; the model is for CT.", objection(unknown));
    }

    @Test
    void aScoutAndAThinStackAreTooShort() {
        assertEquals(
                "The series has a single slice, as a scout has; the model needs at least 4.", objection(ct(1, 1, 1)));
        assertEquals("The series has 3 slices; the model needs at least 4.", objection(ct(3, 1, 1)));
    }

    @Test
    void anotherPartOfTheBodyIsRefusedAndAVagueOneIsNot() {
        assertEquals(
                "The series shows another part of the body (ABDOMEN); the model is for HEAD.",
                objection(series(
                        "CT", "ABDOMEN", ValueUnit.HOUNSFIELD, 40, ct(40, 1, 1).geometry())));
        for (String eligible : List.of("", "HEADNECK", "Head and Neck", "PARTIALBODY", "HEADCHEST", "SKULL")) {
            assertEquals(
                    "none",
                    objection(series(
                            "CT",
                            eligible,
                            ValueUnit.HOUNSFIELD,
                            40,
                            ct(40, 1, 1).geometry())));
        }
    }

    @Test
    void withoutAGridTheReasonOfTheImportIsGiven() {
        assertEquals(
                "The series has no grid in the patient (3 slices are missing); the model measures in mm.",
                objection(series("CT", ValueUnit.HOUNSFIELD, 40, Optional.empty())));
    }

    @Test
    void valuesThatAreNotHounsfieldUnitsAreRefused() {
        assertEquals(
                "The values of the series are not Hounsfield units; the model needs them.",
                objection(series("CT", ValueUnit.RAW, 40, ct(40, 1, 1).geometry())));
    }

    @Test
    void spacingsOutsideTheRangesAreGivenWithTheRange() {
        assertEquals(
                "The pixels of the series are 0.400 mm apart; the model is for 0.500 to 6.00 mm.",
                objection(ct(40, 0.4, 1)));
        assertEquals(
                "The slices of the series are 7.00 mm apart; the model is for 0.500 to 5.00 mm.",
                objection(ct(40, 1, 7)));
    }

    private static Series film(String description, Series.Source source, String modality, int columns, int rows) {
        return new Series(
                "s",
                "1",
                "2",
                source,
                modality,
                OptionalInt.empty(),
                description,
                "",
                Optional.empty(),
                columns,
                rows,
                ValueUnit.RAW,
                Optional.empty(),
                8,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(new ImageRef(Path.of("x.dcm"), 0, "1", "2", 1, Optional.empty())),
                List.of());
    }

    private static String grading(Series series) {
        return Eligibility.objection(TinyGrading.card("grades", "region"), series)
                .orElse("none");
    }

    @Test
    void aGradingTakesUltrasoundAndLooksAtPicturesThatSayNothing() {
        assertEquals("none", grading(film("", Series.Source.DICOM, "US", 640, 480)));
        assertEquals("none", grading(film("", Series.Source.PICTURE, "", 640, 480)));
        assertEquals(
                "The series does not say its modality; the model is for ultrasound.",
                grading(film("", Series.Source.NIFTI, "", 640, 480)));
        assertEquals(
                "The pictures are 256 x 120 pixels; the model needs at least 300 x 240.",
                grading(film("", Series.Source.DICOM, "US", 256, 120)));
    }

    @Test
    void aDescriptionOfTheHeartKeepsAGradingOfTheLiverAway() {
        String reason = "The description of the series speaks of another part of the body; the model is for ABDOMEN,"
                + " LIVER.";
        assertEquals(reason, grading(film("Echocardiogram", Series.Source.DICOM, "US", 640, 480)));
        assertEquals("none", grading(film("Liver and heart", Series.Source.DICOM, "US", 640, 480)));
        assertEquals("none", grading(film("Rochester, handheld", Series.Source.DICOM, "US", 640, 480)));
        assertEquals("none", grading(film("heart.png", Series.Source.PICTURE, "", 640, 480)));
    }

    @Test
    void modelsWithFindingsOfTheirOwnStandAlone() {
        assertEquals(true, Eligibility.standsAlone(CARD));
        assertEquals(true, Eligibility.standsAlone(TinyGrading.card("grades", "region")));
    }
}
