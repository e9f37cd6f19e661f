package org.radiloom.train.loop;

/**
 * When steps whose loss or gradient is not finite are too many: three in a row, more than one in a hundred of an epoch
 * (at least two), or all of a short one. Single ones are left out and counted.
 */
final class NanPolicy {
    private static final int IN_A_ROW = 3;
    /** After so many returns to the last good weights the run fails. */
    static final int MOST_RESTORES = 2;

    private final int most;

    /** @param batches of the epoch */
    NanPolicy(int batches) {
        this.most = Math.min(Math.max(2, batches / 100), batches - 1);
    }

    /** Whether the weights must go back. */
    boolean tooMany(int inARow, int skipped) {
        return inARow >= IN_A_ROW || skipped > most;
    }
}
