package org.radiloom.nn.icfd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.radiloom.nn.Scalars;

/** What the decouplers are supervised by; Huang et al., MICCAI 2024, section 2. Scalars; gradients flow. */
public final class IcfdLosses {
    private IcfdLosses() {}

    /**
     * L_s: cross-entropy of a sigmoid per class, the mean over samples and classes; max(s,0) − s·t + log(1 + e^−|s|), which
     * no score can make infinite.
     *
     * @param scores (B, K) before the sigmoid
     * @param oneHot (B, K)
     */
    public static NDArray labels(NDArray scores, NDArray oneHot) {
        try (NDArray size = scores.abs();
                NDArray small = Scalars.times(size, -1f);
                NDArray power = small.exp();
                NDArray raised = power.add(1f);
                NDArray bend = raised.log();
                NDArray positive = scores.getNDArrayInternal().relu();
                NDArray hit = scores.mul(oneHot);
                NDArray linear = positive.sub(hit);
                NDArray all = linear.add(bend)) {
            return all.mean();
        }
    }

    /**
     * L_s as cross-entropy of one softmax over the classes, the mean over samples.
     *
     * @param scores (B, K) before the softmax
     * @param oneHot (B, K)
     */
    public static NDArray labelsExclusive(NDArray scores, NDArray oneHot) {
        try (NDArray log = scores.logSoftmax(1);
                NDArray hit = log.mul(oneHot);
                NDArray sum = hit.sum()) {
            return Scalars.times(sum, -1f / scores.getShape().get(0));
        }
    }

    /**
     * L_c = mean √((Δx − Δx̂)² + ξ²) + mean |x − x̂|.
     *
     * <p>Equation 5 prints the difference without the square, the root of a number of either sign; the Charbonnier form needs
     * it.
     *
     * @param x (B, C, S, S)
     * @param rebuilt x̂, of the same shape
     * @param xi ξ, above 0
     */
    public static NDArray reconstruction(NDArray x, NDArray rebuilt, double xi) {
        // Δ is linear: one filter instead of two
        try (NDArray difference = rebuilt.sub(x);
                NDArray edges = Laplacian.of(difference);
                NDArray squares = edges.mul(edges);
                NDArray above = squares.add((float) (xi * xi));
                NDArray roots = above.sqrt();
                NDArray charbonnier = roots.mean();
                NDArray sizes = difference.abs();
                NDArray level = sizes.mean()) {
            return charbonnier.add(level);
        }
    }

    /**
     * One-hot rows of class numbers.
     *
     * @param labels (B) or (B, 1), any number type
     */
    public static NDArray oneHot(NDArray labels, int classes) {
        long b = labels.getShape().get(0);
        float[] truth = labels.toType(DataType.FLOAT32, false).toFloatArray();
        float[] rows = new float[Math.toIntExact(b * classes)];
        for (int j = 0; j < b; j++) {
            rows[j * classes + Math.round(truth[j])] = 1;
        }
        return labels.getManager().create(rows, new Shape(b, classes));
    }
}
