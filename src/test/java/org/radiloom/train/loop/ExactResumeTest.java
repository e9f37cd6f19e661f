package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;

/** Interrupted runs end like uninterrupted ones, bit by bit: weights, optimiser, averages and counters. */
@Tag("engine")
class ExactResumeTest {
    private static final int BATCHES = 7;

    @BeforeEach
    void startTheEngine() {
        EngineCompat.start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optim.name=adam",
                "optim.name=adam optim.decoupled=false optim.weightDecay=0.1",
                "optim.name=sgd",
                "optim.name=sgd optim.sgd.momentum=0",
                "optim.name=rmsprop",
                "train.ema=0.9",
                "optim.schedule=plateau optim.plateau.patience=0 optim.lr=0.5",
                "optim.schedule=cosine optim.warmupEpochs=1.5",
                "optim.frozenEpochs=1 optim.frozenLr=0.02",
                "train.mixup=1.0",
                "train.mixup=0.4 train.ema=0.95 optim.name=sgd train.accumulate=2",
                "train.accumulate=3"
            })
    void aStoppedOrCancelledRunEndsLikeAWholeOne(String changes) throws Problem {
        LoopSettings settings = settings(changes);
        Snapshot whole = interrupted(settings, List.of());
        Snapshot parts = interrupted(settings, List.of(1, 2, 2, 5, 3));
        assertEquals(whole.weights(), parts.weights());
        assertEquals(whole.use(), parts.use());
        assertEquals(whole.optimiser(), parts.optimiser());
        assertEquals(timeless(whole.state()), timeless(parts.state()));
        assertEquals(whole.callbacks(), parts.callbacks());
    }

    @Test
    void dropoutDoesDraw() throws Problem {
        LoopSettings settings = settings("optim.name=adam");
        CheckpointStore dry = CheckpointStore.inMemory();
        try (TinyObjective objective = new TinyObjective(0)) {
            new TrainLoop(settings, objective, TinyObjective.data(BATCHES))
                    .keepingIn(dry)
                    .run();
        }
        assertNotEquals(
                dry.last().orElseThrow().weights(),
                interrupted(settings, List.of()).weights());
    }

    /**
     * Runs with a stop (checkpoint) or a cancellation (none) after so many more batches, in turn, each time in a new
     * network, and then to the end.
     */
    private static Snapshot interrupted(LoopSettings settings, List<Integer> after) throws Problem {
        CheckpointStore store = CheckpointStore.inMemory();
        for (int at = 0; at < after.size(); at++) {
            int left = after.get(at);
            if (at % 2 == 0) {
                int[] asked = {0};
                TrainEnd end = run(
                        settings,
                        store,
                        () -> ++asked[0] > left ? Control.Wish.STOP : Control.Wish.GO_ON,
                        Progress.NONE);
                assertEquals(TrainEnd.Reason.STOPPED, end.reason());
            } else {
                assertThrows(
                        CancellationException.class, () -> run(settings, store, Control.NONE, cancelledAfter(left)));
            }
        }
        assertEquals(
                TrainEnd.Reason.FINISHED,
                run(settings, store, Control.NONE, Progress.NONE).reason());
        return store.last().orElseThrow();
    }

    private static TrainEnd run(LoopSettings settings, CheckpointStore store, Control control, Progress progress)
            throws Problem {
        try (TinyObjective objective = new TinyObjective(0.3)) {
            return new TrainLoop(settings, objective, TinyObjective.data(BATCHES))
                    .keepingIn(store)
                    .controlledBy(control)
                    .watchedBy(progress)
                    .with(accuracy())
                    .run();
        }
    }

    private static ClassAccuracy accuracy() {
        return new ClassAccuracy(2, 0.5, new ClassAccuracy.Predictions() {
            @Override
            public int[] chosen(StepContext context) {
                float[] s = context.output("scores").toFloatArray();
                int[] chosen = new int[s.length / 2];
                for (int at = 0; at < chosen.length; at++) {
                    chosen[at] = s[2 * at + 1] > s[2 * at] ? 1 : 0;
                }
                return chosen;
            }

            @Override
            public int[] truth(StepContext context) {
                float[] y = context.batch().target(TinyObjective.LABEL).values();
                int[] truth = new int[y.length];
                for (int at = 0; at < truth.length; at++) {
                    truth[at] = (int) y[at];
                }
                return truth;
            }
        });
    }

    private static Progress cancelledAfter(int batches) {
        int[] asked = {0};
        return new Progress() {
            @Override
            public void report(double fraction, String what) {}

            @Override
            public boolean cancelled() {
                return ++asked[0] > batches;
            }
        };
    }

    /** Of a state everything but the time it took. */
    private static String timeless(TrainState state) {
        var tree = state.toJson();
        tree.remove("sums");
        return tree.toString();
    }

    private static LoopSettings settings(String changes) throws Problem {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "train.epochs", "4", "train.minEpochs", "4", "train.checkpointEverySteps", "2", "optim.lr", "0.05"));
        for (String change : changes.split(" ")) {
            all.put(change.substring(0, change.indexOf('=')), change.substring(change.indexOf('=') + 1));
        }
        return RunConfig.of("mandi/micro", all).loop();
    }
}
