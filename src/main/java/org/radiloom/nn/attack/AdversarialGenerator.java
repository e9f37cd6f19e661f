package org.radiloom.nn.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.Scalars;

/**
 * Projected gradient ascent: the change of a picture within a ball that moves a classifier's answer most.
 *
 * <p>Madry et al. 2018 (arXiv:1706.06083) for cross-entropy, Zhang et al. 2019 (TRADES, arXiv:1901.08573) for the divergence
 * from the clean answer. Each sample has its own radius and step. Nothing of the network changes: its parameters are frozen
 * meanwhile and receive no gradient; the caller's function must run it with {@code training} off, so that batch norms keep
 * their statistics.
 *
 * @param norm the shape of the ball
 * @param start where the ascent begins
 * @param goal what grows
 * @param steps at least 1
 * @param low least intensity
 * @param high largest intensity
 */
public record AdversarialGenerator(Norm norm, Start start, Goal goal, int steps, float low, float high) {
    private static final float TINY = 1e-12f;
    private static final double TRADES = 0.001;

    /** The ball that a change stays in. */
    public enum Norm {
        /** No intensity changes by more than the radius. */
        LINF,
        /** The root of the sum of all squared changes of a sample is at most the radius. */
        L2
    }

    /** Where the ascent begins; never at the picture itself, where the divergence has no slope. */
    public enum Start {
        /** Anywhere in the ball. */
        UNIFORM,
        /** Gaussian noise of deviation 0.001, cut to the ball. */
        TRADES
    }

    /** What the ascent enlarges. */
    public enum Goal {
        /** The divergence KL(clean ‖ attacked) of the probabilities. */
        DIVERGENCE,
        /** The cross-entropy of the true class. */
        CROSS_ENTROPY
    }

    public AdversarialGenerator {
        if (steps < 1 || !(low < high)) {
            throw new IllegalArgumentException(steps + " steps in [" + low + ", " + high + "]");
        }
    }

    /** In [0, 1]. */
    public AdversarialGenerator(Norm norm, Start start, Goal goal, int steps) {
        this(norm, start, goal, steps, 0, 1);
    }

    /**
     * Who is attacked.
     *
     * @param logits (B, ...) → (B, K), outside training
     * @param parameters all that {@code logits} depends on; those that ask for gradients do not while it is attacked
     */
    public record Victim(UnaryOperator<NDArray> logits, Collection<NDArray> parameters) {}

    /**
     * How far each sample may move.
     *
     * @param radius ε by sample, in intensity units, at least 0
     * @param step length of a step by sample
     */
    public record Reach(float[] radius, float[] step) {
        public Reach {
            if (radius.length != step.length) {
                throw new IllegalArgumentException(radius.length + " radii, " + step.length + " steps");
            }
        }

        /** Steps that are this share of the radius. */
        public static Reach of(float[] radius, double share) {
            float[] step = new float[radius.length];
            for (int j = 0; j < step.length; j++) {
                step[j] = (float) (radius[j] * share);
            }
            return new Reach(radius, step);
        }

        /** Whether nothing may move. */
        public boolean none() {
            for (float r : radius) {
                if (r > 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Attacks a batch.
     *
     * @param recording the one under way; the attack goes backward on graphs of its own
     * @param x (B, ...) with values in [{@code low}, {@code high}]; stays the caller's and keeps its graph to itself
     * @param oneHot (B, K), the truth; only needed for {@link Goal#CROSS_ENTROPY}
     * @param random where the start comes from
     * @return x', a new array of the same shape that no gradient flows through, in the manager of {@code x}
     */
    public NDArray attack(
            GradLock.Recording recording,
            Victim victim,
            NDArray x,
            @Nullable NDArray oneHot,
            Reach reach,
            SplittableRandom random) {
        if (reach.radius.length != x.getShape().get(0)) {
            throw new IllegalArgumentException(reach.radius.length + " radii for " + x.getShape());
        }
        List<NDArray> held = new ArrayList<>();
        for (NDArray parameter : victim.parameters) {
            if (parameter.hasGradient()) {
                parameter.setRequiresGradient(false);
                held.add(parameter);
            }
        }
        EngineCompat.setGradMode(false);
        try {
            NDArray clean = x.stopGradient().duplicate();
            if (reach.none()) {
                return clean;
            }
            Ball ball = new Ball(clean, reach);
            NDArray target = goal == Goal.DIVERGENCE
                    ? victim.logits.apply(clean).softmax(1)
                    : Objects.requireNonNull(oneHot, "the truth").stopGradient();
            NDArray at = ball.inside(clean.add(ball.start(random)));
            for (int step = 0; step < steps; step++) {
                NDArray gradient = gradient(recording, victim, at, target);
                NDArray moved = at.add(ball.step(gradient));
                gradient.close();
                at.close();
                at = ball.inside(moved);
            }
            return at;
        } finally {
            EngineCompat.setGradMode(true);
            held.forEach(parameter -> parameter.setRequiresGradient(true));
        }
    }

    /** Of −Σ goal·log softmax: the same slope as the divergence, whose other part does not depend on the picture. */
    private static NDArray gradient(GradLock.Recording recording, Victim victim, NDArray at, NDArray goal) {
        at.setRequiresGradient(true);
        EngineCompat.setGradMode(true);
        try (NDArray logits = victim.logits.apply(at);
                NDArray log = logits.logSoftmax(1);
                NDArray parts = log.mul(goal);
                NDArray sum = parts.sum();
                NDArray loss = Scalars.times(sum, -1f)) {
            recording.backward(loss);
        } finally {
            EngineCompat.setGradMode(false);
        }
        try (NDArray raw = at.getGradient();
                NDArray nan = raw.isNaN();
                NDArray infinite = raw.isInfinite();
                NDArray bad = nan.logicalOr(infinite);
                NDArray zeros = raw.zerosLike()) {
            at.setRequiresGradient(false);
            return NDArrays.where(bad, zeros, raw);
        }
    }

    /** All places that a batch may move to. */
    private final class Ball {
        private final NDArray clean;
        private final NDArray radius;
        private final NDArray step;
        private final NDArray lowest;
        private final NDArray highest;

        Ball(NDArray clean, Reach reach) {
            this.clean = clean;
            radius = bySample(reach.radius);
            step = bySample(reach.step);
            lowest = clean.sub(radius);
            highest = clean.add(radius);
        }

        private NDArray bySample(float[] values) {
            long[] shape = new long[clean.getShape().dimension()];
            Arrays.fill(shape, 1);
            shape[0] = values.length;
            return clean.getManager().create(values.clone(), new Shape(shape));
        }

        NDArray start(SplittableRandom random) {
            float[] values = new float[Math.toIntExact(clean.getShape().size())];
            for (int i = 0; i < values.length; i++) {
                values[i] =
                        (float) (start == Start.UNIFORM ? random.nextDouble(-1, 1) : TRADES * random.nextGaussian());
            }
            NDArray noise = clean.getManager().create(values, clean.getShape());
            return start == Start.UNIFORM ? noise.mul(radius) : noise;
        }

        NDArray step(NDArray gradient) {
            if (norm == Norm.LINF) {
                return gradient.sign().mul(step);
            }
            return gradient.div(length(gradient).add(TINY)).mul(step);
        }

        /** (B, 1, ...). */
        private NDArray length(NDArray change) {
            long b = change.getShape().get(0);
            long[] shape = new long[change.getShape().dimension()];
            Arrays.fill(shape, 1);
            shape[0] = b;
            try (NDArray squares = change.mul(change);
                    NDArray rows = squares.reshape(b, -1);
                    NDArray sums = rows.sum(new int[] {1});
                    NDArray roots = sums.sqrt()) {
                return roots.reshape(shape);
            }
        }

        /** The nearest place inside; {@code at} is closed. */
        NDArray inside(NDArray at) {
            try (at) {
                if (norm == Norm.LINF) {
                    try (NDArray above = at.maximum(lowest);
                            NDArray between = above.minimum(highest)) {
                        return between.clip(low, high);
                    }
                }
                try (NDArray change = at.sub(clean);
                        NDArray length = length(change);
                        NDArray safe = length.add(TINY);
                        NDArray share = radius.div(safe);
                        NDArray atMost = Scalars.atMost(share, 1f);
                        NDArray kept = change.mul(atMost);
                        NDArray back = clean.add(kept)) {
                    return back.clip(low, high);
                }
            }
        }
    }
}
