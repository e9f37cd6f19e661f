package org.radiloom.train.care;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.radiloom.nn.EngineCompat;

/**
 * How far a classifier looks away from the lesions: −min(L_in, τ) + κ·L_out, where L_in and L_out are the means of its
 * class activation map (true class, min-max in each sample, as large as the picture) inside and outside the boxes.
 *
 * <p>Zhuang et al., "CARE: Class Attention to Regions of Lesion for Classification on Imbalanced Data", MIDL 2019. Form
 * and hinge are theirs; means over areas and over samples are ours, so that neither the size of a box nor what a batch
 * holds changes the weight.
 *
 * @param tau the inner mean that is enough, in [0, 1]
 * @param kappa how much looking outside counts
 * @param useInner whether looking inside is asked for
 * @param useOuter whether looking outside is punished
 * @param detachWeights whether the class weights are constants in the map, so that only the features learn from it
 */
public record CareLoss(float tau, float kappa, boolean useInner, boolean useOuter, boolean detachWeights) {
    private static final float TINY = 1e-8f;

    public CareLoss {
        if (!(tau >= 0 && tau <= 1) || !(kappa >= 0)) {
            throw new IllegalArgumentException("tau " + tau + ", kappa " + kappa);
        }
    }

    /**
     * The class activation map of one class in each sample, not scaled.
     *
     * @param map A, (B, C, h, w)
     * @param classWeights (K, C)
     * @param labels (B), class indices
     * @return (B, h·w)
     */
    NDArray activation(NDArray map, NDArray classWeights, NDArray labels) {
        Shape s = map.getShape();
        NDArray weights = detachWeights ? classWeights.stopGradient() : classWeights;
        NDArray own = labels.oneHot(Math.toIntExact(weights.getShape().get(0))).matMul(weights);
        // (B, 1, C) by (B, C, hw): one product instead of a sum over a copy of the map
        return own.reshape(s.get(0), 1, s.get(1))
                .batchMatMul(map.reshape(s.get(0), s.get(1), s.get(2) * s.get(3)))
                .reshape(s.get(0), s.get(2) * s.get(3));
    }

    /**
     * The loss of each sample.
     *
     * @param activation of {@link #activation}; finite and not flat in any sample
     * @param height rows of the map
     * @param width columns of the map
     * @param inside (B, 1, S, S), 1 inside the boxes
     * @return (B)
     */
    NDArray perSample(NDArray activation, long height, long width, NDArray inside) {
        Shape s = inside.getShape();
        long samples = s.get(0);
        long area = s.get(2) * s.get(3);
        NDArray focus = scaled(activation).reshape(samples, 1, height, width);
        if (s.get(2) != height || s.get(3) != width) {
            focus = EngineCompat.resizeBilinear(focus, s.get(2), s.get(3));
        }
        focus = focus.reshape(samples, area);
        NDArray in = inside.reshape(samples, area);
        NDArray out = in.mul(-1f).add(1f);
        NDArray loss = focus.mul(0f).sum(new int[] {1});
        if (useInner) {
            loss = loss.sub(mean(focus, in).minimum(tau));
        }
        if (useOuter) {
            loss = loss.add(mean(focus, out).mul(kappa));
        }
        return loss;
    }

    /** From 0 to 1 in each sample. */
    private static NDArray scaled(NDArray activation) {
        int[] along = {1};
        NDArray least = activation.min(along, true);
        NDArray range = activation.max(along, true).sub(least).add(TINY);
        return activation.sub(least).div(range);
    }

    private static NDArray mean(NDArray focus, NDArray where) {
        int[] along = {1};
        return focus.mul(where).sum(along).div(where.sum(along).add(TINY));
    }

    /** Those samples alone; gradients flow back into them. */
    static NDArray rows(NDArray array, List<Integer> samples) {
        if (samples.size() == array.getShape().get(0)) {
            return array;
        }
        NDList rows = new NDList();
        samples.forEach(n -> rows.add(array.get(n + ":" + (n + 1))));
        return rows.size() == 1 ? rows.head() : NDArrays.concat(rows);
    }
}
