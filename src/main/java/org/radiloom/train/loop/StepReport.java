package org.radiloom.train.loop;

/**
 * How far a loop is.
 *
 * @param epoch from 1
 * @param batch batches of the epoch done
 * @param batches of the epoch
 * @param lr base learning rate now
 * @param loss mean over the epoch so far; not finite before the first good batch
 * @param samplesPerSecond of this epoch so far
 * @param busyShare share of this epoch's time in which the engine computed instead of waiting for data, 0 to 1
 * @param fraction of the whole run, 0 to 1
 */
public record StepReport(
        int epoch,
        int batch,
        int batches,
        double lr,
        double loss,
        double samplesPerSecond,
        double busyShare,
        double fraction) {}
