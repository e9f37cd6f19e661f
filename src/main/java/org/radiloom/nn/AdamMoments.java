package org.radiloom.nn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Adam's two moments of one parameter, and the arithmetic on them: a pass over memory in blocks that stay in the
 * processor's cache.
 *
 * <p>Every array of a block is indexed from 0, because only then can the compiler see that no two of them overlap and
 * use the processor's vector instructions: one long array per moment, read at an offset, takes two and a half times as
 * long. Results do not depend on the number of threads.
 */
public final class AdamMoments {
    private static final int BLOCK = 16_384;
    /** Numbers of a gradient squared side by side; divides a block. */
    private static final int SQUARED = 2048;
    /** Blocks from which on it pays to share the work between threads. */
    private static final int WORTH_SHARING = 8;

    private final FloatBuffer weights;
    private final float[][] first;
    private final float[][] second;

    /**
     * What one step does to every number: g ← scale·g + l2·w; m ← β1·m + (1-β1)·g; v ← β2·v + (1-β2)·g²; w ← keep·w -
     * stepSize·m / (√v·rootCorrection + ε). Kingma and Ba 2015, algorithm 1, with both bias corrections taken out of the
     * loop.
     */
    public record Rule(
            float beta1,
            float beta2,
            float stepSize,
            float rootCorrection,
            float epsilon,
            float scale,
            float l2,
            float keep) {}

    /** Moments of zero. */
    public AdamMoments(ParameterMemory parameter) {
        weights = parameter.memory();
        first = blocks(parameter.length());
        second = blocks(parameter.length());
    }

    private static float[][] blocks(int length) {
        float[][] blocks = new float[Math.ceilDiv(length, BLOCK)][];
        for (int at = 0; at < blocks.length; at++) {
            blocks[at] = new float[Math.min(BLOCK, length - at * BLOCK)];
        }
        return blocks;
    }

    /**
     * One step.
     *
     * @param gradient in the parameter's memory order (see {@link ParameterMemory#gradient})
     * @param threads how many may work at once, at least 1
     */
    public void update(FloatBuffer gradient, Rule rule, int threads) {
        share(first.length, threads, (from, to) -> {
            float[] w = new float[Math.min(BLOCK, weights.capacity())];
            float[] g = new float[w.length];
            for (int at = from; at < to; at++) {
                int n = first[at].length;
                weights.get(at * BLOCK, w, 0, n);
                gradient.get(at * BLOCK, g, 0, n);
                apply(rule, w, g, first[at], second[at], n);
                weights.put(at * BLOCK, w, 0, n);
            }
        });
    }

    private static void apply(Rule rule, float[] w, float[] g, float[] m, float[] v, int n) {
        float beta1 = rule.beta1;
        float rest1 = 1 - beta1;
        float beta2 = rule.beta2;
        float rest2 = 1 - beta2;
        float stepSize = rule.stepSize;
        float rootCorrection = rule.rootCorrection;
        float epsilon = rule.epsilon;
        float scale = rule.scale;
        float l2 = rule.l2;
        float keep = rule.keep;
        for (int i = 0; i < n; i++) {
            float x = scale * g[i] + l2 * w[i];
            float mean = beta1 * m[i] + rest1 * x;
            float square = beta2 * v[i] + rest2 * x * x;
            m[i] = mean;
            v[i] = square;
            w[i] = keep * w[i] - stepSize * mean / ((float) Math.sqrt(square) * rootCorrection + epsilon);
        }
    }

    /** Sum of the squares of a gradient, the same for any number of threads. */
    public static double squares(FloatBuffer gradient, int threads) {
        int blocks = Math.ceilDiv(gradient.capacity(), BLOCK);
        double[] sums = new double[blocks];
        share(blocks, threads, (from, to) -> {
            float[] g = new float[Math.min(SQUARED, gradient.capacity())];
            double[] lanes = new double[g.length];
            for (int at = from; at < to; at++) {
                sums[at] = squares(gradient, at * BLOCK, Math.min((at + 1) * BLOCK, gradient.capacity()), g, lanes);
            }
        });
        return Arrays.stream(sums).sum();
    }

    private static double squares(FloatBuffer gradient, int from, int to, float[] g, double[] lanes) {
        Arrays.fill(lanes, 0);
        for (int at = from; at < to; at += g.length) {
            int n = Math.min(g.length, to - at);
            gradient.get(at, g, 0, n);
            for (int i = 0; i < n; i++) {
                double x = g[i];
                lanes[i] += x * x;
            }
        }
        double sum = 0;
        for (double lane : lanes) {
            sum += lane;
        }
        return sum;
    }

    private interface Part {
        /** Does blocks {@code from} to {@code to - 1}. */
        void run(int from, int to);
    }

    private static void share(int blocks, int threads, Part part) {
        if (threads == 1 || blocks < WORTH_SHARING) {
            part.run(0, blocks);
            return;
        }
        int parts = Math.min(threads, blocks);
        IntStream.range(0, parts)
                .parallel()
                .forEach(at -> part.run((int) ((long) blocks * at / parts), (int) ((long) blocks * (at + 1) / parts)));
    }

    /** A copy of the first moment, in the parameter's memory order. */
    public float[] first() {
        return joined(first);
    }

    /** A copy of the second moment, in the parameter's memory order. */
    public float[] second() {
        return joined(second);
    }

    private float[] joined(float[][] blocks) {
        float[] all = new float[weights.capacity()];
        for (int at = 0; at < blocks.length; at++) {
            System.arraycopy(blocks[at], 0, all, at * BLOCK, blocks[at].length);
        }
        return all;
    }

    /** Takes both moments over from copies. */
    public void restore(float[] firstMoment, float[] secondMoment) {
        split(firstMoment, first);
        split(secondMoment, second);
    }

    private void split(float[] all, float[][] blocks) {
        if (all.length != weights.capacity()) {
            throw new IllegalArgumentException(all.length + " numbers for " + weights.capacity());
        }
        for (int at = 0; at < blocks.length; at++) {
            System.arraycopy(all, at * BLOCK, blocks[at], 0, blocks[at].length);
        }
    }
}
