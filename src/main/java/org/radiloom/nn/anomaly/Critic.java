package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.nn.Convs;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.Parameters;

/**
 * The critic of a Wasserstein network, and the penalty that keeps its slope at 1: Gulrajani et al. 2017 (arXiv:1704.00028),
 * equation 3. The last map of its body is what pictures are compared in.
 */
final class Critic {
    static final String GROUP = "critic";

    private static final double TINY = 1e-12;
    private static final Shape ONE = new Shape(1, 1);

    private final NDArray stemWeight;
    private final NDArray stemBias;
    private final List<DownBlock> blocks = new ArrayList<>();
    private final FlatLayer last;
    private final Parameters arrays;

    /** @param widths channels by level, from the full size down to 4×4 */
    Critic(Parameters p, List<Integer> widths) {
        arrays = p;
        stemWeight = p.convWeight(GROUP + ".stem.weight", widths.getFirst(), 1, 3);
        stemBias = p.vector(GROUP + ".stem.bias", widths.getFirst(), 0);
        for (int level = 1; level < widths.size(); level++) {
            blocks.add(new DownBlock(p, GROUP + ".level" + level, widths.get(level - 1), widths.get(level), true));
        }
        int deepest = widths.getLast();
        last = FlatLayer.down(p, GROUP + ".last", deepest, 1, Math.sqrt(1.0 / (16 * deepest)), true);
    }

    /** (B, 1, S, S) → (B, C, 4, 4); {@code x} stays open. */
    NDArray features(NDArray x) {
        NDArray y = Convs.conv(x, stemWeight, stemBias, ONE, ONE);
        for (DownBlock block : blocks) {
            y = block.apply(y, true);
        }
        return y;
    }

    /** (B, 1, S, S) → (B, 1), how real; {@code x} stays open. */
    NDArray score(NDArray x) {
        try (NDArray features = features(x)) {
            return last.down(features);
        }
    }

    /** Score and its change along {@code direction}, (B, 1) each; both inputs stay open. */
    Dual score(NDArray x, NDArray direction) {
        Dual y = Tangents.conv(new Dual(Views.same(x), Views.same(direction)), stemWeight, stemBias, ONE);
        for (DownBlock block : blocks) {
            y = block.apply(y);
        }
        try (Dual deepest = y) {
            return new Dual(last.down(deepest.value()), last.tangent(deepest.tangent()));
        }
    }

    /**
     * mean (‖∇D(x)‖ − 1)², with the exact slope for this critic's parameters.
     *
     * <p>With u the direction of the gradient, the change of the score along u is the gradient's length, and its slope by
     * the parameters is that of the length: d‖g‖ = u·dg. So one backward pass finds u, and a forward pass with tangents
     * along u is what is differentiated.
     *
     * @param at (B, 1, S, S); no gradient flows to it
     */
    NDArray penalty(NDArray at, GradLock.Recording recording) {
        NDArray x = at.stopGradient().duplicate();
        NDArray direction = direction(x, recording);
        NDArray slope = score(x, direction).tangent();
        NDArray off = slope.add(-1f);
        return off.mul(off).mean();
    }

    /** g/‖g‖ with g = ∂ΣD/∂x, by sample. */
    private NDArray direction(NDArray x, GradLock.Recording recording) {
        List<NDArray> held = new ArrayList<>();
        arrays.trained().forEach((name, array) -> {
            if (name.startsWith(GROUP + ".") && array.hasGradient()) {
                array.setRequiresGradient(false);
                held.add(array);
            }
        });
        x.setRequiresGradient(true);
        try (NDArray scores = score(x);
                NDArray sum = scores.sum()) {
            recording.backward(sum);
        }
        EngineCompat.setGradMode(false);
        try (NDArray gradient = x.getGradient();
                NDArray squares = gradient.mul(gradient);
                NDArray sums = squares.sum(new int[] {1, 2, 3}, true);
                NDArray length = sums.sqrt();
                NDArray safe = length.add((float) TINY)) {
            return gradient.div(safe);
        } finally {
            x.setRequiresGradient(false);
            EngineCompat.setGradMode(true);
            held.forEach(array -> array.setRequiresGradient(true));
        }
    }

    /** αx + (1 − α)x', α (B, 1, 1, 1). */
    static NDArray between(NDArray x, NDArray other, float[] shares) {
        NDArray share = x.getManager().create(shares, new Shape(shares.length, 1, 1, 1));
        return other.add(x.sub(other).mul(share));
    }
}
