package org.radiloom.train.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.fixtures.BlobLesion;
import org.radiloom.fixtures.PartTraining;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.ClassifierSpec;
import org.radiloom.nn.classify.Classifiers;
import org.radiloom.nn.classify.FeatureOut;
import org.radiloom.nn.classify.GradingSpec;
import org.radiloom.nn.icfd.IcfdSpec;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;
import org.radiloom.train.loop.Batch;
import org.radiloom.train.loop.StepFigures;

/** Each method, and all of them together, learn a few pictures by heart and bear batches that have little to teach. */
@Tag("engine")
class PartsLearnTest {
    private static final Map<String, Map<String, String>> METHODS = Map.of(
            "icfd+at",
            Map.of("icfd.enabled", "true", "at.enabled", "true", "at.startEpoch", "0", "at.steps", "2"),
            "danil",
            Map.of("danil.mode", "feature", "danil.startEpoch", "0"),
            "care",
            Map.of("care.enabled", "true", "care.startEpoch", "0", "care.applyTo", "all"),
            "icfd+at+danil+care",
            Map.of(
                    "icfd.enabled",
                    "true",
                    "at.enabled",
                    "true",
                    "at.startEpoch",
                    "0",
                    "at.steps",
                    "2",
                    "danil.mode",
                    "feature",
                    "danil.startEpoch",
                    "0",
                    "care.enabled",
                    "true",
                    "care.startEpoch",
                    "0",
                    "care.applyTo",
                    "all"));

    @ParameterizedTest
    @ValueSource(strings = {"icfd+at", "danil", "care", "icfd+at+danil+care"})
    void sixteenPicturesAreLearnedByHeart(String method) throws Problem {
        Batch batch = BlobLesion.batch(BlobLesion.draw(4, 6, 5, 5));
        try (Classifier network = network(method)) {
            List<StepFigures> steps = train(method, network, batch, 60);
            assertTrue(steps.stream().allMatch(step -> Double.isFinite(step.loss())));
            // 15 of 16 is 94 %
            assertEquals(16, right(network, batch), method);
        }
    }

    /** Cross entropy and divergences are sums over samples: one class is as good as several. */
    @ParameterizedTest
    @ValueSource(strings = {"icfd+at", "icfd+at+danil+care"})
    void aBatchOfOneClassIsFine(String method) throws Problem {
        Batch batch = BlobLesion.batch(BlobLesion.draw(4, 4));
        try (Classifier network = network(method)) {
            for (StepFigures step : train(method, network, batch, 3)) {
                assertFinite(step);
                assertTrue(step.stepped());
            }
        }
    }

    /** A flat picture has no Laplacian: what is left of L_c is ξ and the error of the levels. */
    @Test
    void flatPicturesHaveFiniteLossesAndGradients() throws Problem {
        Batch drawn = BlobLesion.batch(BlobLesion.draw(4, 2, 2));
        float[] even = new float[drawn.input().values().length];
        java.util.Arrays.fill(even, 0.5f);
        Batch flat = new Batch(new FloatTensor(drawn.input().shape(), even), new LinkedHashMap<>(drawn.targets()));
        try (Classifier network = network("icfd+at+danil+care")) {
            for (StepFigures step : train("icfd+at+danil+care", network, flat, 2)) {
                assertFinite(step);
                assertTrue(Objects.requireNonNull(step.terms().get("reconstruction")) >= 1e-3);
            }
        }
    }

    private static void assertFinite(StepFigures step) {
        assertTrue(Double.isFinite(step.loss()) && Double.isFinite(step.gradientNorm()), step::toString);
        step.terms().forEach((name, value) -> assertTrue(Double.isFinite(value), name));
    }

    private static List<StepFigures> train(String method, Classifier network, Batch batch, int epochs) throws Problem {
        RunConfig config = PartTraining.config(Objects.requireNonNull(METHODS.get(method)));
        return PartTraining.run(
                network,
                ClassifierParts.of(config, network, List.of(6L, 5L, 5L)),
                BlobLesion.data(List.of(batch)),
                epochs,
                0);
    }

    private static Classifier network(String method) throws Problem {
        if (!method.startsWith("icfd")) {
            return PartTraining.network(1);
        }
        EngineCompat.start();
        EngineCompat.setThreads(1);
        ClassifierSpec spec =
                ClassifierSpec.micro("resnet18", BlobLesion.CLASSES, 1).withStem(ClassifierSpec.SMALL);
        IcfdSpec icfd = IcfdSpec.of("micro").sized(BlobLesion.SIDE, 8, 4, BlobLesion.SIDE / 4);
        return Classifiers.create(new GradingSpec(spec, icfd), Device.cpu(), 1);
    }

    private static int right(Classifier network, Batch batch) {
        float[] labels = batch.target(ClassificationObjective.LABEL).values();
        try (NDManager scope = network.manager().newSubManager()) {
            NDArray x =
                    scope.create(batch.input().values(), new Shape(batch.input().shape()));
            try (FeatureOut out = network.forward(x, null, false)) {
                long[] chosen = out.logits().argMax(1).toLongArray();
                int right = 0;
                for (int n = 0; n < chosen.length; n++) {
                    right += chosen[n] == Math.round(labels[n]) ? 1 : 0;
                }
                return right;
            }
        }
    }
}
