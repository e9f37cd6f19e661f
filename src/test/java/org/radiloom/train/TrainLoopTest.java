package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.JawPhantom;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.Segmenters;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

@Tag("engine")
class TrainLoopTest {
    @BeforeEach
    void startTheEngine() {
        EngineCompat.start();
    }

    @Test
    void itLearnsEightSlicesByHeart() throws Problem {
        RunConfig config = RunConfig.of(
                "mandi/micro",
                Map.of(
                        "train.epochs",
                        "60",
                        "train.minEpochs",
                        "60",
                        "train.batch",
                        "8",
                        "optim.lr",
                        "0.01",
                        "optim.schedule",
                        "cosine",
                        "train.validateEvery",
                        "20",
                        "train.validateSliceStride",
                        "1"));
        long started = System.nanoTime();
        try (Segmenter network = Segmenters.create(config.model(), Device.cpu(), 1)) {
            TrainState end = loop(config, network, Progress.NONE).run((state, row, best) -> {}, TrainEvents.NONE);
            assertTrue(end.best() > 0.95, "Dice " + end.best());
        }
        assertTrue((System.nanoTime() - started) / 1e9 < 30 * patience(), "too slow");
    }

    /** Other work on the machine must not fail a test; what is asserted is the order of magnitude. */
    private static int patience() {
        return 4;
    }

    @Test
    void theFrozenEncoderStaysAsItIsInTheFirstStageAndMovesInTheSecond() throws Problem {
        RunConfig config = RunConfig.of("mandi/micro", Map.of("train.epochs", "2", "optim.frozenEpochs", "1"));
        try (Segmenter network = Segmenters.create(config.model(), Device.cpu(), 1)) {
            List<Map<String, FloatTensor>> stages = new ArrayList<>();
            stages.add(Weights.copy(network));
            loop(config, network, Progress.NONE)
                    .run((state, row, best) -> stages.add(Weights.copy(network)), TrainEvents.NONE);
            assertEquals(encoder(stages.get(0)), encoder(stages.get(1)));
            assertNotEquals(decoder(stages.get(0)), decoder(stages.get(1)));
            Map<String, FloatTensor> before = encoder(stages.get(1));
            encoder(stages.get(2)).forEach((name, tensor) -> assertNotEquals(before.get(name), tensor, name));
        }
    }

    @Test
    void stepsLeaveNoArraysBehind() throws Problem {
        RunConfig config = RunConfig.of("mandi/micro", Map.of("train.epochs", "13", "train.minEpochs", "13"));
        try (Segmenter network = Segmenters.create(config.model(), Device.cpu(), 1)) {
            List<Integer> arrays = new ArrayList<>();
            loop(config, network, Progress.NONE)
                    .run(
                            (state, row, best) -> arrays.add(
                                    network.manager().getManagedArrays().size()),
                            TrainEvents.NONE);
            // two steps an epoch
            assertEquals(1, arrays.stream().distinct().count(), arrays::toString);
        }
    }

    @Test
    void addingUpGradientsOfHalvesIsAStepWithTheWhole() throws Problem {
        // cross-entropy is a mean over pixels; without batch statistics (frozen encoder) halves average to the whole
        Map<String, String> whole =
                Map.of("train.epochs", "1", "optim.frozenEpochs", "1", "loss.name", "ce", "train.batch", "8");
        Map<String, String> halves = new HashMap<>(whole);
        halves.putAll(Map.of("train.batch", "4", "train.accumulate", "2"));
        Map<String, FloatTensor> one = decoder(trained(whole));
        Map<String, FloatTensor> two = decoder(trained(halves));
        one.forEach((name, tensor) -> {
            float[] other = java.util.Objects.requireNonNull(two.get(name)).values();
            for (int at = 0; at < other.length; at++) {
                // Adam's first step has the size of the rate whatever the gradient: compare within a tenth of it
                assertEquals(tensor.values()[at], other[at], 0.0003, name);
            }
        });
    }

    @Test
    void aRunWhoseNumbersAreNeverFiniteFailsWithAReason() throws Problem {
        RunConfig config = RunConfig.of("mandi/micro", Map.of());
        try (Segmenter network = Segmenters.create(config.model(), Device.cpu(), 1)) {
            Map<String, FloatTensor> broken = new HashMap<>(Weights.copy(network));
            broken.put("head.bias", new FloatTensor(new long[] {2}, new float[] {Float.NaN, 0}));
            Weights.restore(network, broken, "test");
            List<String> events = new ArrayList<>();
            Problem problem = assertThrows(Problem.class, () -> loop(config, network, Progress.NONE)
                    .run(
                            (state, row, best) -> {},
                            event -> events.add(event.path("event").asText())));
            assertEquals("train.diverged", problem.code());
            assertEquals(
                    NanPolicy.MOST_RESTORES,
                    events.stream().filter("warning"::equals).count());
        }
    }

    @Test
    void singleBadStepsAreAllowedThreeInARowAreNot() {
        NanPolicy policy = new NanPolicy(500);
        for (boolean finite : new boolean[] {false, true, false, false, true, false}) {
            assertEquals(false, policy.tooMany(finite));
        }
        assertEquals(4, policy.skipped());
        assertEquals(false, policy.tooMany(false));
        assertEquals(true, policy.tooMany(false));
    }

    private static Map<String, FloatTensor> trained(Map<String, String> changes) throws Problem {
        RunConfig config = RunConfig.of("mandi/micro", changes);
        try (Segmenter network = Segmenters.create(config.model(), Device.cpu(), 1)) {
            loop(config, network, Progress.NONE).run((state, row, best) -> {}, TrainEvents.NONE);
            return Weights.copy(network);
        }
    }

    /** A loop over eight slices of one phantom, which are also the validation volume. */
    private static TrainLoop loop(RunConfig config, Segmenter network, Progress progress) throws Problem {
        JawPhantom phantom = JawPhantom.of(8, 1);
        LabelledVolume volume = LabelledVolume.of("s", "p", phantom.stack(), phantom.mask(), config.input());
        return new TrainLoop(
                config,
                network,
                new SliceDataset(List.of(volume), config),
                new Validator(List.of(volume), config.train().validateSliceStride()),
                progress);
    }

    private static Map<String, FloatTensor> encoder(Map<String, FloatTensor> all) {
        return part(all, true);
    }

    private static Map<String, FloatTensor> decoder(Map<String, FloatTensor> all) {
        return part(all, false);
    }

    private static Map<String, FloatTensor> part(Map<String, FloatTensor> all, boolean encoder) {
        return all.entrySet().stream()
                .filter(e -> e.getKey().startsWith("encoder.") == encoder)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
