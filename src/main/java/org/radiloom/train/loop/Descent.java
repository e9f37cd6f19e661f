package org.radiloom.train.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.ParameterMemory;
import org.radiloom.problem.Problem;

/**
 * An optimiser whose rule looks at one number, its gradient and what it keeps for it at a time; the gradient's global
 * norm is clipped before.
 *
 * <p>Weight decay is added to the gradient, or taken from the weights beside the step (decoupled) and then leaves vectors
 * (biases, batch norm) alone.
 */
final class Descent implements Optimiser {
    private static final int BLOCK = 8192;

    private final OptimSettings settings;
    private final Rule rule;
    private final SequencedMap<String, Slot> slots = new LinkedHashMap<>();
    private final float[] w = new float[BLOCK];
    private final float[] g = new float[BLOCK];

    /**
     * How numbers change.
     *
     * @param kept names of the vectors that it keeps for each parameter
     */
    record Rule(List<String> kept, Update update) {}

    /** Changes a block of numbers. */
    interface Update {
        /**
         * @param w the weights; only the first {@code n} count
         * @param g their gradient, clipped, with weight decay
         * @param kept the parameter's whole vectors, in the order of {@link Rule#kept}
         * @param from place of the block's first number in {@code kept}
         */
        void apply(float[] w, float[] g, float[][] kept, int from, int n, float lr);
    }

    /** A parameter and what is kept for it, in its memory order. */
    private record Slot(NDArray parameter, ParameterMemory weights, float[][] kept) {}

    Descent(Map<String, NDArray> parameters, OptimSettings settings, Rule rule) {
        this.settings = settings;
        this.rule = rule;
        parameters.forEach((name, parameter) -> {
            ParameterMemory weights = ParameterMemory.of(parameter);
            slots.put(name, new Slot(parameter, weights, new float[rule.kept().size()][weights.length()]));
        });
    }

    @Override
    public double step(Map<String, Double> rates) {
        if (rates.isEmpty()) {
            return 0;
        }
        List<Slot> chosen = new ArrayList<>();
        List<Double> lrs = new ArrayList<>();
        rates.forEach((name, lr) -> {
            chosen.add(slot(name));
            lrs.add(lr);
        });
        try (NDManager scope = chosen.getFirst().parameter.getManager().newSubManager()) {
            List<FloatBuffer> gradients = new ArrayList<>();
            double squares = 0;
            for (Slot slot : chosen) {
                FloatBuffer gradient = slot.weights.gradient(scope);
                squares += squares(gradient);
                gradients.add(gradient);
            }
            double norm = Math.sqrt(squares);
            if (Double.isFinite(norm)) {
                boolean clip = settings.clipNorm() > 0 && norm > settings.clipNorm();
                float scale = (float) (clip ? settings.clipNorm() / norm : 1);
                for (int at = 0; at < chosen.size(); at++) {
                    update(chosen.get(at), gradients.get(at), scale, lrs.get(at));
                }
            }
            return norm;
        }
    }

    private Slot slot(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return slot;
    }

    private void update(Slot slot, FloatBuffer gradient, float scale, double lr) {
        float l2 = (float) (settings.decoupled() ? 0 : settings.weightDecay());
        float keep = (float) (settings.decoupled() && slot.weights.isMatrix() ? 1 - lr * settings.weightDecay() : 1);
        int length = slot.weights.length();
        for (int from = 0; from < length; from += BLOCK) {
            int n = Math.min(BLOCK, length - from);
            slot.weights.get(from, w, n);
            gradient.get(from, g, 0, n);
            for (int i = 0; i < n; i++) {
                g[i] = scale * g[i] + l2 * w[i];
                w[i] *= keep;
            }
            rule.update().apply(w, g, slot.kept, from, n, (float) lr);
            slot.weights.put(from, w, n);
        }
    }

    private double squares(FloatBuffer gradient) {
        double sum = 0;
        int length = gradient.capacity();
        for (int from = 0; from < length; from += BLOCK) {
            int n = Math.min(BLOCK, length - from);
            gradient.get(from, g, 0, n);
            for (int i = 0; i < n; i++) {
                sum += (double) g[i] * g[i];
            }
        }
        return sum;
    }

    /** A copy of what is kept, as {@code KEPT.NAME}. */
    @Override
    public Map<String, FloatTensor> state() {
        Map<String, FloatTensor> state = new LinkedHashMap<>();
        slots.forEach((name, slot) -> {
            for (int k = 0; k < slot.kept.length; k++) {
                float[] values = slot.kept[k].clone();
                state.put(rule.kept().get(k) + "." + name, new FloatTensor(new long[] {values.length}, values));
            }
        });
        return state;
    }

    @Override
    public void restore(Map<String, FloatTensor> state) throws Problem {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        slots.forEach(
                (name, slot) -> rule.kept().forEach(kept -> lengths.put(kept + "." + name, slot.weights.length())));
        OptimiserState.check(state, lengths);
        slots.forEach((name, slot) -> {
            for (int k = 0; k < slot.kept.length; k++) {
                OptimiserState.copy(state, rule.kept().get(k) + "." + name, slot.kept[k]);
            }
        });
    }
}
