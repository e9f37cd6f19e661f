package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.seg.SegmentationObject;
import org.radiloom.dicom.seg.SegmentationReader;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.fixtures.SmallStudies;
import org.radiloom.fixtures.TinyModel;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;

@Tag("engine")
class ReviewCommandTest {
    @TempDir
    static Path models;

    private static @Nullable String before;

    @TempDir
    Path work;

    @BeforeAll
    static void installATinyModel() throws Problem, IOException {
        TinyModel.write(models, "tiny");
        before = System.setProperty(ModelRegistry.PROPERTY, models.toString());
    }

    @AfterAll
    static void putBack() {
        if (before == null) {
            System.clearProperty(ModelRegistry.PROPERTY);
        } else {
            System.setProperty(ModelRegistry.PROPERTY, before);
        }
    }

    private CommandLineRun review(Path study, String... more) {
        var args = new ArrayList<>(List.of("review", study.toString(), "--out", out().toString()));
        args.addAll(List.of(more));
        return CommandLineRun.of(args.toArray(String[]::new));
    }

    private Path out() {
        return work.resolve("out");
    }

    private static Set<String> names(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aStudyEndsInATableAndInFilesThatOtherProgramsRead() throws Problem, IOException {
        Path study = SmallStudies.ct(work.resolve("ct"), 12);
        Files.writeString(study.resolve("README.txt"), "no image, and no harm");
        CommandLineRun run = review(study);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("tiny") && run.out().contains("Mandible"), run.out());
        assertTrue(run.out().contains("Research use only, not for diagnosis."), run.out());
        // 12 slices of tissue are no jaw: the table and the file both say so
        assertTrue(run.out().contains("  caution: "), run.out());

        JsonNode json = Printed.MAPPER.readTree(Files.readString(out().resolve("findings.json")));
        assertEquals(Set.of("createdAt", "findings", "notRun", "studyUid"), names(json));
        JsonNode finding = json.path("findings").path(0);
        assertEquals("tiny", finding.path("model").asText());
        assertEquals("segmentation", finding.path("kind").asText());
        assertTrue(finding.path("caution").asText().contains("25 to 150 cm³"), finding.toString());
        assertEquals(12, finding.path("provenance").path("inputs").size());
        assertEquals(
                Set.of(
                        "device",
                        "engine",
                        "inputs",
                        "modelId",
                        "modelVersion",
                        "parameters",
                        "seconds",
                        "sha256",
                        "startedAt"),
                names(finding.path("provenance")));
        assertEquals(12, finding.path("slices").size());

        Mask mask =
                Nifti.readMask(out().resolve(finding.path("mask").path("nifti").asText()));
        assertEquals(finding.path("volumeCm3").asDouble(), mask.volumeCm3(), 0.01);
        assertTrue(mask.contains(14, 12, 6));
        DicomFile seg =
                DicomFile.read(out().resolve(finding.path("mask").path("seg").asText()), ReadOptions.LENIENT);
        Mask segmented = SegmentationReader.read(SegmentationObject.of(seg), SourceSeries.of(mask.geometry()))
                .mask(1);
        assertArrayEquals(mask.toArray(), segmented.toArray());
        assertTrue(Files.size(out().resolve("tiny-1.png")) > 1000);
        assertTrue(Files.exists(out().resolve("tiny-1").resolve("slice-0001.png")));
    }

    @Test
    void withJsonThereIsNothingElseOnTheOutput() throws Problem, IOException {
        CommandLineRun run = review(SmallStudies.ct(work.resolve("ct"), 12), "--json");
        assertEquals(
                "Mandible", run.json().path("findings").path(0).path("label").asText());
    }

    @Test
    void aMissingStudyEndsInOneSentence() {
        CommandLineRun run = review(work.resolve("nowhere"));
        assertEquals(ExitCode.INPUT, run.code());
        assertTrue(run.err().contains("nowhere does not exist"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertFalse(Files.exists(out()));
    }

    @Test
    void aSliceThatIsCutOffStopsTheModelAndIsNamed() throws Problem, IOException {
        Path folder = SmallStudies.ct(work.resolve("ct"), 12);
        SmallStudies.cutOff(folder.resolve("IM0007.dcm"));
        CommandLineRun run = review(folder);
        assertEquals(ExitCode.INPUT, run.code(), run.err());
        assertTrue(run.err().contains("IM0007.dcm"), run.err());
    }

    @Test
    void aFileThatOnlyBeginsLikeDicomEndsInOneSentenceWithTheReason() throws IOException {
        Path folder = Files.createDirectories(work.resolve("ct"));
        Files.write(folder.resolve("broken.dcm"), likeDicom());
        CommandLineRun run = review(folder);
        assertEquals(ExitCode.INPUT, run.code(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("broken.dcm"), run.err());
    }

    /** The preamble and the magic word, then nonsense. */
    private static byte[] likeDicom() {
        byte[] bytes = new byte[200];
        java.util.Arrays.fill(bytes, 128, 200, (byte) 0xEE);
        System.arraycopy(new byte[] {'D', 'I', 'C', 'M'}, 0, bytes, 128, 4);
        return bytes;
    }

    @Test
    void aFolderWithoutImagesCannotBeReviewed() throws IOException {
        Path folder = Files.createDirectories(work.resolve("texts"));
        Files.writeString(folder.resolve("a.txt"), "no image");
        CommandLineRun run = review(folder);
        assertEquals(ExitCode.INPUT, run.code());
        assertTrue(run.err().contains("holds no image that can be read"), run.err());
    }

    @Test
    void anUltrasoundIsNotForACtModelAndTheReasonIsGiven() throws Problem, IOException {
        CommandLineRun run = review(SmallStudies.ultrasound(work.resolve("us")));
        assertEquals(ExitCode.MODEL, run.code());
        assertTrue(run.err().contains("The series is ultrasound; the model is for CT."), run.err());
        JsonNode json = Printed.MAPPER.readTree(Files.readString(out().resolve("findings.json")));
        assertEquals(0, json.path("findings").size());
        assertEquals("tiny", json.path("notRun").path(0).path("model").asText());
    }

    @Test
    void aScoutWithOneSliceIsNotForAVolumeModel() throws Problem, IOException {
        CommandLineRun run = review(SmallStudies.ct(work.resolve("scout"), 1));
        assertEquals(ExitCode.MODEL, run.code());
        assertTrue(run.err().contains("single slice"), run.err());
    }

    @Test
    void changedWeightsAreNotUsed(@TempDir Path others) throws Problem, IOException {
        Path weights = TinyModel.write(others, "changed").weights();
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        CommandLineRun run = review(
                SmallStudies.ct(work.resolve("ct"), 12),
                "--model",
                others.resolve("changed").toString());
        assertEquals(ExitCode.MODEL, run.code());
        assertTrue(run.err().contains("weights.safetensors"), run.err());
        assertTrue(run.err().contains("is not the one listed"), run.err());
    }

    @Test
    void anUnknownModelIsNamedTogetherWithTheInstalledOnes() throws Problem, IOException {
        CommandLineRun run = review(SmallStudies.ct(work.resolve("ct"), 12), "--model", "liver");
        assertEquals(ExitCode.MODEL, run.code());
        assertTrue(run.err().contains("no model 'liver'") && run.err().contains("Installed: tiny"), run.err());
    }

    @Test
    void aDamagedFileAmongGoodOnesIsListedAndTheRestIsReviewed() throws Problem, IOException {
        Path folder = SmallStudies.ct(work.resolve("ct"), 12);
        Files.write(folder.resolve("broken.dcm"), likeDicom());
        CommandLineRun run = review(folder);
        assertEquals(ExitCode.PARTLY, run.code(), run.err());
        assertTrue(run.err().contains("broken.dcm is not a DICOM file"), run.err());
        assertTrue(run.out().contains("Mandible"), run.out());
    }

    @Test
    void aNiftiVolumeIsTakenForCtWhenAModelIsNamed() throws Problem, IOException {
        Path volume = work.resolve("box.nii.gz");
        Nifti.write(volume, SmallStudies.tissueBox(12));
        assertEquals(ExitCode.MODEL, review(volume).code());
        assertEquals(ExitCode.DONE, review(volume, "--model", "tiny").code());
    }

    @Test
    void withoutAFolderForTheResultsTheUsageIsShown() {
        CommandLineRun run = CommandLineRun.of("review", work.toString());
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("--out"), run.err());
    }

    @Test
    void withNothingInstalledTheReviewSaysSo(@TempDir Path empty) throws Problem, IOException {
        System.setProperty(ModelRegistry.PROPERTY, empty.toString());
        try {
            CommandLineRun run = review(SmallStudies.ct(work.resolve("ct"), 12));
            assertEquals(ExitCode.MODEL, run.code());
            assertTrue(run.err().contains("No model is installed"), run.err());
        } finally {
            System.setProperty(ModelRegistry.PROPERTY, models.toString());
        }
    }

    @Test
    void predictWritesProbabilitiesMaskAndProvenance() throws Problem, IOException {
        CommandLineRun run = CommandLineRun.of(
                "predict",
                "--model",
                "tiny",
                "--in",
                SmallStudies.ct(work.resolve("ct"), 12).toString(),
                "--out",
                out().toString());
        assertEquals(0, run.code(), run.err());
        assertEquals("tiny", run.json().path("provenance").path("modelId").asText());
        assertTrue(Files.exists(out().resolve("probability.nii.gz")));
        assertTrue(Nifti.readMask(out().resolve("mask.nii.gz")).contains(14, 12, 6));
    }

    @Test
    void predictRefusesASeriesThatTheModelIsNotMadeFor() throws Problem, IOException {
        CommandLineRun run = CommandLineRun.of(
                "predict",
                "--model",
                "tiny",
                "--in",
                SmallStudies.ultrasound(work.resolve("us")).toString(),
                "--out",
                out().toString());
        assertEquals(ExitCode.MODEL, run.code());
        assertTrue(run.err().contains("ultrasound"), run.err());
    }
}
