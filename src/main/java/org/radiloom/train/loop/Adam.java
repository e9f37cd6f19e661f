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
    /** A part of a gradient that stays in the processor's cache. */
    private final float[] block = new float[ParameterMemory.BLOCK];

    /** What is kept for one parameter; arrays are in the parameter's memory order. */
    private static final class Slot {
        final NDArray parameter;
        final ParameterMemory weights;
        final float[] m;
        final float[] v;
        long steps;

        Slot(NDArray parameter) {
            this.parameter = parameter;
            weights = ParameterMemory.of(parameter);
            m = new float[weights.length()];
            v = new float[weights.length()];
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

    private void update(Slot slot, FloatBuffer gradient, float scale, double lr) {
        slot.steps++;
        float beta1 = (float) settings.beta1();
        float beta2 = (float) settings.beta2();
        double correction1 = 1 - Math.pow(settings.beta1(), slot.steps);
        double correction2 = 1 - Math.pow(settings.beta2(), slot.steps);
        float stepSize = (float) (lr / correction1);
        float rootCorrection = (float) (1 / Math.sqrt(correction2));
        float epsilon = (float) settings.epsilon();
        float l2 = (float) (settings.decoupled() ? 0 : settings.weightDecay());
        float keep = (float) (settings.decoupled() && slot.weights.isMatrix() ? 1 - lr * settings.weightDecay() : 1);
        float[] m = slot.m;
        float[] v = slot.v;
        slot.weights.edit((w, from, n) -> {
            gradient.get(from, block, 0, n);
            for (int i = 0; i < n; i++) {
                float g = scale * block[i] + l2 * w[i];
                float first = beta1 * m[from + i] + (1 - beta1) * g;
                float second = beta2 * v[from + i] + (1 - beta2) * g * g;
                m[from + i] = first;
                v[from + i] = second;
                w[i] = keep * w[i] - stepSize * first / ((float) Math.sqrt(second) * rootCorrection + epsilon);
            }
        });
    }

    /** Sum of squares; four sums side by side let the processor add in parallel. */
    private double squares(FloatBuffer gradient) {
        double[] sums = new double[4];
        int length = gradient.capacity();
        for (int from = 0; from < length; from += block.length) {
            int n = Math.min(block.length, length - from);
            gradient.get(from, block, 0, n);
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            int i = 0;
            for (; i + 3 < n; i += 4) {
                a += (double) block[i] * block[i];
                b += (double) block[i + 1] * block[i + 1];
                c += (double) block[i + 2] * block[i + 2];
                d += (double) block[i + 3] * block[i + 3];
            }
            for (; i < n; i++) {
                a += (double) block[i] * block[i];
            }
            sums[0] += a;
            sums[1] += b;
            sums[2] += c;
            sums[3] += d;
        }
        return sums[0] + sums[1] + sums[2] + sums[3];
    }

    /** A copy of both moments and the step counts, by name: {@code m.NAME}, {@code v.NAME}, {@code steps.NAME}. */
    @Override
    public Map<String, FloatTensor> state() {
        Map<String, FloatTensor> state = new LinkedHashMap<>();
        slots.forEach((name, slot) -> {
            state.put("m." + name, new FloatTensor(new long[] {slot.m.length}, slot.m.clone()));
            state.put("v." + name, new FloatTensor(new long[] {slot.v.length}, slot.v.clone()));
            // two floats hold a count exactly up to 2^48
            float[] steps = {slot.steps >>> 24, slot.steps & 0xFFFFFF};
            state.put("steps." + name, new FloatTensor(new long[] {2}, steps));
        });
        return state;
    }

    @Override
    public void restore(Map<String, FloatTensor> state) throws Problem {
        for (Map.Entry<String, Slot> entry : slots.entrySet()) {
            int n = entry.getValue().m.length;
            if (values(state, "m." + entry.getKey(), n) == null
                    || values(state, "v." + entry.getKey(), n) == null
                    || values(state, "steps." + entry.getKey(), 2) == null) {
                throw Problem.model(
                        "checkpoint.optimiser",
                        "The checkpoint's optimiser state does not fit " + entry.getKey() + ".",
                        "Resume with the configuration that the run was started with.");
            }
        }
        slots.forEach((name, slot) -> {
            copy(state, "m." + name, slot.m);
            copy(state, "v." + name, slot.v);
            float[] steps = new float[2];
            copy(state, "steps." + name, steps);
            slot.steps = ((long) steps[0] << 24) + (long) steps[1];
        });
    }

    private static void copy(Map<String, FloatTensor> state, String name, float[] into) {
        float[] values = values(state, name, into.length);
        if (values != null) {
            System.arraycopy(values, 0, into, 0, into.length);
        }
    }

    private static float @org.jspecify.annotations.Nullable [] values(
            Map<String, FloatTensor> state, String name, int length) {
        FloatTensor tensor = state.get(name);
        return tensor == null || tensor.values().length != length ? null : tensor.values();
    }
}
