package org.radiloom.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PredictionSetsTest {
    private static final double[] NINE = {0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4, 0.5};

    @Test
    void theThresholdIsTheRankThatThePromiseNeeds() {
        // (9 + 1) · 0.9 = 9: the ninth largest is the smallest; · 0.8 = 8: the next; · 0.5 = 5: the middle
        assertEquals(0.1, PredictionSets.threshold(NINE, 0.9));
        assertEquals(0.2, PredictionSets.threshold(NINE, 0.8));
        assertEquals(0.5, PredictionSets.threshold(NINE, 0.5));
    }

    @Test
    void tooFewPatientsPromiseNothingAndEveryClassIsInTheSet() {
        // (8 + 1) · 0.9 = 8.1: a ninth patient is missing
        double threshold = PredictionSets.threshold(Arrays.copyOf(NINE, 8), 0.9);
        assertEquals(0, threshold);
        assertEquals(List.of(1, 0, 2), PredictionSets.of(new double[] {0.2, 0.8, 0}, threshold));
        assertEquals(0, PredictionSets.threshold(new double[0], 0.9));
    }

    @Test
    void aSetHoldsWhatReachesTheThresholdMostProbableFirst() {
        assertEquals(List.of(2, 0), PredictionSets.of(new double[] {0.3, 0.1, 0.6}, 0.3));
        assertEquals(List.of(2), PredictionSets.of(new double[] {0.3, 0.1, 0.6}, 0.31));
    }

    @Test
    void aSetIsNeverEmpty() {
        assertEquals(List.of(1), PredictionSets.of(new double[] {0.3, 0.4, 0.3}, 0.9));
    }

    @Test
    void thePromiseIsKeptOnPatientsThatWereNotLookedAt() {
        // probability of the truth uniform in [0, 1]: a threshold from 39 patients is the 36th largest of 39, which a
        // new patient passes with probability 36 / 40 = 0.9; the most probable class adds only what is above 0.5
        SplittableRandom random = new SplittableRandom(5);
        int held = 0;
        int rounds = 4000;
        for (int round = 0; round < rounds; round++) {
            double[] known = random.doubles(39).toArray();
            double threshold = PredictionSets.threshold(known, 0.9);
            double truth = random.nextDouble();
            held += PredictionSets.of(new double[] {1 - truth, truth}, threshold)
                            .contains(1)
                    ? 1
                    : 0;
        }
        // standard error of a share of 4000 is 0.005
        assertEquals(0.9, held / (double) rounds, 0.015);
    }

    @Test
    void aPromiseOfEverythingOrNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> PredictionSets.threshold(NINE, 1));
        assertThrows(IllegalArgumentException.class, () -> PredictionSets.threshold(NINE, 0));
    }
}
