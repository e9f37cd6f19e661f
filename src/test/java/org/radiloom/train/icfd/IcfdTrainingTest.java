package org.radiloom.train.icfd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.SpeckleLiver;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.problem.Problem;
import org.radiloom.train.Presets;
import org.radiloom.train.RunConfig;
import org.radiloom.train.TrainEvents;
import org.radiloom.train.Trainer;
import org.radiloom.train.run.TrainEvent;

/** Whole runs of small networks with decouplers and attacks, from pictures on the disk. */
@Tag("engine")
class IcfdTrainingTest {
    private static final int SIDE = 32;

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeLivers() throws IOException, Problem {
        EngineCompat.start();
        SpeckleLiver.write(data, 4, 1, SIDE);
    }

    /** Changes for pictures of 32 pixels, two epochs and a batch of everything. */
    private static RunConfig config(String preset, String... changes) throws Problem {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("picture.side", Integer.toString(SIDE));
        map.put("train.epochs", "2");
        map.put("train.minEpochs", "2");
        for (int at = 0; at < changes.length; at += 2) {
            map.put(changes[at], changes[at + 1]);
        }
        return RunConfig.of(preset, "micro", map);
    }

    private List<TrainEvent.Metrics> train(String name, RunConfig config) throws Problem {
        List<TrainEvent.Metrics> epochs = new ArrayList<>();
        train(name, config, false, Progress.NONE, event -> {
            if (event instanceof TrainEvent.Metrics metrics) {
                epochs.add(metrics);
            }
        });
        return epochs;
    }

    private void train(String name, RunConfig config, boolean resume, Progress progress, TrainEvents events)
            throws Problem {
        Trainer.train(
                new Trainer.Task(
                        config, data.resolve("manifest.jsonl"), folder.resolve(name), "radiloom train", resume),
                events,
                progress);
    }

    private byte[] weights(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name).resolve("checkpoints/last/weights.safetensors"));
    }

    private static double loss(TrainEvent.Metrics epoch, String term) {
        return Objects.requireNonNull(epoch.losses().get(term), term);
    }

    @Test
    void withoutAnAttackTheTrainingIsThePlainOneBitForBit() throws Problem, IOException {
        for (String preset : List.of("icfd/squeezenet", "icfd/resnet+icfd")) {
            String name = preset.replace('/', '-');
            train(name, config(preset));
            train(name + "-off", config(preset, "at.enabled", "false", "at.beta", "6"));
            train(name + "-later", config(preset, "at.enabled", "true", "at.startEpoch", "2"));
            train(name + "-at", config(preset, "at.enabled", "true", "at.startEpoch", "1"));
            assertArrayEquals(weights(name), weights(name + "-off"), preset);
            assertArrayEquals(weights(name), weights(name + "-later"), preset);
            assertFalse(Arrays.equals(weights(name), weights(name + "-at")), preset);
        }
    }

    @Test
    void eachWayOfAttackingTrains() throws Problem {
        String[][] ways = {
            {"at.through", "full"},
            {"at.norm", "l2", "at.eps", "0.5"},
            {"at.init", "trades"},
            {"at.accSource", "clean"},
            {"at.adaptive", "false"},
            {"train.mixup", "0.5"},
            {"icfd.labelLoss", "ce"},
            {"icfd.colour", "L"},
            {"icfd.enabled", "false"}
        };
        for (String[] way : ways) {
            String[] changes = Arrays.copyOf(way, way.length + 2);
            changes[way.length] = "at.startEpoch";
            changes[way.length + 1] = "0";
            TrainEvent.Metrics last = train(String.join("-", way), config("icfd/resnet+icfd+at", changes))
                    .getLast();
            assertTrue(Double.isFinite(last.trainLoss()), String.join(" ", way));
            assertTrue(loss(last, "at") > 0, String.join(" ", way));
            assertEquals(0, last.skipped(), String.join(" ", way));
        }
    }

    /** ε = 0: x' = x and the divergence is 0; what is left is (1 − β)·CE with β = 1/2. */
    @Test
    void aRadiusOfZeroLeavesTheCleanShareOfCrossEntropy() throws Problem {
        TrainEvent.Metrics epoch = train(
                        "zero",
                        config(
                                "icfd/resnet+at",
                                "at.startEpoch",
                                "0",
                                "at.eps",
                                "0",
                                "at.adaptive",
                                "false",
                                "train.epochs",
                                "1",
                                "train.minEpochs",
                                "1"))
                .getFirst();
        assertEquals(0, loss(epoch, "at"), 1e-9);
        double plain = loss(
                train("plain", config("icfd/resnet", "train.epochs", "1", "train.minEpochs", "1"))
                        .getFirst(),
                "ce");
        assertEquals(0.5 * plain, loss(epoch, "ce"), 1e-6);
    }

    @Test
    void aRunWithAttacksThatWasInterruptedEndsWithTheSameWeightsAndStrengths() throws Problem, IOException {
        RunConfig config =
                config("icfd/squeezenet+icfd+at", "train.epochs", "4", "train.minEpochs", "4", "at.startEpoch", "1");
        train("whole", config);
        AtomicBoolean stop = new AtomicBoolean();
        assertThrows(
                CancellationException.class,
                () -> train("parts", config, false, cancelledBy(stop), event -> {
                    if (event instanceof TrainEvent.Saved saved && saved.epoch() == 3) {
                        stop.set(true);
                    }
                }));
        train("parts", config, true, Progress.NONE, event -> {});
        assertArrayEquals(weights("whole"), weights("parts"));
        JsonNode whole = callbacks("whole");
        assertEquals(whole, callbacks("parts"));
        assertEquals(4, whole.path("at").path("classes").size());
        double eps = whole.path("at").path("classes").path(0).path("eps").asDouble();
        double accuracy = whole.path("classAccuracy")
                .path("classes")
                .path(0)
                .path("accuracy")
                .asDouble();
        assertEquals((0.5 + accuracy) * config.at().eps(), eps, 1e-12);
    }

    private JsonNode callbacks(String name) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(name)
                        .resolve("checkpoints/last/state.json")
                        .toFile())
                .path("callbacks");
    }

    @Test
    void inTwoStagesTheDecouplersLearnAloneAndThenStay() throws Problem, IOException {
        RunConfig config = config(
                "icfd/resnet+icfd+at",
                "icfd.stages",
                "two",
                "icfd.pretrainEpochs",
                "2",
                "at.startEpoch",
                "0",
                "train.epochs",
                "4",
                "train.minEpochs",
                "4");
        List<Map<String, FloatTensor>> saved = new ArrayList<>();
        List<TrainEvent.Metrics> epochs = new ArrayList<>();
        train("two", config, false, Progress.NONE, event -> {
            if (event instanceof TrainEvent.Saved) {
                saved.add(read("two"));
            }
            if (event instanceof TrainEvent.Metrics metrics) {
                epochs.add(metrics);
            }
        });
        Map<String, FloatTensor> first = saved.getFirst();
        Map<String, FloatTensor> middle = saved.get(saved.size() - 3);
        Map<String, FloatTensor> last = saved.getLast();
        boolean decouplersMoved = false;
        boolean classifierMoved = false;
        for (String name : last.keySet()) {
            boolean decoupler = name.startsWith("icfd.");
            boolean movedFirst = !same(first, middle, name);
            boolean movedThen = !same(middle, last, name);
            assertFalse(movedFirst && !decoupler, name + " moved in the first stage");
            assertFalse(movedThen && decoupler, name + " moved in the second stage");
            decouplersMoved |= movedFirst;
            classifierMoved |= movedThen;
        }
        assertTrue(decouplersMoved && classifierMoved);
        assertEquals(0, loss(epochs.getFirst(), "ce"));
        assertEquals(0, loss(epochs.get(1), "at"));
        assertTrue(loss(epochs.get(2), "at") > 0);
    }

    private Map<String, FloatTensor> read(String name) {
        try {
            return Safetensors.read(folder.resolve(name).resolve("checkpoints/last/weights.safetensors"));
        } catch (Problem e) {
            throw new AssertionError(e);
        }
    }

    private static boolean same(Map<String, FloatTensor> a, Map<String, FloatTensor> b, String name) {
        return Arrays.equals(
                Objects.requireNonNull(a.get(name)).values(),
                Objects.requireNonNull(b.get(name)).values());
    }

    @Test
    void everyPresetOfTheFamilyTrains() throws Problem {
        List<String> presets = Presets.names().stream()
                .filter(name -> name.startsWith("icfd/"))
                .toList();
        assertTrue(presets.size() >= 30, presets.toString());
        for (String preset : presets) {
            boolean vit = preset.startsWith("icfd/vit");
            RunConfig config = config(
                    preset,
                    "picture.side",
                    vit ? "64" : "32",
                    "at.startEpoch",
                    "1",
                    "icfd.pretrainEpochs",
                    "1",
                    "train.validateEvery",
                    "2");
            TrainEvent.Metrics last = train(preset.replace('/', '-'), config).getLast();
            assertTrue(Double.isFinite(last.trainLoss()), preset);
            assertEquals(config.icfd().enabled(), last.losses().containsKey("reconstruction"), preset);
            assertEquals(config.at().enabled(), last.losses().containsKey("at"), preset);
            // the class maps of a SqueezeNet this thin may be all 0, which no attack moves
            if (config.at().enabled() && !preset.startsWith("icfd/squeezenet")) {
                assertTrue(loss(last, "at") > 0, preset);
            }
        }
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
