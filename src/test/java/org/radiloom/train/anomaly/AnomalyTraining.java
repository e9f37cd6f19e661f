package org.radiloom.train.anomaly;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.fixtures.Organs;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.anomaly.Detector;
import org.radiloom.nn.anomaly.DetectorSpec;
import org.radiloom.nn.anomaly.Detectors;
import org.radiloom.nn.anomaly.Look;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.Callback;
import org.radiloom.train.loop.LoopSettings;
import org.radiloom.train.loop.OptimSettings;
import org.radiloom.train.loop.StepContext;
import org.radiloom.train.loop.StepFigures;
import org.radiloom.train.loop.TrainLoop;

/** Runs small detectors through the loop. */
final class AnomalyTraining {
    private AnomalyTraining() {}

    static Detector create(DetectorSpec spec) throws Problem {
        EngineCompat.start();
        EngineCompat.setThreads(1);
        return Detectors.create(spec, Device.cpu(), 1);
    }

    /** What is called after each step. */
    interface Watcher {
        void after(StepContext context, StepFigures figures);
    }

    static Callback watching(Watcher watcher) {
        return new Callback() {
            @Override
            public String name() {
                return "watching";
            }

            @Override
            public void afterStep(StepContext context, StepFigures figures) {
                watcher.after(context, figures);
            }
        };
    }

    static LoopSettings settings(AnomalyPlan plan, double lr) {
        return LoopSettings.plain(1, plan.epochs(), 1, OptimSettings.adam(lr));
    }

    /** Trains in batches of 6, and tells what each step came to. */
    static List<StepFigures> run(Detector detector, AnomalyPlan plan, double lr, List<Organs> normals) throws Problem {
        List<StepFigures> steps = new ArrayList<>();
        var data = Organs.dataset(normals, 6);
        new TrainLoop(settings(plan, lr), new AnomalyObjective(detector, plan, data, DetectorValidation.NONE), data)
                .with(watching((context, figures) -> steps.add(figures)))
                .run();
        return steps;
    }

    /** Scores, and which organ and modality is the likeliest (-1 without heads). */
    record Answers(double[] scores, int[] organs, int[] modalities) {}

    static Answers answers(Detector detector, List<Organs> of) {
        FloatTensor pictures = Organs.pictures(of);
        try (NDManager scope = detector.manager().newSubManager();
                Look look = detector.look(scope.create(pictures.values(), new Shape(pictures.shape())))) {
            float[] values = look.score().toFloatArray();
            double[] scores = new double[values.length];
            for (int n = 0; n < scores.length; n++) {
                scores[n] = values[n];
            }
            return new Answers(scores, largest(look.organ(), scores.length), largest(look.modality(), scores.length));
        }
    }

    private static int[] largest(Optional<NDArray> probabilities, int n) {
        int[] chosen = new int[n];
        if (probabilities.isEmpty()) {
            java.util.Arrays.fill(chosen, -1);
            return chosen;
        }
        long[] values = probabilities.get().argMax(1).toLongArray();
        for (int at = 0; at < n; at++) {
            chosen[at] = (int) values[at];
        }
        return chosen;
    }
}
