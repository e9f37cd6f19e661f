package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.fixtures.BlobLesion;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.problem.Problem;
import org.radiloom.train.care.LesionAttention;
import org.radiloom.train.classify.RunPredictor;

/** What a configuration alone switches on, from a manifest to the table of a run. */
@Tag("engine")
class PartsTogetherTest {
    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writePictures() throws IOException, Problem {
        EngineCompat.start();
        BlobLesion.write(data, 8, 7, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual", "saliency"})
    void danilAndCareRunTogether(String source) throws Problem, IOException {
        Map<String, Double> last = train(
                "danil/resnet18-feature",
                "danil.startEpoch",
                "0",
                "care.enabled",
                "true",
                "care.startEpoch",
                "1",
                "care.applyTo",
                "all",
                "care.boxSource",
                source);
        assertTrue(loss(last, "danil") > 0, last.toString());
        assertTrue(loss(last, "care") != 0, last.toString());
        Manifest manifest = Manifest.read(data.resolve("manifest.jsonl"));
        try (RunPredictor predictor = RunPredictor.open(RunFolder.open(folder.resolve("run")), "last")) {
            LesionAttention.Summary attention = predictor
                    .attention(manifest, manifest.entries().subList(0, 5), Progress.NONE)
                    .orElseThrow();
            assertEquals(5, attention.n());
            assertTrue(attention.insideShare() > 0 && attention.insideShare() < 1, attention.toString());
        }
    }

    @Test
    void theDecouplersAndDanilRunTogether() throws Problem, IOException {
        Map<String, Double> last = train(
                "danil/resnet18-feature", "danil.startEpoch", "0", "icfd.enabled", "true", "icfd.profile", "micro");
        assertTrue(loss(last, "danil") > 0 && loss(last, "reconstruction") > 0, last.toString());
    }

    @Test
    void theGradientOfThePictureGoesThroughTheDecouplers() throws Problem, IOException {
        Map<String, Double> last =
                train("danil/resnet18-step", "danil.startEpoch", "0", "icfd.enabled", "true", "icfd.profile", "micro");
        assertTrue(Double.isFinite(loss(last, "danil")), last.toString());
    }

    private static double loss(Map<String, Double> line, String term) {
        return Objects.requireNonNull(line.get("loss." + term), line.toString());
    }

    /** The last line of the run's table by column. */
    private Map<String, Double> train(String preset, String... changes) throws Problem, IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "picture.side", "64",
                "picture.channels", "grey",
                "classifier.classes", "3",
                "classifier.inputChannels", "1",
                "train.epochs", "2",
                "train.minEpochs", "2",
                "train.batch", "8",
                "run.threads", "1"));
        for (int at = 0; at < changes.length; at += 2) {
            all.put(changes[at], changes[at + 1]);
        }
        Trainer.train(
                new Trainer.Task(
                        RunConfig.of(preset, "micro", all),
                        data.resolve("manifest.jsonl"),
                        folder.resolve("run"),
                        "radiloom train",
                        false),
                event -> {},
                Progress.NONE);
        List<String> lines = Files.readAllLines(folder.resolve("run/metrics.csv"));
        List<String> names = Arrays.asList(lines.getFirst().split(",", -1));
        List<String> values = Arrays.asList(lines.getLast().split(",", -1));
        assertEquals(3, lines.size());
        Map<String, Double> table = new HashMap<>();
        for (int at = 0; at < names.size(); at++) {
            if (!values.get(at).isBlank()) {
                table.put(names.get(at), Double.valueOf(values.get(at)));
            }
        }
        return table;
    }
}
