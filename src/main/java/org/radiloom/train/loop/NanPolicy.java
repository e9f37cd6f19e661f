package org.radiloom.train.loop;

/**
 * What is done about steps whose loss or gradient is not finite: each is left out and told; too many send the run back to
 * its last checkpoint with half the learning rate; too many returns end it.
 *
 * @param inARow so many batches in a row are too many
 * @param share of an epoch's batches that may be left out, 0 to 1; one may be in any case, unless it is the only one
 * @param restores returns that are tried before the run fails
 */
public record NanPolicy(int inARow, double share, int restores) {
    /** Three in a row, one in a hundred, two returns. */
    public static final NanPolicy USUAL = new NanPolicy(3, 0.01, 2);

    /** Whether the weights must go back. */
    boolean tooMany(int nowInARow, int skipped, int batches) {
        int most = Math.min((int) Math.ceil(share * batches), batches - 1);
        return nowInARow >= inARow || skipped > most;
    }
}
