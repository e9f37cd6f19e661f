package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.GradLock;

/**
 * Where in a picture a class finds its evidence, for networks whose scores are no linear function of their maps: gradient
 * times picture, x ⊙ ∂s_c/∂x (Shrikumar et al. 2016, arXiv:1605.01713).
 *
 * <p>Unlike {@link ClassActivation} it goes backward and holds the {@link GradLock} meanwhile, so that whoever looks at a
 * model waits for a step of a training.
 */
public final class GradientActivation {
    private GradientActivation() {}

    /**
     * Evidence of every class on a grid, with its sign.
     *
     * @param network prepared for inference, so that no parameter collects a gradient
     * @param x one picture (1, C, S, S); stays the caller's
     * @param declared (1, n), null if n = 0
     * @param cells of the grid in each direction, 1 to S
     * @return (K, cells, cells), logits: the mean over cells of a class is Σ x·∂s_c/∂x
     */
    public static float[] of(Classifier network, NDArray x, @Nullable NDArray declared, int cells) {
        int classes = network.spec().classes();
        int places = cells * cells;
        float[] evidence = new float[classes * places];
        for (int c = 0; c < classes; c++) {
            float[] products = products(network, x, declared, c);
            int side = Math.toIntExact(x.getShape().get(2));
            for (int at = 0; at < products.length; at++) {
                int row = at / side % side * cells / side;
                int column = at % side * cells / side;
                evidence[c * places + row * cells + column] += places * products[at];
            }
        }
        return evidence;
    }

    private static float[] products(Classifier network, NDArray x, @Nullable NDArray declared, int c) {
        try (NDArray leaf = x.duplicate()) {
            leaf.setRequiresGradient(true);
            try (GradLock.Recording recording = GradLock.record();
                    FeatureOut out = network.forward(leaf, declared, false);
                    NDArray scores = out.logits().get(":, " + c);
                    NDArray score = scores.sum()) {
                recording.backward(score);
            }
            try (NDArray gradient = leaf.getGradient();
                    NDArray still = leaf.stopGradient();
                    NDArray product = still.mul(gradient)) {
                return product.toFloatArray();
            }
        }
    }
}
