package org.radiloom.train.loop;

import org.jspecify.annotations.Nullable;

/**
 * The validation figure that decides which weights are best and when to stop.
 *
 * @param figure its name among the figures of {@link Objective#validate}
 * @param higherIsBetter its direction
 */
public record Monitor(String figure, boolean higherIsBetter) {
    /** Whether {@code value} beats {@code best} by more than {@code minDelta}; anything finite beats none. */
    boolean better(double value, @Nullable Double best, double minDelta) {
        if (!Double.isFinite(value)) {
            return false;
        }
        return best == null || (higherIsBetter ? value > best + minDelta : value < best - minDelta);
    }
}
