package org.radiloom.train.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.radiloom.nn.AdamMoments;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.ParameterMemory;
import org.radiloom.problem.Problem;

/**
 * Adam over an explicit list of parameters, with the gradient's global norm clipped before.
 *
 * <p>m ← β1·m + (1-β1)·g, v ← β2·v + (1-β2)·g², w ← w - lr·m̂ / (√v̂ + ε) with bias-corrected m̂ and v̂ (Kingma and Ba
 * 2015, algorithm 1). Weight decay is added to g (L2), or taken from w beside the step (decoupled: Loshchilov and Hutter
 * 2019, algorithm 2) and then leaves vectors (biases, batch norm) alone. The engine's own optimiser makes large
 * temporary arrays; this one works on the parameters' memory.
 */
final class Adam implements Optimiser {
    private final OptimSettings settings;
    private final SequencedMap<String, Slot> slots = new LinkedHashMap<>();
    /** What is kept for one parameter. */
    private static final class Slot {
        final NDArray parameter;
        final ParameterMemory weights;
        final AdamMoments moments;
        long steps;

        Slot(NDArray parameter) {
            this.parameter = parameter;
            weights = ParameterMemory.of(parameter);
            moments = new AdamMoments(weights);
        }
    }

    Adam(Map<String, NDArray> parameters, OptimSettings settings) {
        this.settings = settings;
        parameters.forEach((name, parameter) -> slots.put(name, new Slot(parameter)));
    }

    @Override
    public double step(Map<String, Double> rates) {
        List<Slot> chosen = new ArrayList<>();
        List<Double> lrs = new ArrayList<>();
        rates.forEach((name, lr) -> {
            Slot slot = slots.get(name);
            if (slot == null) {
                throw new IllegalArgumentException("no parameter " + name);
            }
            chosen.add(slot);
            lrs.add(lr);
        });
        if (chosen.isEmpty()) {
            return 0;
        }
        try (NDManager scope = chosen.getFirst().parameter.getManager().newSubManager()) {
            List<FloatBuffer> gradients = new ArrayList<>();
            int threads = EngineCompat.threads();
            double squares = 0;
            for (Slot slot : chosen) {
                FloatBuffer gradient = slot.weights.gradient(scope);
                squares += AdamMoments.squares(gradient, threads);
                gradients.add(gradient);
            }
            double norm = Math.sqrt(squares);
            if (Double.isFinite(norm)) {
                boolean clip = settings.clipNorm() > 0 && norm > settings.clipNorm();
                float scale = (float) (clip ? settings.clipNorm() / norm : 1);
                for (int at = 0; at < chosen.size(); at++) {
                    Slot slot = chosen.get(at);
                    slot.moments.update(gradients.get(at), rule(slot, scale, lrs.get(at)), threads);
                }
            }
            return norm;
        }
    }

    private AdamMoments.Rule rule(Slot slot, float scale, double lr) {
        slot.steps++;
        double correction1 = 1 - Math.pow(settings.beta1(), slot.steps);
        double correction2 = 1 - Math.pow(settings.beta2(), slot.steps);
        return new AdamMoments.Rule(
                (float) settings.beta1(),
                (float) settings.beta2(),
                (float) (lr / correction1),
                (float) (1 / Math.sqrt(correction2)),
                (float) settings.epsilon(),
                scale,
                (float) (settings.decoupled() ? 0 : settings.weightDecay()),
                (float) (settings.decoupled() && slot.weights.isMatrix() ? 1 - lr * settings.weightDecay() : 1));
    }

    /** A copy of both moments and the step counts, by name: {@code m.NAME}, {@code v.NAME}, {@code steps.NAME}. */
    @Override
    public Map<String, FloatTensor> state() {
        Map<String, FloatTensor> state = new LinkedHashMap<>();
        slots.forEach((name, slot) -> {
            state.put("m." + name, vector(slot.moments.first()));
            state.put("v." + name, vector(slot.moments.second()));
            // two floats hold a count exactly up to 2^48
            float[] steps = {slot.steps >>> 24, slot.steps & 0xFFFFFF};
            state.put("steps." + name, vector(steps));
        });
        return state;
    }

    private static FloatTensor vector(float[] values) {
        return new FloatTensor(new long[] {values.length}, values);
    }

    @Override
    public void restore(Map<String, FloatTensor> state) throws Problem {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        slots.forEach((name, slot) -> {
            lengths.put("m." + name, slot.weights.length());
            lengths.put("v." + name, slot.weights.length());
            lengths.put("steps." + name, 2);
        });
        OptimiserState.check(state, lengths);
        slots.forEach((name, slot) -> {
            slot.moments.restore(values(state, "m." + name), values(state, "v." + name));
            float[] steps = values(state, "steps." + name);
            slot.steps = ((long) steps[0] << 24) + (long) steps[1];
        });
    }

    private static float[] values(Map<String, FloatTensor> state, String name) {
        return Objects.requireNonNull(state.get(name)).values();
    }
}
