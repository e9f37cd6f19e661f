package org.radiloom.train.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiloom.fixtures.Organs;
import org.radiloom.fixtures.SmallDetectors;
import org.radiloom.job.Progress;
import org.radiloom.metric.Roc;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Weights;
import org.radiloom.nn.anomaly.ConstraintSpec;
import org.radiloom.nn.anomaly.Detector;
import org.radiloom.nn.anomaly.DetectorSpec;
import org.radiloom.nn.anomaly.Detectors;
import org.radiloom.nn.anomaly.FeatureSpec;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.EpochReport;
import org.radiloom.train.loop.LoopListener;
import org.radiloom.train.loop.LossTerm;
import org.radiloom.train.loop.Monitor;
import org.radiloom.train.loop.Pass;
import org.radiloom.train.loop.StepFigures;
import org.radiloom.train.loop.TrainLoop;

@Tag("engine")
class AnomalyObjectiveTest {
    private static final int SIDE = SmallDetectors.SIDE;

    static List<String> methods() {
        return SmallDetectors.methods();
    }

    private static AnomalyPlan plan(String method, int epochs) {
        return new AnomalyPlan(0, method.equals(Detectors.FANOGAN) ? epochs : 0, epochs, MaddrTerms.PAPER);
    }

    private static Map<String, FloatTensor> weights(Detector detector) {
        return Weights.copy(detector.parameters(), detector.buffers());
    }

    private static Set<String> changed(Map<String, FloatTensor> before, Map<String, FloatTensor> after) {
        return after.keySet().stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .collect(Collectors.toSet());
    }

    private static boolean anyOf(Set<String> names, String group) {
        return names.stream().anyMatch(name -> name.startsWith(group + "."));
    }

    private static double last(List<StepFigures> steps, String term) {
        return Objects.requireNonNull(steps.getLast().terms().get(term), term);
    }

    private static double first(List<StepFigures> steps, String term) {
        return steps.stream()
                .map(step -> step.terms().get(term))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** In the published code the heads are random projections that no optimiser knows. */
    @ParameterizedTest
    @MethodSource("methods")
    void everyPartLearnsTheHeadsToo(String method) throws Problem {
        try (Detector detector = AnomalyTraining.create(SmallDetectors.constrained(method))) {
            Map<String, FloatTensor> before = Weights.copy(detector.parameters(), new LinkedHashMap<>());
            AnomalyTraining.run(detector, plan(method, 2), 1e-3, Organs.draw(1, SIDE, 12, false));
            Set<String> changed = changed(before, Weights.copy(detector.parameters(), new LinkedHashMap<>()));
            for (String group : detector.groups()) {
                assertEquals(!group.equals("features"), anyOf(changed, group), group);
            }
            assertTrue(changed.containsAll(Set.of("heads.organ.weight", "heads.modality.bias")));
        }
    }

    /**
     * A liver in CT is organ 0 and modality 0, a lung in CT organ 1 and modality 0: heads that share a target, as those of
     * the published code do by an alias, cannot both be right.
     */
    @Test
    void bothHeadsLearnTheirOwnTruth() throws Problem {
        try (Detector detector = AnomalyTraining.create(SmallDetectors.constrained(Detectors.DPA))) {
            AnomalyTraining.run(detector, plan(Detectors.DPA, 15), 3e-3, Organs.draw(1, SIDE, 30, false));
            List<Organs> others = Organs.draw(2, SIDE, 30, false);
            AnomalyTraining.Answers answers = AnomalyTraining.answers(detector, others);
            int organs = 0;
            int modalities = 0;
            for (int n = 0; n < others.size(); n++) {
                organs += answers.organs()[n] == others.get(n).organ() ? 1 : 0;
                modalities += answers.modalities()[n] == others.get(n).modality() ? 1 : 0;
            }
            assertTrue(organs > 0.95 * others.size(), "organ " + organs + " of " + others.size());
            assertTrue(modalities > 0.95 * others.size(), "modality " + modalities + " of " + others.size());
        }
    }

    @Test
    void aStepLeavesTheNumbersOfOrgansAndModalitiesAlone() throws Problem {
        List<Organs> normals = Organs.draw(1, SIDE, 2, false);
        var data = Organs.dataset(normals, 6);
        AnomalyPlan plan = plan(Detectors.DPA, 1);
        try (Detector detector = AnomalyTraining.create(SmallDetectors.constrained(Detectors.DPA))) {
            new TrainLoop(
                            AnomalyTraining.settings(plan, 1e-3),
                            new AnomalyObjective(detector, plan, data, DetectorValidation.NONE),
                            data)
                    .with(AnomalyTraining.watching((context, figures) -> {
                        float[] organs = context.batch().target("organ").values();
                        float[] modalities = context.batch().target("modality").values();
                        assertArrayEquals(organs, context.target("organ").toFloatArray());
                        assertArrayEquals(modalities, context.target("modality").toFloatArray());
                        assertTrue(!java.util.Arrays.equals(organs, modalities));
                    }))
                    .run();
        }
    }

    /** In the published code the constraints sit inside a term that counts a tenth. */
    @Test
    void constraintsCountAsMuchAsTheReconstructionUnlessItIsToBeAsInTheCode() throws Problem {
        assertEquals(Map.of("organ", 1.0, "modality", 1.0, "centre", 1.0), constraintWeights(MaddrTerms.PAPER));
        assertEquals(
                Map.of("organ", 0.1, "modality", 0.1, "centre", 0.1), constraintWeights(MaddrTerms.PAPER.asCode()));
        assertEquals(List.of(0.25), MaddrTerms.PAPER.alpha());
        assertEquals(List.of(0.25, 0.75), MaddrTerms.PAPER.asCode().alpha());
        assertEquals(2, MaddrTerms.PAPER.gamma());
    }

    private static Map<String, Double> constraintWeights(MaddrTerms terms) throws Problem {
        AnomalyPlan plan = new AnomalyPlan(0, 0, 1, terms);
        try (Detector detector = AnomalyTraining.create(SmallDetectors.constrained(Detectors.DPA))) {
            Map<String, Double> weights = new LinkedHashMap<>();
            new AnomalyObjective(detector, plan, epoch -> List.of(), DetectorValidation.NONE)
                    .passes(0).stream()
                            .map(Pass::terms)
                            .flatMap(List::stream)
                            .forEach((LossTerm term) -> weights.put(term.name(), term.weight()));
            assertEquals(1.0, weights.remove("perceptual"));
            assertEquals(0.1, weights.remove("pixels"));
            assertEquals(0.0, weights.remove("centreSpread"));
            return weights;
        }
    }

    @Test
    void whatTheDataDoNotTellApartIsNoConstraint() throws Problem {
        DetectorSpec one = SmallDetectors.alone(Detectors.MEMAE)
                .with(ConstraintSpec.all(1, Organs.MODALITIES).withDims(2, 2));
        try (Detector detector = AnomalyTraining.create(one)) {
            assertEquals(14, detector.heads().rest());
            List<StepFigures> steps =
                    AnomalyTraining.run(detector, plan(Detectors.MEMAE, 1), 1e-3, Organs.draw(1, SIDE, 2, false));
            assertEquals(
                    Set.of("pixels", "entropy", "modality", "centre", "centreSpread"),
                    steps.getLast().terms().keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void twelvePicturesCanBeLearnedByHeart(String method) throws Problem {
        List<Organs> few = Organs.draw(3, SIDE, 4, false);
        try (Detector detector = AnomalyTraining.create(SmallDetectors.alone(method))) {
            int epochs = method.equals(Detectors.FANOGAN) ? 30 : 60;
            AnomalyPlan plan = new AnomalyPlan(0, method.equals(Detectors.FANOGAN) ? 60 : 0, epochs, MaddrTerms.PAPER);
            List<StepFigures> steps = AnomalyTraining.run(detector, plan, 2e-3, few);
            // a perceptual autoencoder begins at a flat picture, and the pixels are a tenth of what it learns from
            String loss = method.equals(Detectors.DPA) ? "perceptual" : "pixels";
            double before = first(steps, loss);
            double after = last(steps, loss);
            double share = method.equals(Detectors.FANOGAN) ? 0.95 : method.equals(Detectors.DPA) ? 0.7 : 0.6;
            assertTrue(after < share * before, method + " from " + before + " to " + after);
        }
    }

    @Test
    void theNetworkOfTheFeaturesLearnsFirstAndThenStandsStill() throws Problem {
        DetectorSpec spec = SmallDetectors.constrained(Detectors.DPA)
                .with(new FeatureSpec("inDomain", List.of(4, 8, 8, 16), "deep"));
        AnomalyPlan plan = new AnomalyPlan(3, 0, 2, MaddrTerms.PAPER);
        List<Organs> normals = Organs.draw(1, SIDE, 4, false);
        var data = Organs.dataset(normals, 6);
        List<Map<String, FloatTensor>> afterEpochs = new ArrayList<>();
        List<Set<String>> terms = new ArrayList<>();
        try (Detector detector = AnomalyTraining.create(spec)) {
            Map<String, FloatTensor> start = weights(detector);
            new TrainLoop(
                            AnomalyTraining.settings(plan, 3e-3),
                            new AnomalyObjective(detector, plan, data, DetectorValidation.NONE),
                            data)
                    .with(AnomalyTraining.watching((context, figures) -> {
                        if (context.moment().batch() == 1) {
                            afterEpochs.add(weights(detector));
                            terms.add(new LinkedHashSet<>(figures.terms().keySet()));
                        }
                    }))
                    .run();
            assertEquals(Set.of("turn", "domain"), terms.get(0));
            assertTrue(terms.get(4).contains("perceptual"));
            Set<String> inFirst = changed(start, afterEpochs.get(2));
            assertTrue(inFirst.stream().allMatch(name -> name.startsWith("features.")), inFirst.toString());
            assertTrue(inFirst.contains("features.block4.conv2.weight") && inFirst.contains("features.turn.bias"));
            Set<String> later = changed(afterEpochs.get(3), afterEpochs.get(4));
            assertTrue(!anyOf(later, "features") && anyOf(later, "encoder"), later.toString());
            // statistics were taken in between
            Set<String> between = changed(afterEpochs.get(2), afterEpochs.get(3));
            assertTrue(between.contains("features.block3.mean") && between.contains("features.block4.deviation"));
        }
    }

    @Test
    void theGeneratorLearnsWithEveryFifthBatchAndTheEncoderAfterIt() throws Problem {
        List<Set<String>> passes = new ArrayList<>();
        AnomalyPlan plan = new AnomalyPlan(0, 3, 1, MaddrTerms.PAPER);
        try (Detector detector = AnomalyTraining.create(SmallDetectors.constrained(Detectors.FANOGAN))) {
            List<StepFigures> steps = AnomalyTraining.run(detector, plan, 1e-3, Organs.draw(1, SIDE, 8, false));
            steps.forEach(step -> passes.add(step.terms().keySet()));
            assertEquals(16, passes.size());
            for (int step = 0; step < 12; step++) {
                Set<String> expected =
                        step % 5 == 4 ? Set.of("critic", "penalty", "generator") : Set.of("critic", "penalty");
                assertEquals(expected, passes.get(step));
            }
            assertTrue(passes.get(12).containsAll(Set.of("pixels", "features", "organ", "centre")));
            assertEquals(Map.of("encoder", "rmsprop", "heads", "rmsprop"), detector.optimisers());
        }
    }

    @Test
    void onlyTheLastStageIsJudged() throws Problem {
        List<Integer> judgedAt = new ArrayList<>();
        int[] calls = {0};
        DetectorValidation validation = new DetectorValidation() {
            @Override
            public List<String> figures() {
                return List.of("score");
            }

            @Override
            public Optional<Monitor> monitor() {
                return Optional.of(new Monitor("score", false));
            }

            @Override
            public SequencedMap<String, Double> run(Detector network, Progress progress) {
                SequencedMap<String, Double> figures = new LinkedHashMap<>();
                figures.put("score", (double) calls[0]++);
                return figures;
            }
        };
        List<Boolean> best = new ArrayList<>();
        AnomalyPlan plan = new AnomalyPlan(0, 2, 3, MaddrTerms.PAPER);
        var data = Organs.dataset(Organs.draw(1, SIDE, 2, false), 6);
        try (Detector detector = AnomalyTraining.create(SmallDetectors.alone(Detectors.FANOGAN))) {
            new TrainLoop(
                            AnomalyTraining.settings(plan, 1e-3),
                            new AnomalyObjective(detector, plan, data, validation),
                            data)
                    .telling(new LoopListener() {
                        @Override
                        public void epoch(EpochReport report) {
                            if (!report.figures().isEmpty()) {
                                judgedAt.add(report.epoch());
                            }
                            best.add(report.best());
                        }
                    })
                    .run();
        }
        assertEquals(List.of(3, 4, 5), judgedAt);
        assertEquals(List.of(false, false, true, false, false), best);
    }

    @Test
    void aDiscriminatorThatHasWonStartsAnew() throws Problem {
        try (Detector detector = AnomalyTraining.create(SmallDetectors.alone(Detectors.GANOMALY))) {
            Map<String, FloatTensor> before = weights(detector);
            detector.learned(Map.of("discriminator", 2e-5), java.util.Optional.empty(), 7);
            assertEquals(Set.of(), changed(before, weights(detector)));
            detector.learned(Map.of("discriminator", 0.9e-5), java.util.Optional.empty(), 7);
            Map<String, FloatTensor> once = weights(detector);
            Set<String> changed = changed(before, once);
            assertTrue(changed.contains("discriminator.last.weight"));
            assertTrue(changed.stream().allMatch(name -> name.startsWith("discriminator.")));
            detector.learned(Map.of("discriminator", 0.9e-5), java.util.Optional.empty(), 7);
            assertEquals(once, weights(detector), "the same at the same moment");
            detector.learned(Map.of("discriminator", 0.9e-5), java.util.Optional.empty(), 8);
            assertNotEquals(once, weights(detector));
        }
    }

    @Test
    void picturesAreBlendedInTheWindowAndTheTruthOfBothCounts() throws Problem {
        List<Boolean> mixed = new ArrayList<>();
        AnomalyPlan plan = plan(Detectors.MEMAE, 8);
        List<Organs> normals = Organs.draw(1, SIDE, 4, false);
        var data = Organs.dataset(normals, 6);
        try (Detector detector = AnomalyTraining.create(SmallDetectors.constrained(Detectors.MEMAE))) {
            var plain = AnomalyTraining.settings(plan, 1e-3);
            var settings = new org.radiloom.train.loop.LoopSettings(
                            plain.seed(),
                            plain.epochs(),
                            1,
                            1,
                            0,
                            1,
                            0,
                            1,
                            plain.earlyStop(),
                            plain.nan(),
                            plain.optim())
                    .mixingIn(new org.radiloom.train.loop.LoopSettings.Window(0.4375, 0.625));
            new TrainLoop(settings, new AnomalyObjective(detector, plan, data, DetectorValidation.NONE), data)
                    .with(AnomalyTraining.watching((context, figures) -> {
                        mixed.add(context.isMixed());
                        // the same number whatever the partner's organ is
                        assertTrue(Double.isFinite(figures.loss()));
                    }))
                    .run();
        }
        // of 16 batches those with 7/16 ≤ done < 10/16
        for (int at = 0; at < 16; at++) {
            assertEquals(at >= 7 && at < 10, mixed.get(at), "batch " + at);
        }
    }

    @Test
    @Tag("slow")
    void blobsInOrgansAreFound() throws Problem {
        DetectorSpec spec = SmallDetectors.constrained(Detectors.DPA)
                .with(new FeatureSpec("inDomain", List.of(8, 16, 16, 32), "shallow"));
        AnomalyPlan plan = new AnomalyPlan(10, 0, 60, MaddrTerms.PAPER);
        try (Detector detector = AnomalyTraining.create(spec)) {
            AnomalyTraining.run(detector, plan, 3e-3, Organs.draw(1, SIDE, 60, false));
            List<Organs> judged = new ArrayList<>(Organs.draw(2, SIDE, 40, false));
            judged.addAll(Organs.draw(3, SIDE, 40, true));
            boolean[] abnormal = new boolean[judged.size()];
            for (int n = 0; n < abnormal.length; n++) {
                abnormal[n] = judged.get(n).abnormal();
            }
            double auc = Roc.auc(AnomalyTraining.answers(detector, judged).scores(), abnormal);
            assertTrue(auc > 0.8, "AUC " + auc);
        }
    }
}
