package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;

class ImporterTest {
    private static final Geometry GRID = Geometry.axial(16, 12, 10, 0.5, 0.75, 2);
    private static final VolumeStack BALL =
            Phantoms.ball(GRID, new Vec3(4, 4, 9), 3).stack();

    @TempDir
    Path dir;

    private ImportReport imported() throws Problem {
        return new Importer().read(List.of(dir), Progress.NONE);
    }

    private Series only() throws Problem {
        List<Series> all = imported().series();
        assertEquals(1, all.size(), all.toString());
        return all.get(0);
    }

    private static void assertNear(Geometry expected, Geometry actual) {
        assertEquals(expected.slices(), actual.slices());
        for (int[] p : new int[][] {{0, 0, 0}, {15, 0, 0}, {0, 11, 0}, {0, 0, expected.slices() - 1}}) {
            Vec3 d = expected.toPatient(p[0], p[1], p[2]).minus(actual.toPatient(p[0], p[1], p[2]));
            assertTrue(d.length() < 1e-4, expected + " but was " + actual);
        }
    }

    @Test
    void slicesAreSortedByTheirPlaceWhateverTheirNamesAndNumbers() throws Exception {
        List<Path> files = DicomSeriesFixture.ct(BALL).shuffled(3).writeTo(dir);
        Series series = only();
        assertEquals(files, series.images().stream().map(ImageRef::file).toList());
        assertNear(GRID, series.geometry().orElseThrow());
        assertEquals(List.of(), series.warnings());
        assertEquals(ValueUnit.HOUNSFIELD, series.unit());
        assertEquals(Optional.of(new Window(40, 400)), series.window());
        assertEquals(new PixelSpacing(0.5, 0.75), series.spacing().orElseThrow());
    }

    @Test
    void theStudyCarriesWhatTheFilesSay() throws Exception {
        DicomSeriesFixture.ct(BALL).writeTo(dir.resolve("a/b/c"));
        Study study = imported().studies().get(0);
        assertEquals("Fixture, Jaw", study.patientName());
        assertEquals("FIX-1", study.patientId());
        assertEquals(LocalDate.of(2026, 1, 31), study.date().orElseThrow());
        assertEquals("Built for a test", study.description());
        assertEquals(10, study.images());
        assertTrue(!study.toString().contains("Fixture")
                && !study.series().toString().contains("2.25"));
    }

    @Test
    void slicesRunAlongTheNormalAlsoForSagittalImages() throws Exception {
        Geometry sagittal = new Geometry(
                16, 12, 10, new Vec3(-9, 5, 40), new Vec3(0, 0.5, 0), new Vec3(0, 0, -0.75), new Vec3(-2, 0, 0));
        DicomSeriesFixture.ct(Phantoms.ball(sagittal, new Vec3(0, 8, 36), 3).stack())
                .writeTo(dir);
        assertNear(sagittal, only().geometry().orElseThrow());
    }

    @Test
    void aLocaliserInTheSameSeriesIsSplitOff() throws Exception {
        DicomSeriesFixture.ct(BALL)
                .changed((k, d) -> {
                    if (k == 4) {
                        d.decimal(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 0, -1);
                    }
                })
                .without(5, 6, 7, 8, 9)
                .writeTo(dir);
        List<Series> all = imported().series();
        assertEquals(List.of(4, 1), all.stream().map(Series::slices).toList());
        assertEquals(all.get(0).seriesUid() + "#2", all.get(1).id());
        assertTrue(all.get(0).geometry().isPresent());
    }

    @Test
    void anotherPixelSizeOrSpacingIsAnotherStack() throws Exception {
        DicomSeriesFixture.ct(BALL)
                .changed((k, d) -> {
                    if (k < 3) {
                        d.decimal(Tag.PIXEL_SPACING, 1, 1);
                    }
                })
                .writeTo(dir);
        assertEquals(
                List.of(7, 3), imported().series().stream().map(Series::slices).toList());
    }

    @Test
    void twoPhasesAtTheSamePlacesBecomeTwoStacks() throws Exception {
        DicomSeriesFixture.ct(BALL).writeTo(dir);
        DicomSeriesFixture.ct(BALL)
                .series(2)
                .changed((k, d) -> d.string(
                                Tag.SERIES_INSTANCE_UID,
                                DicomSeriesFixture.ct(BALL).seriesUid())
                        .integer(Tag.INSTANCE_NUMBER, 100 + k))
                .writeTo(dir);
        List<Series> all = imported().series();
        assertEquals(List.of(10, 10), all.stream().map(Series::slices).toList());
        assertTrue(all.get(1).images().stream().allMatch(i -> i.instanceNumber() >= 100));
        assertNear(GRID, all.get(1).geometry().orElseThrow());
    }

    @Test
    void missingSlicesAreCountedAndTheGridIsRefused() throws Exception {
        DicomSeriesFixture.ct(BALL).without(3, 4).writeTo(dir);
        Series series = only();
        assertEquals(Optional.empty(), series.geometry());
        assertEquals(
                List.of(new GeometryWarning(
                        GeometryWarning.Kind.MISSING_SLICES, "2 missing, the first after slice 3 of 8")),
                series.warnings());
        assertTrue(series.spacing().isPresent());
    }

    @Test
    void unevenSpacingIsRefusedWithItsRange() throws Exception {
        DicomSeriesFixture.ct(BALL)
                .changed((k, d) -> d.decimal(Tag.IMAGE_POSITION_PATIENT, 0, 0, k < 5 ? k : 5 + (k - 5) * 2.7))
                .writeTo(dir);
        assertEquals(
                List.of(new GeometryWarning(GeometryWarning.Kind.UNEVEN_SPACING, "1.00 to 2.70 mm")),
                only().warnings());
    }

    @Test
    void roundedPositionsAreNotUneven() throws Exception {
        DicomSeriesFixture.ct(BALL)
                .changed((k, d) -> d.decimal(Tag.IMAGE_POSITION_PATIENT, 0, 0, Math.round(k * 6.25) / 10.0))
                .writeTo(dir);
        assertEquals(List.of(), only().warnings());
    }

    @Test
    void aTiltedGantryGivesAShearedGridAndAWarning() throws Exception {
        DicomSeriesFixture.ct(BALL)
                .changed((k, d) -> d.decimal(Tag.IMAGE_POSITION_PATIENT, 0, 0.5 * k, 2 * k))
                .writeTo(dir);
        // atan(0.5 / 2) = 14.04 degrees
        assertEquals(List.of(new GeometryWarning(GeometryWarning.Kind.TILTED, "by 14.0 degrees")), only().warnings());
        assertEquals(new Vec3(0, 0.5, 2), only().geometry().orElseThrow().sliceStep());
    }

    @Test
    void imagesWithoutPlacesFollowTheirInstanceNumbers() throws Exception {
        DicomSeriesFixture.ct(BALL)
                .changed((k, d) -> d.remove(Tag.IMAGE_POSITION_PATIENT).integer(Tag.INSTANCE_NUMBER, 50 - k))
                .writeTo(dir);
        Series series = only();
        assertEquals(
                List.of(41, 42, 43, 44, 45, 46, 47, 48, 49, 50),
                series.images().stream().map(ImageRef::instanceNumber).toList());
        assertEquals(GeometryWarning.Kind.NO_PLACE, series.warnings().get(0).kind());
    }

    @Test
    void hounsfieldUnitsAreClaimedOnlyForCtWithARescaleToThem() throws Exception {
        DicomSeriesFixture.ct(BALL).modality("MR").writeTo(dir.resolve("mr"));
        DicomSeriesFixture.ct(BALL)
                .series(2)
                .changed((k, d) -> d.remove(Tag.RESCALE_SLOPE))
                .writeTo(dir.resolve("bare"));
        DicomSeriesFixture.ct(BALL)
                .series(3)
                .changed((k, d) -> d.string(Tag.RESCALE_TYPE, "US"))
                .writeTo(dir.resolve("other"));
        assertEquals(
                List.of(ValueUnit.RAW, ValueUnit.RAW, ValueUnit.RAW),
                imported().series().stream().map(Series::unit).toList());
    }

    @Test
    void aFileThatIsThereTwiceIsReadOnce() throws Exception {
        List<Path> files = DicomSeriesFixture.ct(BALL).writeTo(dir);
        Files.copy(files.get(2), dir.resolve("zz copy.dcm"));
        ImportReport report = imported();
        assertEquals(10, report.series().get(0).slices());
        assertEquals(1, report.skipped().size());
        assertEquals("study.duplicate", report.skipped().get(0).code());
        assertEquals(dir.resolve("zz copy.dcm"), report.skipped().get(0).file());
    }

    @Test
    void everyFileThatIsLeftOutHasItsReason() throws Exception {
        List<Path> files = DicomSeriesFixture.ct(BALL).writeTo(dir);
        Files.writeString(dir.resolve("notes.txt"), "nothing to see");
        Files.write(dir.resolve("empty.dcm"), new byte[0]);
        Files.write(dir.resolve("bad.png"), new byte[] {1, 2, 3});
        Files.write(dir.resolve("bad.nii.gz"), new byte[] {1, 2, 3});
        Files.write(dir.resolve("cut.dcm"), Arrays.copyOf(Files.readAllBytes(files.get(0)), 200));
        DicomWriter.write(
                dir.resolve("report.dcm"),
                DicomDataset.builder()
                        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.88.11")
                        .string(Tag.SOP_INSTANCE_UID, "2.25.1")
                        .build(),
                TransferSyntax.EXPLICIT_LITTLE);
        ImportReport report = imported();
        assertEquals(16, report.files());
        assertEquals(
                List.of("bad.nii.gz", "bad.png", "cut.dcm", "empty.dcm", "notes.txt", "report.dcm"),
                report.skipped().stream()
                        .map(s -> s.file().getFileName().toString())
                        .toList());
        assertTrue(report.skipped().stream().noneMatch(s -> s.reason().isBlank()));
        assertEquals(10, report.series().get(0).slices());
    }

    @Test
    void anUltrasoundFilmIsASeriesOfItsFramesInColour() throws Exception {
        DicomSeriesFixture.ultrasoundFilm(dir.resolve("us.dcm"), 40, 30, 5);
        Series series = only();
        assertEquals(5, series.slices());
        assertEquals(ValueUnit.COLOUR, series.unit());
        assertEquals(new PixelSpacing(0.5, 0.5), series.spacing().orElseThrow());
        assertEquals(Optional.empty(), series.geometry());
    }

    @Test
    void enhancedFramesTakeTheirPlaceFromTheFunctionalGroups() throws Exception {
        Path single = DicomSeriesFixture.ct(BALL)
                .without(1, 2, 3, 4, 5, 6, 7, 8, 9)
                .writeTo(dir.resolve("one"))
                .get(0);
        DicomDataset flat = org.radiloom.dicom.DicomFile.read(single, org.radiloom.dicom.ReadOptions.LENIENT)
                .dataset();
        DicomDataset[] own = new DicomDataset[3];
        double[] z = {4, 0, 2};
        for (int f = 0; f < 3; f++) {
            own[f] = DicomDataset.builder()
                    .items(
                            Tag.PLANE_POSITION_SEQUENCE,
                            DicomDataset.builder()
                                    .decimal(Tag.IMAGE_POSITION_PATIENT, 0, 0, z[f])
                                    .build())
                    .build();
        }
        DicomDataset shared = DicomDataset.builder()
                .items(
                        Tag.PLANE_ORIENTATION_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 1, 0)
                                .build())
                .items(
                        Tag.PIXEL_MEASURES_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.PIXEL_SPACING, 0.75, 0.5)
                                .build())
                .items(
                        Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.RESCALE_INTERCEPT, -1024)
                                .decimal(Tag.RESCALE_SLOPE, 1)
                                .string(Tag.RESCALE_TYPE, "HU")
                                .build())
                .build();
        byte[] pixels = flat.bytes(Tag.PIXEL_DATA).orElseThrow();
        DicomDataset enhanced = flat.toBuilder()
                .remove(Tag.IMAGE_POSITION_PATIENT)
                .remove(Tag.IMAGE_ORIENTATION_PATIENT)
                .remove(Tag.PIXEL_SPACING)
                .remove(Tag.RESCALE_SLOPE)
                .remove(Tag.RESCALE_INTERCEPT)
                .remove(Tag.RESCALE_TYPE)
                .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2.1")
                .integer(Tag.NUMBER_OF_FRAMES, 3)
                .items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared)
                .items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, own)
                .bytes(Tag.PIXEL_DATA, org.radiloom.dicom.Vr.OW, Arrays.copyOf(pixels, 3 * pixels.length))
                .build();
        Files.delete(single);
        DicomWriter.write(dir.resolve("e.dcm"), enhanced, TransferSyntax.EXPLICIT_LITTLE);
        Series series = only();
        assertEquals(
                List.of(1, 2, 0), series.images().stream().map(ImageRef::frame).toList());
        assertEquals(ValueUnit.HOUNSFIELD, series.unit());
        assertEquals(2, series.geometry().orElseThrow().sliceSpacingMm(), 1e-9);
        try (LoadedStack stack = new SeriesLoader(1 << 20, Runnable::run).openOnDemand(series)) {
            assertEquals(-1024, ((org.radiloom.imaging.GreySlice) stack.slice(0)).valueAt(0, 0));
            assertEquals(40, ((org.radiloom.imaging.GreySlice) stack.slice(2)).valueAt(0, 0));
        }
    }

    @Test
    void volumesAndPicturesAreSeriesOfTheirFolder() throws Exception {
        Nifti.write(dir.resolve("ct.nii.gz"), BALL);
        ImageIO.write(
                new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                dir.resolve("p.png").toFile());
        PictureFile.writePng(dir.resolve("q.png"), new int[12], 4, 3);
        ImportReport report = imported();
        assertEquals(List.of(), report.skipped());
        assertEquals(1, report.studies().size());
        assertEquals(
                List.of("16x12x10 RAW", "4x3x1 RAW", "4x3x1 COLOUR"),
                report.series().stream()
                        .map(s -> s.columns() + "x" + s.rows() + "x" + s.slices() + " " + s.unit())
                        .toList());
        assertNear(GRID, report.series().get(0).geometry().orElseThrow());
    }

    @Test
    void aDicomdirIsFollowedToItsFilesAndWhatIsNotThereIsNamed() throws Exception {
        List<Path> files = DicomSeriesFixture.ct(BALL).writeTo(dir.resolve("IMAGES"));
        DicomDataset[] records = new DicomDataset[4];
        for (int n = 0; n < 2; n++) {
            records[n] = DicomDataset.builder()
                    .string(
                            Tag.REFERENCED_FILE_ID,
                            "IMAGES",
                            files.get(n).getFileName().toString())
                    .build();
        }
        records[2] = DicomDataset.builder()
                .string(Tag.REFERENCED_FILE_ID, "IMAGES", "GONE")
                .build();
        records[3] = DicomDataset.builder()
                .string(Tag.REFERENCED_FILE_ID, "..", "..", "ELSEWHERE")
                .build();
        DicomWriter.write(
                dir.resolve("DICOMDIR"),
                DicomDataset.builder()
                        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.1.3.10")
                        .string(Tag.SOP_INSTANCE_UID, "2.25.2")
                        .items(Tag.DIRECTORY_RECORD_SEQUENCE, records)
                        .build(),
                TransferSyntax.EXPLICIT_LITTLE);
        ImportReport report = new Importer().read(List.of(dir.resolve("DICOMDIR")), Progress.NONE);
        assertEquals(2, report.series().get(0).slices());
        assertEquals(
                List.of("study.not-there", "study.not-there"),
                report.skipped().stream().map(ImportReport.Skipped::code).toList());
    }

    @Test
    void cancellingEndsTheImportAtOnce() throws Exception {
        DicomSeriesFixture.ct(BALL).writeTo(dir);
        AtomicInteger asked = new AtomicInteger();
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String what) {}

            @Override
            public boolean cancelled() {
                return asked.incrementAndGet() > 6;
            }
        };
        assertThrows(CancellationException.class, () -> new Importer().read(List.of(dir), cancelled));
    }

    @Test
    void aPathThatIsNotThereAndAnEmptyFolderAreProblems() {
        Path absent = dir.resolve("absent");
        assertEquals(
                "study.missing",
                assertThrows(Problem.class, () -> new Importer().read(List.of(absent), Progress.NONE))
                        .code());
        assertEquals("study.empty", assertThrows(Problem.class, this::imported).code());
    }
}
