package org.radiloom.train.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * One epoch in figures.
 *
 * @param epoch from 1
 * @param lr base learning rate at its start
 * @param trainLoss mean over its batches
 * @param termLosses mean of each term before its weight
 * @param gradientNorm mean over the steps, before clipping
 * @param figures of the validation; empty when the epoch was not validated
 * @param seconds from its start to the end of its validation; of a resumed epoch all parts together
 * @param processorSeconds processor time that the whole process used meanwhile
 * @param samplesPerSecond over the training part
 * @param skipped batches left out because loss or gradient was not finite
 * @param best whether no epoch before was as good
 */
public record EpochReport(
        int epoch,
        double lr,
        double trainLoss,
        SequencedMap<String, Double> termLosses,
        double gradientNorm,
        SequencedMap<String, Double> figures,
        double seconds,
        double processorSeconds,
        double samplesPerSecond,
        int skipped,
        boolean best) {
    public EpochReport {
        termLosses = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(termLosses));
        figures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(figures));
    }
}
