package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;

/** What a loop does between steps: stop early, lower the rate, wait, go back, average. */
@Tag("engine")
class LoopPolicyTest {
    private final TinyObjective objective = new TinyObjective(0);
    private final List<String> told = new ArrayList<>();
    private final List<EpochReport> epochs = new ArrayList<>();

    private final LoopListener listener = new LoopListener() {
        @Override
        public void warning(String code, String message) {
            told.add(code);
        }

        @Override
        public void epoch(EpochReport report) {
            epochs.add(report);
        }

        @Override
        public void paused(boolean waiting) {
            told.add(waiting ? "waiting" : "going on");
        }
    };

    @BeforeEach
    void startTheEngine() {
        EngineCompat.start();
    }

    @AfterEach
    void close() {
        objective.close();
    }

    @Test
    void withoutABetterResultItStopsAfterThePatienceButNotBeforeTheLeastEpochs() throws Problem {
        objective.told = 1.0;
        TrainEnd end = loop(Map.of("train.epochs", "20", "train.minEpochs", "2", "train.patience", "3"))
                .run();
        assertEquals(TrainEnd.Reason.EARLY, end.reason());
        // the first epoch is the best, three more are waited for
        assertEquals(4, end.state().epoch());
        assertEquals(1, end.state().bestEpoch());
        assertEquals(List.of("train.early"), told);
        TrainEnd later = loop(Map.of("train.epochs", "20", "train.minEpochs", "9", "train.patience", "3"))
                .run();
        assertEquals(9, later.state().epoch());
    }

    @Test
    void aResultMustBeBetterByTheLeastDifference() {
        Monitor less = new Monitor("valLoss", false);
        assertTrue(less.better(5, null, 0.1));
        assertEquals(false, less.better(4.95, 5.0, 0.1));
        assertTrue(less.better(4.8, 5.0, 0.1));
        assertEquals(false, less.better(Double.NaN, null, 0.1));
        assertTrue(new Monitor("valDice", true).better(0.8, 0.7, 0.05));
    }

    @Test
    void onAPlateauTheRateFallsAfterThePatienceDownToTheLeast() throws Problem {
        objective.told = 1.0;
        loop(Map.of(
                        "train.epochs",
                        "7",
                        "optim.schedule",
                        "plateau",
                        "optim.lr",
                        "0.1",
                        "optim.minLr",
                        "0.03",
                        "optim.plateau.factor",
                        "0.5",
                        "optim.plateau.patience",
                        "1"))
                .run();
        // after epoch 1 the best, 2 waited, 3 too many, 4 waited, 5 too many (0.025 is below the least)
        assertEquals(
                List.of(0.1, 0.1, 0.1, 0.05, 0.05, 0.03, 0.03),
                epochs.stream().map(EpochReport::lr).toList());
    }

    @Test
    void aPauseIsWaitedThroughAndChangesNothing() throws Problem {
        AtomicInteger asked = new AtomicInteger();
        CheckpointStore paused = CheckpointStore.inMemory();
        loop(Map.of())
                .keepingIn(paused)
                .controlledBy(() -> {
                    int n = asked.incrementAndGet();
                    return n > 2 && n < 5 ? Control.Wish.PAUSE : Control.Wish.GO_ON;
                })
                .run();
        assertEquals(List.of("waiting", "going on"), told);
        CheckpointStore plain = CheckpointStore.inMemory();
        try (TinyObjective other = new TinyObjective(0)) {
            new TrainLoop(settings(Map.of()), other, TinyObjective.data(5))
                    .keepingIn(plain)
                    .run();
        }
        assertEquals(
                plain.last().orElseThrow().weights(),
                paused.last().orElseThrow().weights());
    }

    @Test
    void threeBadBatchesInARowSendItBackWithHalfTheRateAndTheThirdTimeItFails() throws Problem {
        AtomicInteger bad = new AtomicInteger(3);
        Dataset good = TinyObjective.data(5);
        Dataset sometimesBad = epoch -> good.epoch(epoch).stream()
                .map(order -> (BatchOrder) new BatchOrder() {
                    @Override
                    public int size() {
                        return order.size();
                    }

                    @Override
                    public Batch make() {
                        Batch batch = order.make();
                        if (epoch == 1 && bad.getAndDecrement() > 0) {
                            batch.input().values()[0] = Float.POSITIVE_INFINITY;
                        }
                        return batch;
                    }
                })
                .toList();
        TrainEnd end = new TrainLoop(settings(Map.of("train.nan.share", "1.0")), objective, sometimesBad)
                .telling(listener)
                .run();
        assertEquals(TrainEnd.Reason.FINISHED, end.reason());
        assertEquals(0.5, end.state().lrFactor());
        assertEquals(1, end.state().restores());
        assertEquals(List.of("train.skipped", "train.skipped", "train.skipped", "train.restored"), told);
        assertEquals(0.025, epochs.getLast().lr(), 1e-12);
    }

    @Test
    void averagedWeightsAreJudgedAndKeptForUse() throws Problem {
        CheckpointStore store = CheckpointStore.inMemory();
        loop(Map.of("train.ema", "0.9", "train.epochs", "2")).keepingIn(store).run();
        Snapshot last = store.last().orElseThrow();
        assertTrue(last.isAveraged());
        assertNotEquals(last.weights(), last.use());
        Map<String, FloatTensor> inNetwork = Weights.copy(objective.parameters(), objective.buffers());
        assertEquals(last.weights(), inNetwork, "the network goes on with its own weights");
        Weights.restore(objective.parameters(), objective.buffers(), last.use(), "test");
        assertEquals(epochs.getLast().figures(), new LinkedHashMap<>(objective.validate(Progress.NONE)));
    }

    @Test
    void averagesFollowTheWeightsFasterAtFirst() throws Problem {
        List<Map<String, FloatTensor>> steps = new ArrayList<>();
        CheckpointStore store = new CheckpointStore() {
            private final CheckpointStore inner = CheckpointStore.inMemory();

            @Override
            public void save(Snapshot snapshot, boolean best) throws Problem {
                steps.add(snapshot.weights());
                inner.save(snapshot, best);
            }

            @Override
            public java.util.Optional<Snapshot> last() throws Problem {
                return inner.last();
            }
        };
        Dataset two = TinyObjective.data(2);
        new TrainLoop(
                        settings(Map.of("train.ema", "0.9", "train.epochs", "1", "train.checkpointEverySteps", "1")),
                        objective,
                        two)
                .keepingIn(store)
                .run();
        // start, after step 1, after step 2; keep (1 + 1) / (10 + 1), then 3 / 12
        float[] w0 = values(steps.get(0));
        float[] w1 = values(steps.get(1));
        float[] w2 = values(steps.get(2));
        float[] mean = values(store.last().orElseThrow().use());
        for (int at = 0; at < mean.length; at++) {
            double first = 2.0 / 11 * w0[at] + 9.0 / 11 * w1[at];
            assertEquals(0.25 * first + 0.75 * w2[at], mean[at], 1e-6);
        }
    }

    private static float[] values(Map<String, FloatTensor> weights) {
        return java.util.Objects.requireNonNull(weights.get("head.weight")).values();
    }

    private TrainLoop loop(Map<String, String> changes) throws Problem {
        return new TrainLoop(settings(changes), objective, TinyObjective.data(5)).telling(listener);
    }

    private static LoopSettings settings(Map<String, String> changes) throws Problem {
        Map<String, String> all = new LinkedHashMap<>(
                Map.of("train.epochs", "4", "train.minEpochs", "4", "train.patience", "99", "optim.lr", "0.05"));
        all.putAll(changes);
        return RunConfig.of("mandi/micro", all).loop();
    }
}
