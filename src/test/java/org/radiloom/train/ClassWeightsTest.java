package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
    /** N / (K n) = 120/(3·60), 120/(3·40), 120/(3·20) = 2/3, 1, 2; their mean is 11/9. */
    @Test
    void inverseFrequencyIsNormalisedToMeanOne() {
        assertWeights(List.of(6.0 / 11, 9.0 / 11, 18.0 / 11), ClassWeights.inverse(List.of(60L, 40L, 20L)));
    }

    /** beta 0.5: 0.5/0.5, 0.5/0.75, 0.5/0.875 for 1, 2, 3 samples = 1, 2/3, 4/7; their mean is 47/63. */
    @Test
    void theEffectiveNumberOfSamplesGrowsLessThanTheNumber() {
        assertWeights(List.of(63.0 / 47, 42.0 / 47, 36.0 / 47), ClassWeights.effective(List.of(1L, 2L, 3L), 0.5));
        assertWeights(List.of(1.0, 1.0), ClassWeights.effective(List.of(5L, 5000L), 0));
        assertThrows(IllegalArgumentException.class, () -> ClassWeights.effective(List.of(1L), 1));
    }

    /** 1/1 and 1/99999 times N/2: mean 0.50001 of the rare one's, so 1.99998 and 0.00002, the latter clipped to 0.1. */
    @Test
    void weightsAreClipped() {
        assertWeights(List.of(1.99998, 0.1), ClassWeights.inverse(List.of(1L, 99_999L)));
        // 20 classes, one of them 1000 times rarer: 1000/(1019/20) = 19.6, clipped to 10
        List<Long> counts = new java.util.ArrayList<>(java.util.Collections.nCopies(19, 1000L));
        counts.add(1L);
        assertEquals(10, ClassWeights.inverse(counts).values().getLast());
    }

    @Test
    void aClassWithoutSamplesWeighsNothingAndIsNamed() {
        ClassWeights weights = ClassWeights.inverse(List.of(10L, 0L, 10L));
        assertWeights(List.of(1.0, 0.0, 1.0), weights);
        assertEquals(List.of(1), weights.untrained());
        assertEquals(
                List.of(1), ClassWeights.effective(List.of(10L, 0L, 10L), 0.9).untrained());
    }

    @Test
    void theBalancedSamplerForgetsHowManyThereAre() {
        BalancedSampler<String> sampler =
                new BalancedSampler<>(List.of(List.of("rare"), List.of(), List.of("a", "b", "c", "d")));
        SplittableRandom random = new SplittableRandom(1);
        int rare = 0;
        for (int n = 0; n < 10_000; n++) {
            rare += sampler.next(random).equals("rare") ? 1 : 0;
        }
        // four standard deviations of 10,000 fair coins are 200
        assertEquals(5000, rare, 200);
        assertThrows(IllegalArgumentException.class, () -> new BalancedSampler<>(List.of(List.of())));
    }

    private static void assertWeights(List<Double> expected, ClassWeights weights) {
        for (int c = 0; c < expected.size(); c++) {
            assertEquals(expected.get(c), weights.values().get(c), 1e-4);
        }
    }
}
