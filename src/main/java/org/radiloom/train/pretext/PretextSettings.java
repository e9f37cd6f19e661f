package org.radiloom.train.pretext;

import org.radiloom.train.loop.LoopSettings;
import org.radiloom.train.loop.OptimSettings;

/**
 * How the encoder learns from slices without labels to tell how they were turned and to remove noise.
 *
 * @param only whether the run ends after this stage; its encoder is then the result
 * @param data manifest of the slices; empty for the run's own. Only training patients are used, and none whom the run keeps for
 *     validation or test
 * @param batch slices per step
 * @param slicesPerEpoch slices drawn each epoch; 0 for every slice once
 * @param lr of Adam, falling to a hundredth of it along a cosine
 * @param noise standard deviation of the noise that is to be removed, as a share of the window
 * @param rotationWeight of the cross-entropy of the four rotations
 * @param denoisingWeight of the mean square error of the picture without noise
 * @param validateSliceStride every n-th slice of the validation patients is looked at; chooses nothing, only tells
 */
public record PretextSettings(
        boolean only,
        String data,
        int epochs,
        int batch,
        int slicesPerEpoch,
        double lr,
        double noise,
        double rotationWeight,
        double denoisingWeight,
        int validateSliceStride) {

    /** What the training loop needs of it. */
    public LoopSettings loop(long seed, int loaderThreads) {
        OptimSettings adam = OptimSettings.adam(lr).withCosine(lr / 100);
        // the last epoch counts, whatever the validation says: it must not choose what the encoder learns
        return LoopSettings.plain(seed, epochs, loaderThreads, adam);
    }
}
