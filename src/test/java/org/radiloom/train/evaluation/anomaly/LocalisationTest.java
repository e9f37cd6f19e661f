package org.radiloom.train.evaluation.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.radiloom.metric.AveragePrecision;
import org.radiloom.metric.Roc;

class LocalisationTest {
    @Test
    void aMapThatIsLargestExactlyInTheLesionIsPerfect() {
        Localisation found = Localisation.of(new float[] {5, 1, 4, 2, 3}, new int[] {1, 0, 1, 0, 0});
        assertEquals(new Localisation(1, 1, 1, 1, 0.4), found);
    }

    /**
     * Values 5 4 3 2 1; lesions 1 (of 5 and 2) and 2 (of 3). Pairs of lesion before other: of 5 two, of 3 one, of 2 one: 4 of 6.
     * Precision at the lesions' pixels: 1/1, 2/3, 3/4. Covered, mean of both lesions: before the first other pixel 1/4, from it
     * on 3/4; other pixels are halves, so that up to 0.3 lies on the line from (0, 1/4) to (1/2, 1/4).
     */
    @Test
    void figuresOfASmallMapAreThoseOfAHandCount() {
        Localisation found = Localisation.of(new float[] {5, 4, 3, 2, 1}, new int[] {1, 0, 2, 1, 0});
        assertEquals(4 / 6.0, found.auroc(), 1e-12);
        assertEquals((1 + 2 / 3.0 + 3 / 4.0) / 3, found.ap(), 1e-12);
        assertEquals(1, found.hit());
        assertEquals(0.25, found.overlap(), 1e-12);
        assertEquals(0.6, found.share(), 1e-12);
    }

    /** Of a flat map nothing can be said: half, the share, the share, and 0.3 / 2. */
    @Test
    void aFlatMapIsAGuess() {
        Localisation found = Localisation.of(new float[8], new int[] {1, 1, 0, 0, 0, 0, 0, 0});
        assertEquals(0.5, found.auroc(), 1e-12);
        assertEquals(0.25, found.ap(), 1e-12);
        assertEquals(0.25, found.hit(), 1e-12);
        assertEquals(0.15, found.overlap(), 1e-12);
    }

    @Test
    void areasAgreeWithTheGeneralFigures() {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[500];
        int[] lesion = new int[values.length];
        double[] scores = new double[values.length];
        boolean[] inside = new boolean[values.length];
        for (int at = 0; at < values.length; at++) {
            lesion[at] = random.nextInt(6) == 0 ? 1 : 0;
            // ties, negative values and -0 among them
            values[at] = Math.round(3 * (random.nextGaussian() + lesion[at])) / 3f * (at % 50 == 0 ? -0f : 1);
            scores[at] = values[at];
            inside[at] = lesion[at] == 1;
        }
        Localisation found = Localisation.of(values, lesion);
        assertEquals(Roc.auc(scores, inside), found.auroc(), 1e-12);
        assertEquals(AveragePrecision.of(scores, inside), found.ap(), 1e-12);
    }

    @Test
    void whereNothingOrEverythingIsLesionNothingIsTold() {
        assertThrows(IllegalArgumentException.class, () -> Localisation.of(new float[2], new int[2]));
        assertThrows(IllegalArgumentException.class, () -> Localisation.of(new float[2], new int[] {1, 1}));
        assertThrows(
                IllegalArgumentException.class, () -> Localisation.of(new float[] {Float.NaN, 1}, new int[] {1, 0}));
    }
}
