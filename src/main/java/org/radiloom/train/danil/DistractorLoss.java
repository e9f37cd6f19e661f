package org.radiloom.train.danil;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.radiloom.nn.Scalars;

/**
 * How near the features of what speaks for a wrong class come to those of the picture: the loss of DANIL
 * (reconstruction).
 *
 * <p>Gong et al., "Distractor-Aware Neuron Intrinsic Learning for Generic 2D Medical Image Classifications", MICCAI 2020
 * (arXiv:2007.09979), of which only the abstract was at hand: distractors come from the network's own feature space, and
 * the loss holds the picture and its distractor far apart there. The formulas are our reading of it.
 *
 * @param cosine whether the distance is 1 − cos; else the length of the difference of the unit vectors
 * @param byProbability whether each sample counts as much as its distractor is believed in; else all alike
 * @param margin distance that is enough
 * @param leastProbability distractors that are believed in less are left out
 */
record DistractorLoss(boolean cosine, boolean byProbability, float margin, float leastProbability) {
    private static final float TINY = 1e-12f;
    /** A map whose mean features are shorter than this is dead. */
    private static final float DEAD = 1e-6f;

    /**
     * Evidence as shares of the largest in each sample.
     *
     * @param evidence e ≥ 0, (B, C, h, w), see {@link org.radiloom.nn.classify.DistractorEvidence}
     * @param topShare what part of the neurons is kept, the strongest ones; 1 for all
     * @return (B, C, h, w) in [0, 1]; zeros where nothing votes for the distractor
     */
    static NDArray mask(NDArray evidence, double topShare) {
        Shape s = evidence.getShape();
        NDArray flat = evidence.reshape(s.get(0), -1);
        NDArray mask = flat.div(flat.max(new int[] {1}, true).add(TINY));
        long neurons = flat.getShape().get(1);
        long kept = Math.max(1, Math.round(topShare * neurons));
        if (kept < neurons) {
            long last = neurons - kept;
            NDArray least = flat.sort(1).get(":, " + last + ":" + (last + 1));
            mask = mask.mul(flat.gte(least).toType(mask.getDataType(), false));
        }
        return mask.reshape(s);
    }

    /** The mean of each channel over the places: (B, C, h, w) to (B, C). */
    static NDArray features(NDArray map) {
        Shape s = map.getShape();
        return map.reshape(s.get(0), s.get(1), s.get(2) * s.get(3)).mean(new int[] {2});
    }

    /**
     * The loss over the samples whose distractor is worth it; 0 if there are none.
     *
     * @param features of the pictures, (B, C)
     * @param distracting features of the distractors, (B, C)
     * @param probability of the distractor's class, (B), without gradient
     * @param counts (B), 1 for samples that may count
     * @return a scalar
     */
    NDArray compute(NDArray features, NDArray distracting, NDArray probability, NDArray counts) {
        NDArray loss = Scalars.atLeast(
                Scalars.times(distance(features, distracting), -1f).add(margin), 0f);
        NDArray alive = length(features.stopGradient()).gt(DEAD).toType(loss.getDataType(), false);
        NDArray believed = probability.gt(leastProbability).toType(loss.getDataType(), false);
        NDArray active = counts.mul(alive).mul(believed);
        NDArray weights = byProbability ? active.mul(probability) : active;
        return loss.mul(weights).sum().div(Scalars.atLeast(active.sum(), 1f));
    }

    /** (B): 0 for equal directions; with both halves positive at most 1 (cosine) or √2. */
    NDArray distance(NDArray features, NDArray distracting) {
        int[] along = {1};
        if (cosine) {
            NDArray lengths = length(features).mul(length(distracting));
            return Scalars.times(features.mul(distracting).sum(along).div(lengths), -1f)
                    .add(1f);
        }
        NDArray a = features.div(length(features).expandDims(1));
        NDArray b = distracting.div(length(distracting).expandDims(1));
        return length(a.sub(b));
    }

    /** Never 0, so that its gradient is finite. */
    private static NDArray length(NDArray vectors) {
        return vectors.mul(vectors).sum(new int[] {1}).add(TINY).sqrt();
    }
}
