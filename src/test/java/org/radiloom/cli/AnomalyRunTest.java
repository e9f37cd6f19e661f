package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.fixtures.OrganPictures;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.problem.Problem;

/** From normal pictures to a judged model of anomalies, through the command line. */
@Tag("engine")
class AnomalyRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private String manifest = "";

    @BeforeEach
    void writeData() throws IOException, Problem {
        manifest = OrganPictures.write(folder).toString();
    }

    private CommandLineRun train(String preset, String run, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "train",
                "--preset",
                preset,
                "--profile",
                "micro",
                "--data",
                manifest,
                "--out",
                run,
                "--set",
                "sampling.samplesPerEpoch=24"));
        words.addAll(Arrays.asList(more));
        return CommandLineRun.of(words.toArray(String[]::new));
    }

    @Test
    void aDetectorIsTrainedJudgedAndHasACard() throws IOException {
        String run = folder.resolve("run").toString();
        CommandLineRun trained = train("maddr/12", run);
        assertEquals(ExitCode.DONE, trained.code(), trained.err());
        Path result = folder.resolve("result.json");
        CommandLineRun judged = CommandLineRun.of(
                "evaluate", "--model", run, "--data", manifest, "--baselines", "--json", result.toString());
        assertEquals(ExitCode.DONE, judged.code(), judged.err());
        assertTrue(judged.out().contains("centre prior: pixelAuroc"), judged.out());
        JsonNode tree = JSON.readTree(result.toFile());
        assertEquals("test", tree.path("split").asText());
        // 6 of the liver, 6 of the lung, one volume
        assertEquals(13, tree.path("n").asInt());
        assertEquals(16, tree.path("images").asInt());
        assertEquals(3, tree.at("/domains/liver US/abnormals").asInt());
        assertEquals(3, tree.at("/domains/liver US/metrics/pixelAuroc/n").asInt());
        assertTrue(tree.at("/domains/lung CT/metrics/auroc").isMissingNode());
        assertTrue(tree.at("/sites/one").isObject());
        assertEquals(2, tree.at("/metrics/auroc/ci95").size());
        assertEquals(
                0.5, tree.at("/domains/liver US/shortcutAuroc/imageArea/value").asDouble());

        JsonNode card = JSON.readTree(folder.resolve("run/candidate/card.json").toFile());
        assertEquals("anomaly", card.path("task").asText());
        assertEquals("[\"liver\",\"lung\"]", card.path("organs").toString());
        assertEquals("[\"US\",\"XR\",\"CT\"]", card.path("modalities").toString());
        JsonNode liver = card.path("domains").path(0);
        assertEquals("liver-us-region", liver.path("regionModel").asText());
        assertEquals(3, liver.path("normals").asInt());
        assertEquals(101, liver.path("normalScores").size());
        assertTrue(liver.path("thresholdRule").asText().contains("3 normal and 3 abnormal"));
        JsonNode lungCt = card.path("domains").path(2);
        assertEquals("[-1000.0,400.0]", lungCt.path("window").toString());
        assertTrue(lungCt.path("thresholdRule").asText().contains("no abnormal"), lungCt.toString());
        assertEquals("[\"CR\",\"DX\"]", card.at("/domains/1/dicomModalities").toString());

        CommandLineRun table = CommandLineRun.of("evaluate", "--table", "-", result.toString());
        assertTrue(table.out().contains("72.38±1.99"), table.out());
    }

    @Test
    void featuresFromAFileStayAsTheyAreThere() throws IOException, Problem {
        int[] layers = {0, 2, 5, 7, 10, 12, 14, 16, 19, 21};
        int[] widths = {4, 4, 4, 4, 8, 8, 8, 8, 8, 8};
        Map<String, FloatTensor> vgg = new LinkedHashMap<>();
        int below = 3;
        for (int n = 0; n < layers.length; n++) {
            float[] weight = new float[widths[n] * below * 9];
            Arrays.fill(weight, 0.01f * (n + 1));
            vgg.put("features." + layers[n] + ".weight", new FloatTensor(new long[] {widths[n], below, 3, 3}, weight));
            vgg.put("features." + layers[n] + ".bias", new FloatTensor(new long[] {widths[n]}, new float[widths[n]]));
            below = widths[n];
        }
        Path file = folder.resolve("vgg.safetensors");
        Safetensors.write(file, vgg, Map.of());
        String run = folder.resolve("run").toString();
        String[] imported = {
            "--set", "features.source=import",
            "--set", "features.path=" + file,
            "--set", "features.widths=[4,4,8,8]"
        };
        CommandLineRun trained = train("maddr/dpa-maddr", run, imported);
        assertEquals(ExitCode.DONE, trained.code(), trained.err());
        Map<String, FloatTensor> learned = Safetensors.read(folder.resolve("run/checkpoints/last/weights.safetensors"));
        assertEquals(0.01f, values(learned, "features.block1.conv1.weight")[0]);
        assertEquals(0.1f, values(learned, "features.block4.conv2.weight")[0], 1e-7f);

        Files.delete(file);
        CommandLineRun missing =
                train("maddr/dpa-maddr", folder.resolve("other").toString(), imported);
        assertEquals(ExitCode.MODEL, missing.code(), missing.err());
        assertTrue(missing.err().contains("vgg.safetensors"), missing.err());
    }

    private static float[] values(Map<String, FloatTensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name).values();
    }

    /** Each detector alone on one organ in one modality, and under MADDR on all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "memae-single",
                "memae-maddr",
                "ganomaly-maddr",
                "fanogan-maddr",
                "fanogan-single",
                "patch-memory"
            })
    void everyDetectorGoesTheWholeWay(String preset) throws IOException {
        String run = folder.resolve("run").toString();
        CommandLineRun trained = train("maddr/" + preset, run);
        assertEquals(ExitCode.DONE, trained.code(), trained.err());
        CommandLineRun judged = CommandLineRun.of("evaluate", "--model", run, "--data", manifest, "--json", "-");
        assertEquals(ExitCode.DONE, judged.code(), judged.err());
        boolean single = preset.endsWith("single");
        assertEquals(single ? 6 : 13, judged.json().path("n").asInt());
        assertEquals(single ? 7 : 0, judged.json().path("skipped").asInt());
        assertEquals(!single, judged.json().path("metrics").has("domainAccuracy"));
    }

    @Test
    void featuresThatLearnFirstAreResumedToTheSameWeights() throws IOException {
        String whole = folder.resolve("whole").toString();
        String parts = folder.resolve("parts").toString();
        String[] long_ = {"--set", "features.source=inDomain", "--set", "train.epochs=3", "--set", "train.minEpochs=3"};
        assertEquals(ExitCode.DONE, train("maddr/12", whole, long_).code());
        Path config = folder.resolve("parts/config.json");
        assertEquals(ExitCode.DONE, train("maddr/12", parts, long_).code());
        CommandLineRun again = CommandLineRun.of("train", "--data", manifest, "--out", parts, "--resume");
        assertEquals(ExitCode.DONE, again.code(), again.err());
        assertTrue(Files.exists(config));
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole/checkpoints/last/weights.safetensors")),
                Files.readAllBytes(folder.resolve("parts/checkpoints/last/weights.safetensors")));
    }

    @Test
    void whatCannotBeLearnedIsSaid() {
        CommandLineRun mix = train("maddr/12", folder.resolve("a").toString(), "--set", "data.mix=[\"brain/MR\"]");
        assertEquals(ExitCode.INPUT, mix.code());
        assertTrue(mix.err().contains("brain/MR"), mix.err());
        CommandLineRun epochs = train(
                "maddr/12",
                folder.resolve("b").toString(),
                "--set",
                "features.source=inDomain",
                "--set",
                "features.epochs=4");
        assertEquals(ExitCode.USAGE, epochs.code(), epochs.err());
        assertTrue(epochs.err().contains("features.epochs"), epochs.err());
    }
}
