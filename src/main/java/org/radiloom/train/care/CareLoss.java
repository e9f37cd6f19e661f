package org.radiloom.train.care;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Scalars;
import org.radiloom.nn.classify.ClassActivation;

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
     * @return (B, 1, h, w)
     */
    NDArray activation(NDArray map, NDArray classWeights, NDArray labels) {
        return ClassActivation.of(map, detachWeights ? classWeights.stopGradient() : classWeights, labels);
    }

    /**
     * The loss of each sample.
     *
     * @param activation of {@link #activation}; finite and not flat in any sample
     * @param inside (B, 1, S, S), 1 inside the boxes
     * @return (B)
     */
    NDArray perSample(NDArray activation, NDArray inside) {
        Shape s = inside.getShape();
        long samples = s.get(0);
        long area = s.get(2) * s.get(3);
        NDArray focus = ClassActivation.stretched(activation, TINY);
        if (s.get(2) != focus.getShape().get(2) || s.get(3) != focus.getShape().get(3)) {
            focus = EngineCompat.resizeBilinear(focus, s.get(2), s.get(3));
        }
        focus = focus.reshape(samples, area);
        NDArray in = inside.reshape(samples, area);
        NDArray out = Scalars.times(in, -1f).add(1f);
        NDArray loss = Scalars.times(focus, 0f).sum(new int[] {1});
        if (useInner) {
            loss = loss.sub(Scalars.atMost(mean(focus, in), tau));
        }
        if (useOuter) {
            loss = loss.add(Scalars.times(mean(focus, out), kappa));
        }
        return loss;
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
