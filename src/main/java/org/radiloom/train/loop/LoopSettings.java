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
 * @param mixupWindow in which part of the run samples are mixed
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
        Window mixupWindow,
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

    /**
     * A part of a run.
     *
     * @param from share of all epochs that are over when it begins, 0 to 1
     * @param to share of all epochs that are over when it ends
     */
    public record Window(double from, double to) {
        /** All of it. */
        public static final Window ALL = new Window(0, 1);

        public Window {
            if (!(0 <= from && from <= to && to <= 1)) {
                throw new IllegalArgumentException("from " + from + " to " + to);
            }
        }

        /** The same part of what follows the first epochs of a longer run. */
        public Window after(int epochs, int all) {
            double start = (double) epochs / all;
            return new Window(start + from * (1 - start), start + to * (1 - start));
        }

        boolean holds(double done) {
            return done >= from && done < to;
        }
    }

    /** The same, mixing all the time. */
    public LoopSettings(
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
        this(
                seed,
                epochs,
                accumulate,
                validateEvery,
                checkpointEverySteps,
                loaderThreads,
                ema,
                mixup,
                Window.ALL,
                earlyStop,
                nan,
                optim);
    }

    /** The same, mixing in that part of the run only. */
    public LoopSettings mixingIn(Window window) {
        return new LoopSettings(
                seed,
                epochs,
                accumulate,
                validateEvery,
                checkpointEverySteps,
                loaderThreads,
                ema,
                mixup,
                window,
                earlyStop,
                nan,
                optim);
    }

    /** As many epochs as said, one batch a step, never stopped early, validated every epoch. */
    public static LoopSettings plain(long seed, int epochs, int loaderThreads, OptimSettings optim) {
        return new LoopSettings(
                seed, epochs, 1, 1, 0, loaderThreads, 0, 0, new EarlyStop(epochs, epochs, 0), NanPolicy.USUAL, optim);
    }
}
