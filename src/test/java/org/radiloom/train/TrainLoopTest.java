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
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.SegmentationLoss;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.Segmenters;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.EpochReport;
import org.radiloom.train.loop.LoopListener;
import org.radiloom.train.loop.TrainEnd;
import org.radiloom.train.loop.TrainLoop;

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
            TrainEnd end = loop(config, network).run();
            Double best = java.util.Objects.requireNonNull(end.state().best());
            assertTrue(best > 0.95, "Dice " + best);
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
            loop(config, network)
                    .telling(afterEach(() -> stages.add(Weights.copy(network))))
                    .run();
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
            loop(config, network)
                    .telling(afterEach(() ->
                            arrays.add(network.manager().getManagedArrays().size())))
                    .run();
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
            List<String> warnings = new ArrayList<>();
            TrainLoop loop = loop(config, network).telling(new LoopListener() {
                @Override
                public void warning(String code, String message) {
                    warnings.add(code);
                }
            });
            assertEquals(
                    "train.diverged", assertThrows(Problem.class, loop::run).code());
            assertEquals(2, warnings.stream().filter("train.restored"::equals).count());
        }
    }

    private static LoopListener afterEach(Runnable work) {
        return new LoopListener() {
            @Override
            public void epoch(EpochReport report) {
                work.run();
            }
        };
    }

    private static Map<String, FloatTensor> trained(Map<String, String> changes) throws Problem {
        RunConfig config = RunConfig.of("mandi/micro", changes);
        try (Segmenter network = Segmenters.create(config.model(), Device.cpu(), 1)) {
            loop(config, network).run();
            return Weights.copy(network);
        }
    }

    /** A loop over eight slices of one phantom, which are also the validation volume. */
    private static TrainLoop loop(RunConfig config, Segmenter network) throws Problem {
        JawPhantom phantom = JawPhantom.of(8, 1);
        LabelledVolume volume = LabelledVolume.of("s", "p", phantom.stack(), phantom.mask(), config.input());
        return new TrainLoop(
                config.loop(),
                new SegmentationObjective(
                        network,
                        SegmentationLoss.of(config.loss().name()),
                        new Validator(List.of(volume), config.train().validateSliceStride()),
                        config.train().monitor()),
                new SliceDataset(List.of(volume), config));
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
