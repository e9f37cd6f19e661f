package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.fixtures.SpeckleLiver;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.Grader;
import org.radiloom.job.Progress;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.EncoderImport;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Safetensors;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.Classifiers;
import org.radiloom.nn.classify.InputNorm;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.TrainEvent;

@Tag("engine")
class ClassificationRunTest {
    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeLivers() throws IOException, Problem {
        EngineCompat.start();
        SpeckleLiver.write(data, 4, 2, 64);
    }

    private void train(String name, RunConfig config, boolean resume, Progress progress, TrainEvents events)
            throws Problem {
        Trainer.train(
                new Trainer.Task(
                        config, data.resolve("manifest.jsonl"), folder.resolve(name), "radiloom train", resume),
                events,
                progress);
    }

    private static RunConfig config(String preset, String... changes) throws Problem {
        Map<String, String> map = new HashMap<>();
        for (int at = 0; at < changes.length; at += 2) {
            map.put(changes[at], changes[at + 1]);
        }
        return RunConfig.of(preset, "micro", map);
    }

    @Test
    void wholeFramesRegionsAndPatchesAreLearnedByTheSameCode() throws Problem {
        for (String crop : List.of("whole", "region", "patch")) {
            List<TrainEvent.Metrics> epochs = new ArrayList<>();
            List<TrainEvent.Plan> plans = new ArrayList<>();
            train(
                    crop,
                    config(
                            "icfd/resnet",
                            "picture.crop",
                            crop,
                            "picture.side",
                            crop.equals("patch") ? "32" : "64",
                            "picture.patch.side",
                            "24",
                            "picture.patch.inside",
                            "0.9",
                            "picture.patch.perSample",
                            "2",
                            "classifier.stem",
                            "small",
                            "train.epochs",
                            "2"),
                    false,
                    Progress.NONE,
                    event -> {
                        if (event instanceof TrainEvent.Metrics metrics) {
                            epochs.add(metrics);
                        }
                        if (event instanceof TrainEvent.Plan plan) {
                            plans.add(plan);
                        }
                    });
            // two of four patients of each of four grades, two frames each
            assertEquals(16, plans.getFirst().data().get("trainSamples"), crop);
            assertEquals(4, plans.getFirst().data().get("valPatients"), crop);
            assertEquals(2, epochs.size(), crop);
            assertEquals(6, epochs.getLast().figures().size(), crop);
            assertTrue(epochs.getLast().trainLoss() < 10, crop);
        }
    }

    /** Frames of 224 pixels as in the paper, on patients that were not learned from. */
    @Test
    @Tag("slow")
    void wholeFramesOfThePapersSizeAreGraded(@TempDir Path large) throws Problem, IOException {
        Path manifest = SpeckleLiver.write(large, 12, 2, 224);
        RunConfig config = config(
                "icfd/resnet",
                "picture.side",
                "224",
                "augment.flip",
                "0.5",
                "optim.lr",
                "0.001",
                "train.epochs",
                "20",
                "train.minEpochs",
                "20");
        double best = 0;
        List<Double> figures = new ArrayList<>();
        Trainer.train(
                new Trainer.Task(config, manifest, folder.resolve("large"), "radiloom train", false),
                event -> {
                    if (event instanceof TrainEvent.Metrics metrics) {
                        figures.add(metrics.figures().get("valBalancedAccuracy"));
                    }
                },
                Progress.NONE);
        for (double figure : figures) {
            best = Math.max(best, figure);
        }
        // a quarter by chance
        assertTrue(best >= 0.75, "balanced accuracy " + best);
    }

    @Test
    void sixteenPicturesAreLearnedByHeart() throws Problem {
        List<TrainEvent.Metrics> epochs = new ArrayList<>();
        train(
                "heart",
                config("icfd/resnet", "data.learnFromVal", "false", "train.epochs", "25", "train.minEpochs", "25"),
                false,
                Progress.NONE,
                event -> {
                    if (event instanceof TrainEvent.Metrics metrics) {
                        epochs.add(metrics);
                    }
                });
        assertTrue(
                epochs.getLast().trainLoss() < 0.1, "loss " + epochs.getLast().trainLoss());
    }

    @Test
    void aBodyStartsFromAWeightFileAndTheRunTellsIt() throws Problem, IOException {
        Path file = folder.resolve("body.safetensors");
        RunConfig plain = config("icfd/resnet", "train.epochs", "1");
        try (Classifier other = Classifiers.create(plain.grading(), Device.cpu(), 77)) {
            Safetensors.write(file, EncoderImport.copy(other.parameters(), other.buffers()), Map.of());
        }
        RunConfig config = config(
                "icfd/resnet",
                "train.epochs",
                "1",
                "encoder.init",
                "safetensors",
                "encoder.path",
                file.toString(),
                "classifier.inputNorm",
                "{\"mean\":[0.5],\"deviation\":[0.25]}");
        assertEquals(
                new InputNorm(List.of(0.5), List.of(0.25)),
                config.grading().classifier().inputNorm());
        train("body", config, false, Progress.NONE, TrainEvents.NONE);
        String origin =
                EncoderOrigin.read(RunFolder.open(folder.resolve("body"))).sentence();
        assertTrue(origin.contains("body.safetensors"), origin);
        RunConfig wider = config(
                "icfd/resnet",
                "classifier.baseWidth",
                "16",
                "encoder.init",
                "safetensors",
                "encoder.path",
                file.toString());
        Problem problem =
                assertThrows(Problem.class, () -> train("wider", wider, false, Progress.NONE, TrainEvents.NONE));
        assertEquals("nn.encoder.width", problem.code());
    }

    /** Chance is a quarter; grades differ in how fast speckle fades, and in vessels. */
    @Test
    void aTextureModelIsFittedOnceAndJudged() throws Problem {
        List<TrainEvent.Metrics> epochs = new ArrayList<>();
        train(
                "texture",
                config("fatty/texture", "data.learnFromVal", "false", "picture.side", "64"),
                false,
                Progress.NONE,
                event -> {
                    if (event instanceof TrainEvent.Metrics metrics) {
                        epochs.add(metrics);
                    }
                });
        assertEquals(1, epochs.size());
        assertTrue(
                Objects.requireNonNull(epochs.getLast().figures().get("valAccuracy")) > 0.5,
                epochs.getLast().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"icfd/squeezenet", "icfd/resnet+icfd+at", "danil/resnet18-feature"})
    void aRunThatWasStoppedAndResumedEndsWithTheSameWeights(String preset) throws Problem, IOException {
        boolean attacked = preset.endsWith("+at");
        RunConfig config = config(
                preset,
                "classifier.classes",
                "4",
                "classifier.dropout",
                "0.5",
                "danil.mode",
                preset.equals("icfd/squeezenet") ? "off" : "feature",
                "at.startEpoch",
                "0",
                "at.smoothing",
                "0.5",
                "train.mixup",
                attacked ? "0.0" : "0.5",
                "train.ema",
                "0.9",
                "augment.flip",
                "0.5",
                "imbalance.method",
                "balancedSampler",
                "train.epochs",
                "3");
        train("whole", config, false, Progress.NONE, TrainEvents.NONE);
        AtomicBoolean stop = new AtomicBoolean();
        assertThrows(
                CancellationException.class,
                () -> train("parts", config, false, cancelledBy(stop), event -> {
                    if (event instanceof TrainEvent.Saved saved && saved.epoch() == 2) {
                        stop.set(true);
                    }
                }));
        train("parts", config, true, Progress.NONE, TrainEvents.NONE);
        for (String file : new String[] {"weights.safetensors", "optim.safetensors"}) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("whole/checkpoints/last/" + file)),
                    Files.readAllBytes(folder.resolve("parts/checkpoints/last/" + file)),
                    file);
        }
    }

    /** The smallest preset of each family, parts and all, from the manifest to the model. */
    @ParameterizedTest
    @ValueSource(strings = {"icfd/micro", "danil/micro", "care/micro"})
    void theSmallestPresetsTrainInSeconds(String preset) throws Problem {
        List<TrainEvent.Metrics> epochs = new ArrayList<>();
        train(
                "micro",
                RunConfig.of(preset, Map.of("classifier.classes", "4", "picture.channels", "grey", "data.folds", "0")),
                false,
                Progress.NONE,
                event -> {
                    if (event instanceof TrainEvent.Metrics metrics) {
                        epochs.add(metrics);
                    }
                });
        assertEquals(4, epochs.size());
        assertTrue(epochs.getLast().trainLoss() < epochs.getFirst().trainLoss(), epochs::toString);
    }

    @Test
    void declaredNumbersReachTheNetwork() throws Problem {
        RunConfig config = config("icfd/resnet", "picture.declared", "[\"hepatorenalIndex\"]", "train.epochs", "1");
        assertEquals(1, config.classifier().declared());
        train("declared", config, false, Progress.NONE, TrainEvents.NONE);
        Problem problem = assertThrows(
                Problem.class,
                () -> train(
                        "undeclared",
                        config("icfd/resnet", "picture.declared", "[\"attenuation\"]", "train.epochs", "1"),
                        false,
                        Progress.NONE,
                        TrainEvents.NONE));
        assertEquals("data.declared", problem.code());
    }

    @Test
    void theResultOfARunIsAModelThatGrades() throws Problem {
        train(
                "model",
                config("icfd/resnet+icfd", "picture.declared", "[\"hepatorenalIndex\"]", "train.epochs", "1"),
                false,
                Progress.NONE,
                TrainEvents.NONE);
        ModelPackage candidate = CandidatePackage.of(RunFolder.open(folder.resolve("model")), "last");
        GradingTask task = candidate.card().grading();
        assertEquals("icfd", candidate.card().family());
        assertEquals(List.of("normal", "mild", "moderate", "severe"), task.classes());
        assertTrue(task.ordered());
        assertEquals("US", task.modality());
        assertEquals(64, task.picture().side());
        assertEquals(List.of("hepatorenalIndex"), task.variants().getFirst().declared());
        assertEquals(
                Map.of("train", 8, "val", 4, "test", 4), candidate.card().data().patients());
        // of four validation patients nine in ten cannot be promised anything narrower than every grade
        assertEquals(0, task.variants().getFirst().setThreshold());
        assertTrue(Files.isRegularFile(folder.resolve("model/report/calibration.json")));
        assertEquals(4, task.variants().getFirst().reliability().size());
        try (EngineRoom room = new EngineRoom(1);
                Grader grader = Grader.open(room, candidate, Optional.empty())) {
            assertEquals("Fatty liver", grader.card().label());
        }
    }

    @Test
    void anotherNumberOfClassesThanTheManifestsIsRefused() {
        Problem problem = assertThrows(
                Problem.class,
                () -> train(
                        "three",
                        config("icfd/resnet", "classifier.classes", "3"),
                        false,
                        Progress.NONE,
                        TrainEvents.NONE));
        assertEquals("data.classes", problem.code());
    }

    private static Progress cancelledBy(AtomicBoolean stop) {
        return new Progress() {
            @Override
            public void report(double fraction, String what) {}

            @Override
            public boolean cancelled() {
                return stop.get();
            }
        };
    }
}
