package org.radiloom.train.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.BlobLesion;
import org.radiloom.fixtures.CountingClassifier;
import org.radiloom.fixtures.PartTraining;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.ClassifierSpec;
import org.radiloom.nn.classify.Classifiers;
import org.radiloom.problem.Problem;
import org.radiloom.train.classify.CareSettings;
import org.radiloom.train.classify.ClassificationObjective;
import org.radiloom.train.danil.DanilPart;
import org.radiloom.train.loop.Batch;
import org.radiloom.train.loop.StepFigures;

@Tag("engine")
class CarePartTest {
    private static final List<Long> COUNTS = List.of(50L, 40L, 4L);

    @BeforeAll
    static void startTheEngine() {
        EngineCompat.start();
    }

    @Test
    void rareClassesHaveATenthOfTheLargestOrAreNamed() throws Problem {
        // ISIC 2018: MEL, NV, BCC, AKIEC, BKL, DF, VASC
        List<Long> isic = List.of(1113L, 6705L, 514L, 327L, 1099L, 115L, 142L);
        assertEquals(Set.of(2, 3, 5, 6), CarePart.attended(settings(Map.of()), isic));
        assertEquals(Set.of(2), CarePart.attended(settings(Map.of("care.rareClasses", "[2]")), COUNTS));
        assertEquals(Set.of(0, 1, 2), CarePart.attended(settings(Map.of("care.applyTo", "all")), COUNTS));
    }

    @Test
    void crossEntropyHasTheRestOfAlpha() throws Problem {
        try (CountingClassifier network = new CountingClassifier(PartTraining.network(1))) {
            Batch batch = BlobLesion.batch(BlobLesion.draw(1, 3, 2, 3));
            StepFigures care = step(network, settings(Map.of("care.alpha", "0.25")), batch);
            double attention = term(care);
            assertEquals(care.loss(), term(care, "ce") + 0.25 * attention, 1e-5);
            assertTrue(attention > -0.7 && attention < 1 && attention != 0);
            assertEquals(1, network.forwards());
        }
        try (Classifier network = PartTraining.network(1)) {
            Batch batch = BlobLesion.batch(BlobLesion.draw(1, 3, 2, 3));
            double plain = term(
                    PartTraining.run(network, List.of(), BlobLesion.data(List.of(batch)), 1, 0)
                            .getFirst(),
                    "ce");
            try (Classifier same = PartTraining.network(1)) {
                StepFigures care = step(same, settings(Map.of("care.alpha", "0.25")), batch);
                assertEquals(0.75 * plain, term(care, "ce"), 1e-5);
            }
        }
    }

    @Test
    void theFirstStageIsCrossEntropyAlone() throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            Batch batch = BlobLesion.batch(BlobLesion.draw(1, 3, 2, 3));
            List<StepFigures> steps = PartTraining.run(
                    network,
                    List.of(new CarePart(settings(Map.of("care.startEpoch", "1")), network, COUNTS)),
                    BlobLesion.data(List.of(batch)),
                    2,
                    0);
            assertEquals(0, term(steps.getFirst()));
            assertEquals(steps.getFirst().loss(), term(steps.getFirst(), "ce"), 1e-6);
            assertTrue(term(steps.getLast()) != 0);
        }
    }

    @Test
    void withoutARareSampleTheTermIsZero() throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            assertEquals(0, term(step(network, settings(Map.of()), BlobLesion.batch(BlobLesion.draw(1, 3, 3)))));
        }
    }

    @Test
    void samplesWithoutABoxOrWhoseBoxTheCropHasLostLeaveTheMean() throws Problem {
        List<BlobLesion> samples = BlobLesion.draw(1, 0, 0, 4);
        Batch full = BlobLesion.batch(samples);
        float[] hasBox = {0, 0, 0, 0};
        try (Classifier network = PartTraining.network(1)) {
            assertEquals(
                    0, term(step(network, settings(Map.of()), with(full, ClassificationObjective.HAS_BOX, hasBox))));
        }
        float[] lost = new float[4 * BlobLesion.SIDE * BlobLesion.SIDE];
        try (Classifier network = PartTraining.network(1)) {
            assertEquals(0, term(step(network, settings(Map.of()), with(full, ClassificationObjective.INSIDE, lost))));
        }
    }

    @Test
    void aBoxAroundEverythingHasNoOutside() throws Problem {
        Batch full = BlobLesion.batch(BlobLesion.draw(1, 0, 0, 4));
        float[] all = new float[4 * BlobLesion.SIDE * BlobLesion.SIDE];
        java.util.Arrays.fill(all, 1);
        try (Classifier network = PartTraining.network(1)) {
            double loss = term(step(
                    network,
                    settings(Map.of("care.useInner", "false")),
                    with(full, ClassificationObjective.INSIDE, all)));
            assertEquals(0, loss, 1e-9);
        }
    }

    @Test
    void flatMapsAreSkippedAndCounted() throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            zeroLastStage(network);
            CarePart part = new CarePart(settings(Map.of()), network, COUNTS);
            StepFigures step = PartTraining.run(
                            network,
                            List.of(part),
                            BlobLesion.data(List.of(BlobLesion.batch(BlobLesion.draw(1, 2, 2, 2)))),
                            1,
                            0)
                    .getFirst();
            assertEquals(0, term(step));
            assertTrue(Double.isFinite(step.gradientNorm()));
            assertEquals(2, part.flatMaps());
            assertEquals(0, part.mapsNotFinite());
        }
    }

    @Test
    void mapsThatAreNotFiniteAreSkippedAndCounted() throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            CarePart part = new CarePart(settings(Map.of()), network, COUNTS);
            Batch batch = BlobLesion.batch(BlobLesion.draw(1, 0, 0, 3));
            // a class weight that is no number makes its maps none, and the cross entropy too: that is the loop's to
            // mend
            network.parameters().forEach((name, array) -> {
                if (name.startsWith("head") && array.getShape().dimension() == 2) {
                    array.muli(Float.NaN);
                }
            });
            assertThrows(
                    Problem.class,
                    () -> PartTraining.run(
                            network, List.of(part), BlobLesion.data(java.util.Collections.nCopies(4, batch)), 1, 0));
            assertTrue(part.mapsNotFinite() >= 3);
        }
    }

    @Test
    void blendedSamplesTakeNoPart() throws Problem {
        try (Classifier network = PartTraining.network(1)) {
            Batch two = BlobLesion.batch(BlobLesion.draw(1, 0, 0, 2));
            List<StepFigures> steps = PartTraining.run(
                    network,
                    List.of(new CarePart(settings(Map.of()), network, COUNTS)),
                    BlobLesion.data(java.util.Collections.nCopies(12, two)),
                    1,
                    1);
            assertTrue(steps.stream().anyMatch(step -> term(step) == 0));
        }
    }

    @Test
    void aClassTokenIsRefused() throws Problem {
        ClassifierSpec spec = ClassifierSpec.micro("vit_ti16", 3, 1).withHead(ClassifierSpec.CLS);
        try (Classifier network = Classifiers.create(spec, Device.cpu(), 1)) {
            Problem problem = assertThrows(Problem.class, () -> new CarePart(settings(Map.of()), network, COUNTS));
            assertEquals("care.cam", problem.code());
        }
    }

    @Test
    void danilAndCareRunTogetherOnOneForwardPass() throws Problem {
        try (CountingClassifier network = new CountingClassifier(PartTraining.network(1))) {
            Map<String, String> on = Map.of("danil.mode", "feature", "danil.startEpoch", "0");
            List<StepFigures> steps = PartTraining.run(
                    network,
                    List.of(
                            new DanilPart(PartTraining.config(on).danil(), network),
                            new CarePart(settings(Map.of()), network, COUNTS)),
                    BlobLesion.data(List.of(BlobLesion.batch(BlobLesion.draw(1, 3, 2, 3)))),
                    2,
                    0);
            StepFigures step = steps.getLast();
            assertEquals(2, network.forwards());
            assertEquals(step.loss(), term(step, "ce") + 0.5 * term(step, "danil") + 0.5 * term(step), 1e-5);
            assertTrue(term(step, "danil") > 0 && term(step) != 0);
        }
    }

    private static void zeroLastStage(Classifier network) {
        network.parameters().forEach((name, array) -> {
            if (name.startsWith("encoder.layer4")) {
                NDArray weights = array;
                weights.muli(0);
            }
        });
    }

    private static Batch with(Batch batch, String target, float[] values) {
        LinkedHashMap<String, FloatTensor> targets = new LinkedHashMap<>(batch.targets());
        targets.put(target, new FloatTensor(batch.target(target).shape(), values));
        return new Batch(batch.input(), targets);
    }

    private static StepFigures step(Classifier network, CareSettings settings, Batch batch) throws Problem {
        return PartTraining.run(
                        network,
                        List.of(new CarePart(settings, network, COUNTS)),
                        BlobLesion.data(List.of(batch)),
                        1,
                        0)
                .getFirst();
    }

    private static double term(StepFigures step) {
        return term(step, "care");
    }

    private static double term(StepFigures step, String name) {
        return Objects.requireNonNull(step.terms().get(name));
    }

    static CareSettings settings(Map<String, String> changes) throws Problem {
        Map<String, String> all = new HashMap<>(Map.of("care.enabled", "true", "care.startEpoch", "0"));
        all.putAll(changes);
        return PartTraining.config(all).care();
    }
}
