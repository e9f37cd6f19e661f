package org.radiloom.train.loop;

/**
 * What decides a loop beside objective and data.
 *
 * @param seed of everything random in the loop
 * @param accumulate batches whose gradients make one step
 * @param minEpochs no early stop before
 * @param patience epochs without a better validation result after which training stops
 * @param minDelta by how much a result must beat the best one to count as better
 * @param validateEvery epochs from one validation to the next; the last epoch is always validated
 */
public record LoopSettings(
        long seed,
        int epochs,
        int accumulate,
        int minEpochs,
        int patience,
        double minDelta,
        int validateEvery,
        int loaderThreads,
        OptimSettings optim) {
    /** As many epochs as said, one batch a step, never stopped early, validated every epoch. */
    public static LoopSettings plain(long seed, int epochs, OptimSettings optim) {
        return new LoopSettings(seed, epochs, 1, epochs, epochs, 0, 1, 1, optim);
    }
}
