package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.SmallStudies;
import org.radiloom.fixtures.TinyModel;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;

@Tag("engine")
class ModelsCommandTest {
    @TempDir
    Path models;

    private @Nullable String before;
    private ModelPackage tiny;

    @BeforeEach
    void install() throws Problem, IOException {
        tiny = TinyModel.write(models, "tiny");
        before = System.setProperty(ModelRegistry.PROPERTY, models.toString());
    }

    @AfterEach
    void putBack() {
        if (before == null) {
            System.clearProperty(ModelRegistry.PROPERTY);
        } else {
            System.setProperty(ModelRegistry.PROPERTY, before);
        }
    }

    /** Gives the package a sample whose expected mask is what the model finds in it. */
    private void addSample(Path work) throws Problem, IOException {
        Path sample = models.resolve("tiny").resolve("sample");
        SmallStudies.ct(sample.resolve("input"), 12);
        CommandLineRun run = CommandLineRun.of(
                "predict", "--model", "tiny", "--in", sample.resolve("input").toString(), "--out", work.toString());
        assertEquals(0, run.code(), run.err());
        Files.copy(work.resolve("mask.nii.gz"), sample.resolve("expected.nii.gz"));
        ModelPackage.write(tiny.folder(), tiny.card(), tiny.weights());
    }

    @Test
    void listShowsWhatIsInstalled() throws IOException {
        assertTrue(CommandLineRun.of("models", "list").out().startsWith("tiny"));
        assertEquals(
                "tiny",
                CommandLineRun.of("models", "list", "--json")
                        .json()
                        .path("models")
                        .path(0)
                        .path("id")
                        .asText());
    }

    @Test
    void showPrintsThePageForPeopleOrTheCard() throws IOException {
        assertTrue(CommandLineRun.of("models", "show", "tiny").out().startsWith("# Everything"));
        assertEquals(
                "tiny",
                CommandLineRun.of("models", "show", "tiny", "--json")
                        .json()
                        .path("id")
                        .asText());
        assertEquals(
                ExitCode.MODEL, CommandLineRun.of("models", "show", "liver").code());
    }

    @Test
    void verifyReproducesTheSample(@TempDir Path work) throws Problem, IOException {
        addSample(work);
        CommandLineRun run = CommandLineRun.of("models", "verify");
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(run.out().contains("sample reproduced: Dice 1.00000"), run.out());
    }

    @Test
    void aPromotedCandidateCarriesItsFiguresAndASampleThatItReproduces(@TempDir Path work) throws Problem, IOException {
        Path evaluation = work.resolve("evaluation.json");
        Files.writeString(evaluation, """
                {"sha256": "%s", "split": "test", "n": 10,
                 "metrics": {"dice": {"value": 0.87, "ci95": [0.85, 0.89]}}}""".formatted(tiny.verifyWeights()));
        Path changes = work.resolve("changes.json");
        Files.writeString(changes, """
                {"id": "jaw", "version": "1.0.0", "limits": ["One."], "postProcessing": {"nearMm": 15}}""");
        Path study = SmallStudies.ct(work.resolve("study"), 12);
        CommandLineRun run = CommandLineRun.of(
                "models",
                "promote",
                tiny.folder().toString(),
                "--card",
                changes.toString(),
                "--metrics",
                evaluation.toString(),
                "--sample",
                study.toString());
        assertEquals(0, run.code(), run.err());
        ModelPackage jaw = ModelPackage.open(models.resolve("jaw"));
        assertEquals(
                new ModelCard.Metric(0.87, List.of(0.85, 0.89), 10, "test"),
                jaw.card().metrics().get("dice"));
        assertEquals(List.of("One."), jaw.card().limits());
        assertEquals(15, jaw.card().segmentation().postProcessing().nearMm());
        assertEquals(50, jaw.card().segmentation().postProcessing().minComponentMm3());
        assertEquals(0, CommandLineRun.of("models", "verify", "jaw").code());
    }

    @Test
    void figuresOfOtherWeightsAreNotTaken(@TempDir Path work) throws IOException {
        Path evaluation = Files.writeString(work.resolve("evaluation.json"), "{\"sha256\": \"0\"}");
        Path changes = Files.writeString(work.resolve("c.json"), "{\"id\": \"jaw\", \"version\": \"1\"}");
        CommandLineRun run = CommandLineRun.of(
                "models",
                "promote",
                tiny.folder().toString(),
                "--card",
                changes.toString(),
                "--metrics",
                evaluation.toString());
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("other weights"), run.err());
    }

    @Test
    void verifyFailsWhenTheSampleGivesSomethingElse(@TempDir Path work) throws Problem, IOException {
        addSample(work);
        Path expected = models.resolve("tiny").resolve("sample").resolve("expected.nii.gz");
        Geometry grid = Nifti.readMask(expected).geometry();
        byte[] voxels = new byte[(int) grid.voxels()];
        voxels[voxels.length / 2] = 1;
        Nifti.write(expected, Mask.of(grid, voxels));
        ModelPackage.write(tiny.folder(), tiny.card(), tiny.weights());
        CommandLineRun run = CommandLineRun.of("models", "verify", "tiny");
        assertEquals(ExitCode.MODEL, run.code());
        assertTrue(run.out().contains("SAMPLE NOT REPRODUCED"), run.out());
    }

    @Test
    void verifyNamesAChangedFile() throws IOException {
        Files.writeString(tiny.folder().resolve("CARD.md"), "better than it is");
        CommandLineRun run = CommandLineRun.of("models", "verify", "--json");
        assertEquals(ExitCode.MODEL, run.code());
        assertTrue(run.json().path("models").path(0).path("message").asText().contains("CARD.md"), run.out());
    }

    @Test
    void anExportedModelCanBeImportedElsewhere(@TempDir Path elsewhere) throws IOException {
        Path zip = elsewhere.resolve("tiny.zip");
        assertEquals(
                0, CommandLineRun.of("models", "export", "tiny", zip.toString()).code());
        System.setProperty(ModelRegistry.PROPERTY, elsewhere.resolve("models").toString());
        assertEquals(0, CommandLineRun.of("models", "import", zip.toString()).code());
        assertTrue(CommandLineRun.of("models", "list").out().startsWith("tiny"));
    }

    @Test
    void aCommandWithoutWindowAndPathPointsToTheReview() {
        CommandLineRun run = CommandLineRun.of();
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("radiloom review PATH --out DIR"), run.err());
    }

    @Test
    void theSampleIsReviewedIntoAFolderWhereThereIsNoDisplay(@TempDir Path work, @TempDir Path out)
            throws Problem, IOException {
        addSample(work);
        CommandLineRun run = CommandLineRun.of("sample", "--out", out.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("Mandible"), run.out());
        assertTrue(Files.exists(out.resolve("findings.json")));
    }

    @Test
    void diagnosticsNameTheEngineAndATestedDevice() throws IOException {
        CommandLineRun run = CommandLineRun.of("diagnostics", "--json");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.json().path("engine").asText().startsWith("PyTorch"), run.out());
        assertTrue(run.json().path("devices").path(0).path("selfTest").asText().startsWith("passed"), run.out());
    }
}
