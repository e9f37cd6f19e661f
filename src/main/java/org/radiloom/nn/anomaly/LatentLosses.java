package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.radiloom.nn.Scalars;

/** What MADDR adds to a detector's own losses (Zhang et al., MICCAI 2023, equations 2 to 4). */
public final class LatentLosses {
    private static final double TINY = 1e-12;

    private LatentLosses() {}

    /**
     * Mean of −α_k·(1 − p_k)^γ·log p_k over the samples whose class k is known; 0 if none is. Equations 2 and 3.
     *
     * @param scores (B, K), before softmax
     * @param classes (B), from 0; below 0 where unknown
     * @param alpha α by class; the last one holds for all classes that follow
     */
    public static NDArray focal(NDArray scores, float[] classes, double gamma, List<Double> alpha) {
        int count = Math.toIntExact(scores.getShape().get(1));
        float[] weights = new float[classes.length * count];
        int known = 0;
        for (int n = 0; n < classes.length; n++) {
            int of = (int) classes[n];
            if (of >= 0) {
                weights[n * count + of] =
                        alpha.get(Math.min(of, alpha.size() - 1)).floatValue();
                known++;
            }
        }
        NDArray log = scores.logSoftmax(1);
        NDArray terms = log.mul(scores.getManager().create(weights, new Shape(classes.length, count)));
        if (gamma > 0) {
            NDArray wrong = log.exp().neg().add(1f);
            terms = terms.mul(gamma == 2 ? wrong.mul(wrong) : Scalars.power(wrong.add((float) TINY), gamma));
        }
        return Scalars.over(terms.sum(), -Math.max(1, known));
    }

    /**
     * (1/n)·Σ_i ‖z_i − m_i‖² with m_i the mean of all others, equation 4; equal to (n/(n−1))²·(1/n)·Σ_i ‖z_i − z̄‖². 0 for a
     * single sample, which has no others.
     *
     * @param rest (n, D), z_c
     * @param byDims whether it is divided by D, as in the compactness loss that the paper cites (Perera and Patel 2019)
     */
    public static NDArray centre(NDArray rest, boolean byDims) {
        long n = rest.getShape().get(0);
        if (n < 2) {
            return Scalars.times(rest.sum(), 0);
        }
        NDArray off = rest.sub(rest.mean(new int[] {0}, true));
        double factor = n / ((n - 1.0) * (n - 1.0));
        return Scalars.times(
                off.mul(off).sum(), byDims ? factor / rest.getShape().get(1) : factor);
    }

    /** Root of the mean square of z_c around its mean, over batch and dimensions: near 0 the latent has collapsed. */
    public static NDArray spread(NDArray rest) {
        NDArray fixed = rest.stopGradient();
        NDArray off = fixed.sub(fixed.mean(new int[] {0}, true));
        return off.mul(off).mean().sqrt();
    }
}
