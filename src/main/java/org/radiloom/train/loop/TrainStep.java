package org.radiloom.train.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.Scalars;

/** One batch: for each pass forward, loss, backward, and after enough batches one step of the optimiser. */
final class TrainStep {
    private final Objective objective;
    private final Optimiser optimiser;
    private final List<Callback> callbacks;
    private final int accumulate;
    private final double mixup;
    private final LoopSettings.Window mixupWindow;
    /** The buffers before the batch: a bad one must leave no trace in them. */
    private final RawCopy buffers;

    private int pending;

    TrainStep(Objective objective, Optimiser optimiser, List<Callback> callbacks, LoopSettings settings) {
        this.objective = objective;
        this.optimiser = optimiser;
        this.callbacks = callbacks;
        this.accumulate = settings.accumulate();
        this.mixup = settings.mixup();
        this.mixupWindow = settings.mixupWindow();
        this.buffers = new RawCopy(objective.buffers().values());
    }

    /** Whether gradients wait for more batches. */
    boolean isPending() {
        return pending > 0;
    }

    /**
     * @param rates learning rate by group name; groups without one are frozen
     * @param flush step even if fewer than {@code accumulate} batches came together (end of an epoch)
     */
    StepFigures run(Batch batch, StepContext.Moment moment, Map<String, Double> rates, boolean flush) {
        return run(batch, moment, rates, flush, 0);
    }

    /** @param done share of the run that is over, 0 to 1 */
    StepFigures run(Batch batch, StepContext.Moment moment, Map<String, Double> rates, boolean flush, double done) {
        boolean due = pending + 1 >= accumulate || flush;
        double loss = 0;
        double squares = 0;
        LinkedHashMap<String, Double> terms = new LinkedHashMap<>();
        try (NDManager manager = objective.manager().newSubManager()) {
            StepContext context = new StepContext(batch, manager, moment, mixup(batch, moment, done));
            buffers.take();
            List<Pass> passes = objective.passes(moment.step());
            for (Pass pass : passes) {
                Map<String, Double> learning = new LinkedHashMap<>(rates);
                learning.keySet().retainAll(pass.groups());
                if (learning.isEmpty() && passes.size() > 1) {
                    // its side is frozen now
                    continue;
                }
                boolean first = pass == passes.getFirst();
                loss += alone(learning.keySet(), passes.size() > 1, () -> backward(pass, first, context, terms));
                if (!Double.isFinite(loss)) {
                    buffers.giveBack();
                    drop();
                    return new StepFigures(loss, terms, 0, false);
                }
                if (due) {
                    double norm = optimiser.step(byParameter(learning));
                    squares += norm * norm;
                    if (!Double.isFinite(norm)) {
                        buffers.giveBack();
                        drop();
                        return new StepFigures(loss, terms, norm, false);
                    }
                }
            }
            pending = due ? 0 : pending + 1;
            if (due) {
                drop();
            }
            StepFigures figures = new StepFigures(loss, terms, Math.sqrt(squares), due);
            callbacks.forEach(callback -> callback.afterStep(context, figures));
            return figures;
        }
    }

    private @Nullable Mixup mixup(Batch batch, StepContext.Moment moment, double done) {
        return mixup == 0 || batch.size() < 2 || !mixupWindow.holds(done)
                ? null
                : Mixup.draw(
                        mixup,
                        batch.size(),
                        new SplittableRandom(
                                Seeds.of(moment.seed(), moment.epoch(), moment.batch(), Seeds.of("mixup"))));
    }

    /** Everything computed here hangs on the step's own manager, because its first operand does. */
    private double backward(Pass pass, boolean first, StepContext context, Map<String, Double> terms) {
        try (GradLock.Recording recording = GradLock.record()) {
            context.recordedBy(recording);
            if (first) {
                preSteps(context, recording);
            }
            pass.forward().run(context).forEach(context::put);
            NDArray total = null;
            for (LossTerm term : pass.terms()) {
                NDArray value = context.loss(term);
                terms.put(term.name(), (double) value.getFloat());
                NDArray part = term.weight() == 1 ? value : Scalars.times(value, term.weight());
                total = total == null ? part : total.add(part);
            }
            if (total == null) {
                throw new IllegalStateException("a pass has at least one term");
            }
            double value = total.getFloat();
            if (Double.isFinite(value)) {
                recording.backward(accumulate == 1 ? total : Scalars.over(total, accumulate));
            }
            return value;
        } finally {
            context.recordedBy(null);
        }
    }

    private void preSteps(StepContext context, GradLock.Recording recording) {
        List<PreStep> hooks = new ArrayList<>();
        for (Callback callback : callbacks) {
            if (callback instanceof PreStep hook) {
                hooks.add(hook);
            }
        }
        if (!hooks.isEmpty()) {
            alone(Set.of(), true, () -> {
                hooks.forEach(hook -> hook.beforeForward(context, recording));
                return 0;
            });
        }
    }

    private interface Work {
        double run();
    }

    /** Runs something while only the parameters of these groups ask for gradients. */
    private double alone(Set<String> groups, boolean others, Work work) {
        // a list: arrays of equal numbers, such as fresh biases, are equal to a set
        List<NDArray> held = new ArrayList<>();
        if (others) {
            for (ParamGroup group : objective.groups()) {
                if (!groups.contains(group.name())) {
                    for (String name : group.parameters()) {
                        NDArray parameter = parameter(name);
                        if (parameter.hasGradient()) {
                            parameter.setRequiresGradient(false);
                            held.add(parameter);
                        }
                    }
                }
            }
        }
        try {
            return work.run();
        } finally {
            held.forEach(parameter -> parameter.setRequiresGradient(true));
        }
    }

    private Map<String, Double> byParameter(Map<String, Double> learning) {
        LinkedHashMap<String, Double> names = new LinkedHashMap<>();
        Map<String, ParamGroup> groups = new LinkedHashMap<>();
        objective.groups().forEach(group -> groups.put(group.name(), group));
        // in the network's order, so that sums over parameters are always added up alike
        for (String name : objective.parameters().keySet()) {
            groups.forEach((group, members) -> {
                Double rate = learning.get(group);
                if (rate != null && members.parameters().contains(name)) {
                    names.put(name, rate);
                }
            });
        }
        return names;
    }

    private NDArray parameter(String name) {
        NDArray parameter = objective.parameters().get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("a group names the parameter " + name + ", which does not exist");
        }
        return parameter;
    }

    /** Forgets the gradients. */
    private void drop() {
        pending = 0;
        objective.parameters().values().forEach(EngineCompat::zeroGrad);
    }
}
