package org.radiloom.train.danil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.fixtures.BlobLesion;
import org.radiloom.fixtures.CountingClassifier;
import org.radiloom.fixtures.PartTraining;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.ClassifierSpec;
import org.radiloom.nn.classify.Classifiers;
import org.radiloom.problem.Problem;
import org.radiloom.train.classify.DanilSettings;
import org.radiloom.train.loop.Batch;
import org.radiloom.train.loop.Dataset;
import org.radiloom.train.loop.StepFigures;

@Tag("engine")
class DanilPartTest {
    private static final Dataset ONE_BATCH = BlobLesion.data(BlobLesion.draw(1, 4, 2, 2), 8);

    @BeforeAll
    static void startTheEngine() {
        EngineCompat.start();
    }

    @Test
    void featureModeRunsTheNetworkOnceAStep() throws Problem {
        try (CountingClassifier network = new CountingClassifier(PartTraining.network(1))) {
            List<StepFigures> steps = run(network, settings(Map.of()), ONE_BATCH, 3);
            assertEquals(3, steps.size());
            assertEquals(3, network.forwards());
            assertTrue(loss(steps.getFirst()) > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"saliency", "step"})
    void pictureModesRunItOnceForTheGradientAndOnceForTheDistractor(String mode) throws Problem {
        try (CountingClassifier network = new CountingClassifier(PartTraining.network(1))) {
            List<StepFigures> steps = run(network, settings(Map.of("danil.mode", mode)), ONE_BATCH, 2);
            assertEquals(6, network.forwards());
            assertTrue(Double.isFinite(loss(steps.getLast())));
            assertTrue(loss(steps.getFirst()) > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"feature", "saliency"})
    void theDistanceGrowsOnAFixedBatch(String mode) throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            DanilSettings settings =
                    settings(Map.of("danil.mode", mode, "danil.weighting", "uniform", "danil.minProbability", "0"));
            List<StepFigures> steps = run(network, settings, ONE_BATCH, 25);
            // loss = mean(0.7 - D) where D < 0.7
            assertTrue(
                    loss(steps.getLast()) < 0.8 * loss(steps.getFirst()),
                    loss(steps.getFirst()) + " to " + loss(steps.getLast()));
        }
    }

    @Test
    void theControlTakesAsMuchOfOtherNeurons() throws Problem {
        try (CountingClassifier network = new CountingClassifier(PartTraining.network(1))) {
            List<StepFigures> steps = run(network, settings(Map.of("danil.mode", "random")), ONE_BATCH, 2);
            assertEquals(2, network.forwards());
            assertTrue(loss(steps.getFirst()) > 0);
        }
    }

    @Test
    void beforeItsStartEpochItCountsNothing() throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            List<StepFigures> steps = run(network, settings(Map.of("danil.startEpoch", "1")), ONE_BATCH, 2);
            assertEquals(0, loss(steps.getFirst()));
            assertTrue(loss(steps.getLast()) > 0);
        }
    }

    @Test
    void withoutAProbableDistractorTheTermIsZero() throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            // three classes: the second most probable is never above one half
            List<StepFigures> steps = run(network, settings(Map.of("danil.minProbability", "0.6")), ONE_BATCH, 1);
            double share = loss(run(network, settings(Map.of("danil.minProbability", "0.999")), ONE_BATCH, 1)
                    .getFirst());
            assertEquals(0, share);
            assertTrue(Double.isFinite(loss(steps.getFirst())));
        }
    }

    @Test
    void aDeadNetworkHasNoDistractorsAndFiniteGradients() throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            // all last maps are 0: no evidence, no features
            for (Map.Entry<String, NDArray> entry : network.parameters().entrySet()) {
                if (entry.getKey().startsWith("encoder.layer4")) {
                    entry.getValue().muli(0);
                }
            }
            StepFigures step = run(network, settings(Map.of()), ONE_BATCH, 1).getFirst();
            assertEquals(0, loss(step));
            assertTrue(Double.isFinite(step.gradientNorm()));
        }
    }

    @Test
    void aBatchOfOneClassIsFine() throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            List<StepFigures> steps = run(network, settings(Map.of()), BlobLesion.data(BlobLesion.draw(1, 4), 4), 2);
            assertTrue(Double.isFinite(loss(steps.getLast())));
        }
    }

    @Test
    void blendedSamplesTakeNoPart() throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            // in a batch of two the permutation may leave each alone; over many steps some are blended
            List<BlobLesion> two = BlobLesion.draw(1, 1, 1);
            Batch batch = BlobLesion.batch(two);
            List<Batch> batches = new ArrayList<>();
            for (int n = 0; n < 12; n++) {
                batches.add(batch);
            }
            DanilSettings settings = settings(Map.of("danil.minProbability", "0"));
            List<StepFigures> steps = PartTraining.run(
                    network, List.of(new DanilPart(settings, network)), BlobLesion.data(batches), 1, 1);
            assertTrue(steps.stream().anyMatch(step -> loss(step) == 0));
        }
    }

    @Test
    void offAddsNothing() throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            DanilPart part = new DanilPart(settings(Map.of("danil.mode", "off")), network);
            assertTrue(part.terms().isEmpty() && part.callbacks().isEmpty());
        }
    }

    @Test
    void oneClassIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ClassifierSpec.of("resnet18", 1, 1));
    }

    @Test
    void aClassTokenIsRefusedInTheModesThatReadNeurons() throws Problem {
        ClassifierSpec spec = ClassifierSpec.micro("vit_ti16", 3, 1).withHead(ClassifierSpec.CLS);
        try (Classifier network = Classifiers.create(spec, Device.cpu(), 1)) {
            Problem problem = assertThrows(Problem.class, () -> new DanilPart(settings(Map.of()), network));
            assertEquals("danil.cam", problem.code());
            assertTrue(problem.getMessage().contains("DANIL (reconstruction)"));
            assertFalse(new DanilPart(settings(Map.of("danil.mode", "step")), network)
                    .callbacks()
                    .isEmpty());
        }
    }

    @Test
    void nothingIsLeftOnTheParametersByTheGradientOfThePicture() throws Problem {
        // weight 0: with and without the pictures the same steps are taken
        float[] with;
        float[] without;
        try (Classifier network = PartTraining.network(1)) {
            run(network, settings(Map.of("danil.mode", "step", "danil.weight", "0")), ONE_BATCH, 2);
            with = head(network);
        }
        try (Classifier network = PartTraining.network(1)) {
            PartTraining.run(network, List.of(), ONE_BATCH, 2, 0);
            without = head(network);
        }
        org.junit.jupiter.api.Assertions.assertArrayEquals(without, with, 1e-6f);
    }

    private static float[] head(Classifier network) {
        return Objects.requireNonNull(
                        network.parameters().sequencedValues().reversed().getFirst())
                .toFloatArray();
    }

    private static List<StepFigures> run(Classifier network, DanilSettings settings, Dataset data, int epochs)
            throws Problem {
        return PartTraining.run(network, List.of(new DanilPart(settings, network)), data, epochs, 0);
    }

    private static double loss(StepFigures step) {
        return Objects.requireNonNull(step.terms().get("danil"));
    }

    private static DanilSettings settings(Map<String, String> changes) throws Problem {
        Map<String, String> all = new HashMap<>(Map.of("danil.mode", "feature", "danil.startEpoch", "0"));
        all.putAll(changes);
        return PartTraining.config(all).danil();
    }
}
