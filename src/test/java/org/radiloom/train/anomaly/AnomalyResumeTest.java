package org.radiloom.train.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiloom.fixtures.Organs;
import org.radiloom.fixtures.SmallDetectors;
import org.radiloom.nn.anomaly.Detector;
import org.radiloom.nn.anomaly.DetectorSpec;
import org.radiloom.nn.anomaly.Detectors;
import org.radiloom.nn.anomaly.FeatureSpec;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.CheckpointStore;
import org.radiloom.train.loop.Control;
import org.radiloom.train.loop.Snapshot;
import org.radiloom.train.loop.TrainEnd;
import org.radiloom.train.loop.TrainLoop;

/** Detectors whose training was stopped at any step, also between and within stages, end like others, bit by bit. */
@Tag("engine")
class AnomalyResumeTest {
    static List<String> methods() {
        return SmallDetectors.methods();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aStoppedRunEndsLikeAWholeOne(String method) throws Problem {
        Snapshot whole = interrupted(method, List.of());
        Snapshot parts = interrupted(method, List.of(1, 3, 2, 2));
        assertEquals(whole.weights(), parts.weights());
        assertEquals(whole.optimiser(), parts.optimiser());
        assertEquals(whole.state().step(), parts.state().step());
    }

    @Test
    void aMemoryIsFilledWhenARunBeginsAndGoesOnAsItWas() throws Problem {
        DetectorSpec spec = DetectorSpec.published(Detectors.PATCH_MEMORY)
                .sized(SmallDetectors.SIDE, 16, 0)
                .remembering(20, 0);
        AnomalyPlan plan = new AnomalyPlan(0, 0, 1, MaddrTerms.PAPER);
        var data = Organs.dataset(Organs.draw(1, SmallDetectors.SIDE, 6, false), 6);
        CheckpointStore store = CheckpointStore.inMemory();
        for (int run = 0; run < 2; run++) {
            try (Detector detector = AnomalyTraining.create(spec)) {
                new TrainLoop(
                                AnomalyTraining.settings(plan, 1e-3),
                                new AnomalyObjective(detector, plan, data, DetectorValidation.NONE),
                                data)
                        .keepingIn(store)
                        .run();
                NDArray count = Objects.requireNonNull(detector.buffers().get("memory.0.count"));
                assertEquals(18, count.toFloatArray()[0]);
            }
        }
    }

    private static Snapshot interrupted(String method, List<Integer> after) throws Problem {
        CheckpointStore store = CheckpointStore.inMemory();
        for (int left : after) {
            int[] asked = {0};
            assertEquals(
                    TrainEnd.Reason.STOPPED,
                    run(method, store, () -> ++asked[0] > left ? Control.Wish.STOP : Control.Wish.GO_ON));
        }
        assertEquals(TrainEnd.Reason.FINISHED, run(method, store, Control.NONE));
        return store.last().orElseThrow();
    }

    private static TrainEnd.Reason run(String method, CheckpointStore store, Control control) throws Problem {
        DetectorSpec spec = SmallDetectors.constrained(method).withRho(0.1);
        if (method.equals(Detectors.DPA)) {
            spec = spec.with(new FeatureSpec("inDomain", List.of(4, 8, 8, 16), "shallow"));
        }
        AnomalyPlan plan = new AnomalyPlan(
                method.equals(Detectors.DPA) ? 2 : 0,
                method.equals(Detectors.FANOGAN) ? 3 : 0,
                method.equals(Detectors.FANOGAN) ? 1 : 3,
                MaddrTerms.PAPER);
        var data = Organs.dataset(Organs.draw(1, SmallDetectors.SIDE, 6, false), 6);
        try (Detector detector = AnomalyTraining.create(spec)) {
            return new TrainLoop(
                            AnomalyTraining.settings(plan, 1e-3),
                            new AnomalyObjective(detector, plan, data, DetectorValidation.NONE),
                            data)
                    .keepingIn(store)
                    .controlledBy(control)
                    .run()
                    .reason();
        }
    }
}
