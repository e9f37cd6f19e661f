package org.radiloom.train;

/**
 * When steps whose loss or gradient is not finite are too many: three in a row, more than one in a hundred of an epoch
 * (at least two), or all of a short one. Single ones are left out and counted.
 */
final class NanPolicy {
    private static final int IN_A_ROW = 3;
    /** After so many returns to the last good weights the run fails. */
    static final int MOST_RESTORES = 2;

    private final int most;
    private int inARow;
    private int skipped;

    /** @param batches of the epoch */
    NanPolicy(int batches) {
        this.most = Math.min(Math.max(2, batches / 100), batches - 1);
    }

    /** Tells of a batch; true means that the weights must go back. */
    boolean tooMany(boolean finite) {
        inARow = finite ? 0 : inARow + 1;
        skipped += finite ? 0 : 1;
        return inARow >= IN_A_ROW || skipped > most;
    }

    int skipped() {
        return skipped;
    }
}
