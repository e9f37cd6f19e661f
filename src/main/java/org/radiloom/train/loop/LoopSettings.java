package org.radiloom.train.loop;

/**
 * What decides a loop beside objective and data.
 *
 * @param seed of everything random in the loop
 * @param accumulate batches whose gradients make one step
 * @param validateEvery epochs from one validation to the next; the last epoch is always validated
 * @param checkpointEverySteps optimiser steps from one checkpoint within an epoch to the next; 0 for none but at its end
 * @param ema how much of the averaged weights each step keeps; 0 for no averaging
 * @param mixup the parameter a of the Beta(a, a) distribution of shares; 0 for no mixing
 */
public record LoopSettings(
        long seed,
        int epochs,
        int accumulate,
        int validateEvery,
        int checkpointEverySteps,
        int loaderThreads,
        double ema,
        double mixup,
        EarlyStop earlyStop,
        NanPolicy nan,
        OptimSettings optim) {
    /**
     * When to stop before all epochs are done.
     *
     * @param minEpochs not before so many epochs
     * @param patience epochs without a better validation result after which training stops
     * @param minDelta by how much a result must beat the best one to count as better
     */
    public record EarlyStop(int minEpochs, int patience, double minDelta) {}

    /** As many epochs as said, one batch a step, never stopped early, validated every epoch. */
    public static LoopSettings plain(long seed, int epochs, int loaderThreads, OptimSettings optim) {
        return new LoopSettings(
                seed, epochs, 1, 1, 0, loaderThreads, 0, 0, new EarlyStop(epochs, epochs, 0), NanPolicy.USUAL, optim);
    }
}
