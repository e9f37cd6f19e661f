package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiloom.fixtures.JawData;
import org.radiloom.fixtures.JawPhantom;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.VolumeSegmenter;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.Segmenters;
import org.radiloom.nn.Weights;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.Classifiers;
import org.radiloom.problem.Problem;
import org.radiloom.train.anomaly.MaddrSettings;

class PresetsTest {
    /** Those that learn masks, but the one that ends before there is a network. */
    static Stream<String> names() {
        return Presets.names().stream()
                .filter(name -> name.startsWith("mandi/"))
                .filter(name -> !name.equals("mandi/pretext"));
    }

    @Test
    void everyPresetIsValidInEveryProfile() throws Problem {
        for (String name : Presets.names()) {
            for (String profile : Presets.profiles()) {
                RunConfig config = RunConfig.of(name, profile, Map.of());
                assertEquals(profile, config.profile());
                assertEquals(name, config.preset());
                assertEquals(config, RunConfig.parse(config.toJson(), name));
            }
        }
    }

    /** Fang et al. 2024: 512 by 512, focal loss, Adam, batch 4, 100 epochs, 25 of them frozen at 1e-4, then 1e-5. */
    @Test
    void thePaperProfileHasThePapersValues() throws Problem {
        RunConfig ours = RunConfig.of("mandi/U+R+C+TL", Map.of());
        assertEquals(512, ours.sampling().crop());
        assertEquals(List.of(0.0, 0.0, 0.0), ours.input().contextOffsetsMm());
        assertEquals("focal", ours.loss().name());
        assertEquals(4, ours.train().batch());
        assertEquals(100, ours.train().epochs());
        assertEquals(25, ours.optim().frozenEpochs());
        assertEquals(1e-4, ours.optim().frozenLr());
        assertEquals(1e-5, ours.optim().lr());
        RunConfig plain = RunConfig.of("mandi/U+R+C", Map.of());
        assertEquals(0, plain.optim().frozenEpochs());
        assertEquals(1e-4, plain.optim().lr());
        assertEquals(plain.model(), ours.model());
        assertEquals("random", plain.encoder().init());
        assertEquals("inDomain", ours.encoder().init());
    }

    /** Millions of parameters as in the table of networks. */
    @ParameterizedTest
    @CsvSource({
        "mandi/U, 24.89",
        "mandi/U+C, 25.12",
        "mandi/U+R, 43.86",
        "mandi/U+R+C, 45.21",
        "mandi/fcn8s, 134.27",
        "mandi/deeplabv1, 20.49",
        "mandi/segnet, 29.44"
    })
    @Tag("engine")
    void theNetworksHaveThePublishedSize(String name, double millions) throws Problem {
        assertEquals(
                millions, Segmenters.parameterCount(RunConfig.of(name, Map.of()).model()) / 1e6, 0.006);
    }

    /** Every row of the tables of the three systems, and what is switched in it. */
    @Test
    void everyRowOfTheClassifiersTablesHasAPreset() throws Problem {
        for (String body : List.of("vit", "resnet", "cbam", "senet", "squeezenet")) {
            assertFalse(RunConfig.of("icfd/" + body, Map.of()).icfd().enabled());
            assertTrue(RunConfig.of("icfd/" + body + "+icfd", Map.of()).icfd().enabled());
            RunConfig whole = RunConfig.of("icfd/" + body + "+icfd+at", Map.of());
            assertTrue(
                    whole.icfd().enabled() && whole.at().enabled() && whole.at().adaptive());
            assertFalse(RunConfig.of("icfd/" + body + "+at", Map.of()).icfd().enabled());
            assertFalse(RunConfig.of("icfd/" + body + "+icfd+at-fixed", Map.of())
                    .at()
                    .adaptive());
        }
        assertFalse(
                RunConfig.of("icfd/squeezenet+icfd+at-nested", Map.of()).icfd().nestedU());
        assertEquals(
                "lite", RunConfig.of("icfd/squeezenet+icfd+at", Map.of()).icfd().profile());
        for (String body : List.of("resnet18", "resnet50", "se", "squeezenet")) {
            for (String mode : List.of("random", "feature", "saliency", "step")) {
                assertEquals(
                        mode,
                        RunConfig.of("danil/" + body + "-" + mode, Map.of())
                                .danil()
                                .mode());
            }
        }
        RunConfig care = RunConfig.of("care/saliency-all", Map.of());
        assertEquals("saliency", care.care().boxSource());
        assertEquals("all", care.care().applyTo());
        assertEquals("bn-gap", care.classifier().head());
        assertFalse(RunConfig.of("care/inner-only", Map.of()).care().useOuter());
    }

    /** Zhang et al. 2023: the rows of table 2, and every detector alone and under MADDR as in table 1. */
    @Test
    void everyRowOfTheAnomalyTablesLoads() throws Problem {
        for (String profile : Presets.profiles()) {
            for (int row = 1; row <= 12; row++) {
                MaddrSettings maddr =
                        RunConfig.of("maddr/" + row, profile, Map.of()).maddr();
                assertEquals(List.of(4, 5, 6, 10, 11, 12).contains(row), maddr.organ(), "row " + row);
                assertEquals(List.of(7, 8, 9, 10, 11, 12).contains(row), maddr.modality(), "row " + row);
                assertEquals(List.of(5, 6, 8, 9, 11, 12).contains(row), maddr.centre(), "row " + row);
                assertEquals(List.of(6, 9, 12).contains(row), maddr.disentangle(), "row " + row);
            }
            for (String method : List.of("dpa", "memae", "ganomaly", "fanogan")) {
                RunConfig alone = RunConfig.of("maddr/" + method + "-single", profile, Map.of());
                RunConfig all = RunConfig.of("maddr/" + method + "-maddr", profile, Map.of());
                assertEquals(method, alone.anomaly().method());
                assertFalse(alone.maddr().enabled());
                assertEquals(List.of("liver/US"), alone.data().mix());
                assertEquals(List.of(), all.data().mix());
                assertTrue(all.maddr().disentangle());
                // nothing but the data and the constraints differs
                assertEquals(alone.anomaly(), all.anomaly());
                assertEquals(alone.train(), all.train());
            }
            assertEquals(
                    List.of(0.25, 0.75),
                    RunConfig.of("maddr/compat-code", profile, Map.of())
                            .maddr()
                            .terms()
                            .alpha());
        }
        assertEquals(16, RunConfig.of("maddr/1", Map.of()).anomaly().latent());
        RunConfig paper = RunConfig.of("maddr/12", Map.of());
        assertEquals(64, paper.anomaly().side());
        assertEquals(128, paper.anomaly().latent());
        assertEquals(32, paper.train().batch());
        // 16 000 iterations: 160 epochs of 3200 pictures, after 10 in which features learn
        int epochs = paper.train().epochs() - paper.features().epochs();
        assertEquals(16_000, epochs * paper.sampling().samplesPerEpoch() / 32);
        assertEquals(List.of(0.4375, 0.625), paper.train().mixupWindow());
        assertEquals(
                0.1, RunConfig.of("maddr/compat-code", Map.of()).maddr().terms().organ(), 1e-12);
    }

    /** The names that the three systems promise, written out. */
    @Test
    void everyNameOfTheThreeClassifiersLoads() throws Problem {
        List<String> names = new ArrayList<>();
        for (String body : List.of("vit", "resnet", "cbam", "senet", "squeezenet")) {
            for (String with : List.of("", "+icfd", "+icfd+at", "+at", "+icfd+at-fixed")) {
                names.add("icfd/" + body + with);
            }
        }
        for (String without : List.of("-attn", "-pyramid", "-dilate", "-nested")) {
            names.add("icfd/squeezenet+icfd+at" + without);
        }
        for (String body : List.of("resnet18", "resnet50", "se", "squeezenet")) {
            for (String mode : List.of("ce", "random", "feature", "saliency", "step")) {
                names.add("danil/" + body + "-" + mode);
            }
        }
        names.addAll(List.of("danil/feature-l2", "danil/feature-uniform", "care/ce"));
        for (String source : List.of("manual", "saliency", "segmentation")) {
            names.add("care/" + source + "-rare");
            names.add("care/" + source + "-all");
        }
        for (String other : List.of("inner-only", "outer-only", "weighted-ce", "focal", "oversample")) {
            names.add("care/" + other);
        }
        assertEquals(25 + 4 + 20 + 2 + 7 + 5, names.size());
        for (String name : names) {
            for (String profile : Presets.profiles()) {
                assertEquals(name, RunConfig.of(name, profile, Map.of()).preset());
            }
        }
    }

    @Test
    @Tag("engine")
    void everyClassifierIsBuiltAtMicroSize() throws Problem {
        EngineCompat.start();
        for (String name : Presets.names()) {
            RunConfig micro = RunConfig.of(name, "micro", Map.of());
            if (micro.learnsClasses()) {
                try (Classifier network = Classifiers.create(micro.grading(), Device.cpu(), 1)) {
                    long count = network.parameters().values().stream()
                            .mapToLong(p -> p.getShape().size())
                            .sum();
                    assertTrue(count < 250_000, name + " has " + count);
                }
            }
        }
    }

    /** A config.json from before there were classifiers. */
    @Test
    void olderConfigurationsStayReadable() throws Problem {
        RunConfig now = RunConfig.of("mandi/fast", Map.of());
        var tree = now.toJson();
        tree.remove(List.of("task", "picture", "classifier", "icfd", "at", "danil", "care"));
        assertEquals(now, RunConfig.parse(tree, "an older run"));
    }

    @Test
    @Tag("engine")
    void theMicroProfileOfThePapersNetworkIsTheMicroPreset() throws Problem {
        assertEquals(
                135_138,
                Segmenters.parameterCount(
                        RunConfig.of("mandi/U+R+C+TL", "micro", Map.of()).model()));
        for (String name : compared()) {
            RunConfig micro = RunConfig.of(name, "micro", Map.of());
            assertTrue(Segmenters.parameterCount(micro.model()) < 500_000, name);
        }
    }

    @Test
    void comparedNetworksSeeTheSameSamples() throws Problem {
        RunConfig first = RunConfig.of("mandi/U", "compact", Map.of());
        for (String name : compared()) {
            RunConfig other = RunConfig.of(name, "compact", Map.of());
            assertEquals(first.input(), other.input(), name);
            assertEquals(first.sampling(), other.sampling(), name);
            assertEquals(first.augment(), other.augment(), name);
            assertEquals(first.train(), other.train(), name);
            assertEquals(first.loss(), other.loss(), name);
            assertEquals(first.run(), other.run(), name);
            assertEquals(16, other.model().baseWidth(), name);
        }
    }

    /** The rows of the ablation and the baselines. */
    private static List<String> compared() {
        List<String> names = Presets.names().stream()
                .filter(name -> name.matches("mandi/(U([+](R|C|TL))*|fcn8s|deeplabv1|segnet)"))
                .toList();
        assertEquals(11, names.size());
        return names;
    }

    @Test
    void changesCountMoreThanTheProfile() throws Problem {
        assertEquals(
                7,
                RunConfig.of("mandi/U", "compact", Map.of("train.epochs", "7"))
                        .train()
                        .epochs());
    }

    @Test
    void anUnknownProfileIsNamed() {
        Problem problem = assertThrows(Problem.class, () -> RunConfig.of("mandi/U", "huge", Map.of()));
        assertEquals("profile.unknown", problem.code());
        assertTrue(problem.sentence().contains("compact"), problem.sentence());
    }

    /** From a preset's name to a mask: trained on phantoms, packed, loaded, run. */
    @ParameterizedTest
    @MethodSource("names")
    @Tag("engine")
    void everyPresetTrainsAtMicroSizeAndItsResultIsAModel(String name, @TempDir Path folder)
            throws Problem, IOException {
        EngineCompat.start();
        RunConfig config = RunConfig.of(name, "micro", Map.of());
        Path manifest = JawData.write(folder);
        Path run = folder.resolve("run");
        Trainer.train(
                new Trainer.Task(config, manifest, run, "radiloom train", false), TrainEvents.NONE, Progress.NONE);
        // the file of the run itself; a stage before it has its own
        List<Double> losses = Files.readAllLines(run.resolve("metrics.csv")).stream()
                .skip(1)
                .map(line -> Double.valueOf(line.split(",", -1)[2]))
                .toList();
        assertEquals(config.train().epochs(), losses.size());
        assertTrue(losses.stream().allMatch(Double::isFinite), losses::toString);
        assertTrue(losses.getLast() < losses.getFirst(), losses::toString);

        ModelPackage candidate = CandidatePackage.of(RunFolder.open(run), "last");
        assertEquals("mandi", candidate.card().family());
        assertArrayEquals(scores(config, candidate.weights(), 1), scores(config, candidate.weights(), 2), 1e-5f);
        JawPhantom phantom = JawPhantom.of(8, 3);
        try (EngineRoom room = new EngineRoom(1);
                VolumeSegmenter segmenter = VolumeSegmenter.open(room, candidate)) {
            var found = segmenter.outline(phantom.stack(), List.of("phantom"), Progress.NONE);
            assertTrue(found.finding().complete());
            for (float p : found.probabilities().values()) {
                assertFalse(Float.isNaN(p));
            }
        }
    }

    private static float[] scores(RunConfig config, Path weights, long seed) throws Problem {
        try (Segmenter network = Segmenters.create(config.model(), Device.cpu(), seed);
                NDManager step = network.manager().newSubManager()) {
            Weights.load(network, weights);
            int side = config.sampling().crop();
            int channels = config.input().channels();
            NDArray x = step.arange((float) channels * side * side).reshape(new Shape(1, channels, side, side));
            x.divi((float) channels * side * side);
            return network.logits(x, false).toFloatArray();
        }
    }
}
