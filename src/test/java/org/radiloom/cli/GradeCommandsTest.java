package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.SmallStudies;
import org.radiloom.fixtures.TinyGrading;
import org.radiloom.fixtures.UltrasoundPhantom;
import org.radiloom.imaging.PictureFile;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;

@Tag("engine")
class GradeCommandsTest {
    @TempDir
    static Path models;

    private static @Nullable String before;

    @TempDir
    Path work;

    @BeforeAll
    static void installTinyModels() throws Problem, IOException {
        TinyGrading.writeRegion(models, "tiny-region", true);
        TinyGrading.write(models, TinyGrading.card("tiny-grades", "tiny-region"));
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
        var args = new ArrayList<>(
                List.of("review", study.toString(), "--out", work.resolve("out").toString()));
        args.addAll(List.of(more));
        return CommandLineRun.of(args.toArray(String[]::new));
    }

    private JsonNode written() throws IOException {
        return Printed.MAPPER.readTree(
                work.resolve("out").resolve("findings.json").toFile());
    }

    @Test
    void aPictureEndsInATableAJsonAndOverlays() throws Problem, IOException {
        Path study = UltrasoundPhantom.png(work.resolve("in").resolve("us.png"), 1);
        CommandLineRun run = review(study);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("tiny-grades") && run.out().contains("Fatty liver"), run.out());
        assertTrue(run.out().contains("set at 90 %: "), run.out());
        assertTrue(run.out().contains("1 of 1 frames, image-only"), run.out());

        JsonNode finding = written().path("findings").path(0);
        assertEquals("grades", finding.path("kind").asText());
        assertEquals(4, finding.path("classes").size());
        double sum = 0;
        for (JsonNode p : finding.path("probabilities")) {
            sum += p.asDouble();
        }
        assertEquals(1, sum, 1e-6);
        assertTrue(!finding.path("predictionSet").isEmpty());
        assertEquals(0.9, finding.path("coverage").asDouble());
        JsonNode frame = finding.path("perFrame").path(0);
        assertEquals(4, frame.path("probabilities").size());
        assertTrue(frame.path("patches").size() >= 4);
        assertTrue(frame.path("region").path("polygon").size() >= 4);
        assertEquals("tiny-grades", finding.path("provenance").path("modelId").asText());
        assertEquals(0, written().path("notRun").size());

        Path overview = work.resolve("out")
                .resolve(finding.path("pictures").path("overview").asText());
        PictureFile.Outline outline = PictureFile.outline(overview);
        assertEquals(640, outline.columns());
        assertTrue(outline.rows() > 480 + 100, outline.toString());
        assertTrue(
                Files.isRegularFile(work.resolve("out").resolve("tiny-grades-1").resolve("frame-0001.png")));
    }

    @Test
    void severalFramesOfADicomObjectAreGradedEachAndTogether() throws Problem, IOException {
        Path study = UltrasoundPhantom.dicom(work.resolve("in").resolve("us.dcm"), "ABDOMEN", 3);
        CommandLineRun run = review(study, "--hepatorenal-index", "1.4");
        assertEquals(0, run.code(), run.err());
        JsonNode finding = written().path("findings").path(0);
        assertEquals(3, finding.path("perFrame").size());
        assertEquals("index-declared", finding.path("variant").asText());
        assertEquals(1.4, finding.path("declared").path("hepatorenalIndex").asDouble());
        double mean = 0;
        for (JsonNode frame : finding.path("perFrame")) {
            mean += frame.path("probabilities").path(0).asDouble() / 3;
        }
        assertEquals(mean, finding.path("probabilities").path(0).asDouble(), 1e-6);
    }

    @Test
    void anotherPartOfTheBodyIsNotGraded() throws Problem, IOException {
        Path study = UltrasoundPhantom.dicom(work.resolve("in").resolve("us.dcm"), "HEART", 1);
        CommandLineRun run = review(study);
        assertEquals(4, run.code(), run.out());
        assertEquals(
                "The series shows another part of the body (HEART); the model is for ABDOMEN, LIVER.",
                written().path("notRun").path(0).path("reason").asText());
    }

    @Test
    void aStudyOfAnotherModalityAndAPhotographAreNotGraded() throws Problem, IOException {
        CommandLineRun ct = review(SmallStudies.ct(work.resolve("ct"), 12));
        assertEquals(4, ct.code(), ct.out());
        assertEquals(
                "The series is CT; the model is for ultrasound.",
                written().path("notRun").path(0).path("reason").asText());

        int[] bright = new int[640 * 480];
        java.util.Arrays.fill(bright, 0x8CA0B4);
        Path photo = work.resolve("photo.png");
        PictureFile.writePng(photo, bright, 640, 480);
        CommandLineRun run = review(photo);
        assertEquals(4, run.code(), run.out());
        String reason = written().path("notRun").path(0).path("reason").asText();
        assertTrue(reason.startsWith("The picture does not look like a grey ultrasound frame: "), reason);
    }

    @Test
    void predictGivesTheRawAnswerOfEitherModel() throws Problem, IOException {
        Path study = UltrasoundPhantom.png(work.resolve("in").resolve("us.png"), 1);
        Path out = work.resolve("out");
        CommandLineRun grade = CommandLineRun.of(
                "predict", "--model", "tiny-grades", "--in", study.toString(), "--out", out.toString());
        assertEquals(0, grade.code(), grade.err());
        assertEquals("grades", grade.json().path("kind").asText());
        CommandLineRun region = CommandLineRun.of(
                "predict", "--model", "tiny-region", "--in", study.toString(), "--out", out.toString());
        assertEquals(0, region.code(), region.err());
        assertEquals(640, PictureFile.outline(out.resolve("mask.png")).columns());
        assertEquals(480, PictureFile.outline(out.resolve("probability.png")).rows());
    }

    private CommandLineRun evaluated(String header, int label) throws IOException, Problem {
        Path study = UltrasoundPhantom.png(work.resolve("us.png"), 1);
        Path manifest = Files.writeString(
                work.resolve("manifest.jsonl"),
                header + "{\"sample_id\":\"a\",\"patient_id\":\"p\",\"path\":\"" + study.getFileName()
                        + "\",\"modality\":\"US\",\"label\":" + label + "}\n");
        return CommandLineRun.of("evaluate", "--model", "tiny-grades", "--data", manifest.toString(), "--json", "-");
    }

    @Test
    void anEvaluationTakesGradesByTheirNames() throws IOException, Problem {
        CommandLineRun other =
                evaluated("{\"header\":{\"classes\":[\"Severe\",\"Moderate\",\"Mild\",\"Normal\"]}}\n", 0);
        assertEquals(0, other.code(), other.err());
        assertEquals("all", other.json().path("split").asText());
        assertEquals(1, other.json().at("/perClass/severe/support").asInt());
        CommandLineRun numbers = evaluated("", 0);
        assertEquals(1, numbers.json().at("/perClass/normal/support").asInt());
        CommandLineRun lesions = evaluated("{\"header\":{\"classes\":[\"Normal\",\"Benign\"]}}\n", 1);
        assertTrue(lesions.code() != 0 && lesions.err().contains("Benign"), lesions.err());
    }

    @Test
    void samplesThatWereLearnedFromAreCalledSo() throws IOException, Problem {
        Path split = Files.writeString(
                models.resolve("tiny-grades").resolve("split.jsonl"),
                "{\"sample_id\":\"a\",\"patient_id\":\"p\",\"split\":\"train\"}\n");
        try {
            CommandLineRun run = evaluated("", 0);
            assertEquals(0, run.code(), run.err());
            assertEquals("train", run.json().path("split").asText());
        } finally {
            Files.delete(split);
        }
    }

    @Test
    void samplesOfBothModelsAreRecordedAndReproduced() throws Problem, IOException {
        Path study = work.resolve("in");
        UltrasoundPhantom.png(study.resolve("us.png"), 1);
        for (String id : List.of("tiny-region", "tiny-grades")) {
            Path changes =
                    Files.writeString(work.resolve(id + ".json"), "{\"id\": \"" + id + "\", \"version\": \"2\"}");
            CommandLineRun promoted = CommandLineRun.of(
                    "models",
                    "promote",
                    models.resolve(id).toString(),
                    "--card",
                    changes.toString(),
                    "--sample",
                    study.toString());
            assertEquals(0, promoted.code(), promoted.err());
        }
        CommandLineRun verified = CommandLineRun.of("models", "verify");
        assertEquals(0, verified.code(), verified.out() + verified.err());
        assertTrue(verified.out().contains("probabilities differ by 0.00000"), verified.out());
        assertTrue(verified.out().contains("Dice 1.00000"), verified.out());

        Path expected = models.resolve("tiny-grades").resolve("sample").resolve("expected.json");
        String other = Files.readString(expected)
                .replaceFirst("\"probabilities\" : \\[ 0\\.[0-9]", "\"probabilities\" : [ 0.9");
        Files.writeString(expected, other);
        assertEquals(4, CommandLineRun.of("models", "verify", "tiny-grades").code());
        TinyGrading.write(models, TinyGrading.card("tiny-grades", "tiny-region"));
    }
}
