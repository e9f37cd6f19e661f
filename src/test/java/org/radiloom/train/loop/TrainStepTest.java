package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;

@Tag("engine")
class TrainStepTest {
    private static final StepContext.Moment MOMENT = new StepContext.Moment(1, 0, 0, 0);
    private static final Map<String, Double> BOTH = Map.of("body", 0.1, "head", 0.1);

    private TinyObjective objective = new TinyObjective(0);

    @BeforeEach
    void startTheEngine() {
        EngineCompat.start();
    }

    @AfterEach
    void close() {
        objective.close();
    }

    @Test
    void aBatchThatIsNotFiniteLeavesNoTrace() throws Problem {
        Map<String, FloatTensor> before = weights();
        Batch good = TinyObjective.batch(0, 0, 4);
        float[] broken = good.input().values().clone();
        broken[3] = Float.NaN;
        Batch bad = new Batch(new FloatTensor(good.input().shape(), broken), good.targets());
        StepFigures figures = step(List.of(), Map.of()).run(bad, MOMENT, BOTH, true);
        assertFalse(figures.finite());
        assertFalse(figures.stepped());
        assertEquals(before, weights());
    }

    @Test
    void theLossIsTheSumOfTheTermsWithTheirWeights() throws Problem {
        StepFigures figures = step(List.of(), Map.of()).run(TinyObjective.batch(0, 0, 4), MOMENT, BOTH, true);
        assertEquals(Set.of("ce", "size"), figures.terms().keySet());
        assertEquals(
                figures.terms().getOrDefault("ce", 0.0) + 0.01 * figures.terms().getOrDefault("size", 0.0),
                figures.loss(),
                1e-6);
    }

    @Test
    void eachPassMovesItsOwnGroupsAndSendsNoGradientToOthers() throws Problem {
        List<String> order = new ArrayList<>();
        Map<String, FloatTensor> before = weights();
        // the body learns at a rate of 0: whatever else of its pass arrives in the head would be seen there
        adversaries(order, List.of("first", "second"), Map.of("body", 0.0, "head", 0.1));
        assertEquals(List.of("first", "second"), order);
        Map<String, FloatTensor> both = weights();
        assertEquals(part(before, "body.w"), part(both, "body.w"));
        assertNotEquals(part(before, "head"), part(both, "head"));
        objective.parameters().forEach((name, array) -> assertTrue(array.hasGradient(), name));
        close();
        objective = new TinyObjective(0);
        adversaries(order, List.of("second"), Map.of("head", 0.1));
        assertEquals(part(weights(), "head"), part(both, "head"));
    }

    @Test
    void aPassWhoseSideIsFrozenIsLeftOut() throws Problem {
        List<String> order = new ArrayList<>();
        adversaries(order, List.of("first", "second"), Map.of("head", 0.1));
        assertEquals(List.of("second"), order);
    }

    private void adversaries(List<String> order, List<String> passes, Map<String, Double> rates) throws Problem {
        Objective two = new Adversaries(objective, order, passes);
        LoopSettings settings = settings(Map.of());
        new TrainStep(two, Optimisers.of(two.parameters(), settings.optim()), List.of(), settings)
                .run(TinyObjective.batch(0, 0, 4), MOMENT, rates, true);
    }

    @Test
    void whatLooksBeforeTheForwardPassGetsInputGradientsAndLeavesNoneInTheParameters() throws Problem {
        StepFigures without = step(List.of(), Map.of()).run(TinyObjective.batch(0, 0, 4), MOMENT, Map.of(), false);
        Map<String, FloatTensor> plain = weights();
        close();
        objective = new TinyObjective(0);
        Attack attack = new Attack(objective);
        StepFigures with = step(List.of(attack), Map.of()).run(TinyObjective.batch(0, 0, 4), MOMENT, Map.of(), false);
        assertTrue(attack.inputGradient > 0);
        assertEquals(0, attack.parameterGradient);
        assertEquals(without, with);
        assertEquals(plain, weights());
    }

    @Test
    void anAttackChangesNothingInAStepThatDoesNotUseIt() throws Problem {
        step(List.of(), Map.of()).run(TinyObjective.batch(0, 0, 4), MOMENT, BOTH, true);
        Map<String, FloatTensor> plain = weights();
        close();
        objective = new TinyObjective(0);
        step(List.of(new Attack(objective)), Map.of()).run(TinyObjective.batch(0, 0, 4), MOMENT, BOTH, true);
        assertEquals(plain, weights());
    }

    @Test
    void aGroupWithARateOfItsOwnMovesByIt() throws Problem {
        Map<String, String> sgd = Map.of("optim.name", "sgd", "optim.sgd.momentum", "0", "optim.clipNorm", "0");
        Map<String, FloatTensor> start = weights();
        step(List.of(), sgd).run(TinyObjective.batch(0, 0, 4), MOMENT, Map.of("body", 0.1, "head", 0.1), true);
        Map<String, FloatTensor> even = weights();
        close();
        objective = new TinyObjective(0);
        step(List.of(), sgd).run(TinyObjective.batch(0, 0, 4), MOMENT, Map.of("body", 0.01, "head", 0.1), true);
        Map<String, FloatTensor> uneven = weights();
        assertEquals(part(even, "head"), part(uneven, "head"));
        assertEquals(moved(start, even, "body.weight") / 10, moved(start, uneven, "body.weight"), 1e-4);
    }

    private static double moved(Map<String, FloatTensor> from, Map<String, FloatTensor> to, String name) {
        float[] a = java.util.Objects.requireNonNull(from.get(name)).values();
        float[] b = java.util.Objects.requireNonNull(to.get(name)).values();
        double sum = 0;
        for (int at = 0; at < a.length; at++) {
            sum += Math.abs(a[at] - b[at]);
        }
        return sum;
    }

    private TrainStep step(List<Callback> callbacks, Map<String, String> changes) throws Problem {
        LoopSettings settings = settings(changes);
        return new TrainStep(objective, Optimisers.of(objective.parameters(), settings.optim()), callbacks, settings);
    }

    private static LoopSettings settings(Map<String, String> changes) throws Problem {
        return RunConfig.of("mandi/micro", changes).loop();
    }

    private Map<String, FloatTensor> weights() {
        return Weights.copy(objective.parameters(), objective.buffers());
    }

    private static Map<String, FloatTensor> part(Map<String, FloatTensor> all, String prefix) {
        return all.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Goes backward on a graph of its own and says where gradients arrived. */
    private static final class Attack implements PreStep {
        private final TinyObjective objective;
        private double inputGradient;
        private double parameterGradient;

        Attack(TinyObjective objective) {
            this.objective = objective;
        }

        @Override
        public String name() {
            return "attack";
        }

        @Override
        public void beforeForward(StepContext context, GradLock.Recording recording) {
            NDArray x = context.input().duplicate();
            x.setRequiresGradient(true);
            recording.backward(
                    TinyObjective.crossEntropy(objective.scores(x, false), context.target(TinyObjective.LABEL)));
            inputGradient = x.getGradient().abs().sum().getFloat();
            for (NDArray parameter : objective.parameters().values()) {
                if (parameter.hasGradient()) {
                    parameterGradient += parameter.getGradient().abs().sum().getFloat();
                }
            }
        }
    }

    /** Body and head against each other. */
    private record Adversaries(TinyObjective tiny, List<String> order, List<String> passes) implements Objective {
        @Override
        public List<Pass> passes(long step) {
            return List.of(pass("first", "body", 1), pass("second", "head", -1)).stream()
                    .filter(pass -> passes.contains(pass.name()))
                    .toList();
        }

        private Pass pass(String name, String group, float sign) {
            return new Pass(
                    name,
                    List.of(group),
                    context -> {
                        order.add(name);
                        return Map.of("scores", tiny.scores(context.input(), true));
                    },
                    List.of(LossTerm.of(
                            name, 1, c -> TinyObjective.crossEntropy(c.output("scores"), c.target(TinyObjective.LABEL))
                                    .mul(sign))));
        }

        @Override
        public ai.djl.ndarray.NDManager manager() {
            return tiny.manager();
        }

        @Override
        public SequencedMap<String, NDArray> parameters() {
            return tiny.parameters();
        }

        @Override
        public SequencedMap<String, NDArray> buffers() {
            return tiny.buffers();
        }

        @Override
        public List<ParamGroup> groups() {
            return tiny.groups();
        }

        @Override
        public void freeze(Set<String> groups) {
            tiny.freeze(groups);
        }

        @Override
        public List<String> figures() {
            return List.of();
        }

        @Override
        public java.util.Optional<Monitor> monitor() {
            return java.util.Optional.empty();
        }

        @Override
        public SequencedMap<String, Double> validate(Progress progress) {
            return new LinkedHashMap<>();
        }
    }
}
