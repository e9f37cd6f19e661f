package org.radiloom.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.MadeUpAnomalies;
import org.radiloom.fixtures.MadeUpAnomalies.Kind;
import org.radiloom.infer.AnomalyFinding;

class StripScaleTest {
    private static StripScale of(double... scores) {
        AnomalyFinding finding = MadeUpAnomalies.finding("a", Kind.LIVER, scores);
        return new StripScale(finding.perSlice(), finding.threshold());
    }

    @Test
    void ofAThousandSlicesThatShareAPlaceTheMostSuspiciousIsReached() {
        double[] scores = new double[1000];
        Arrays.fill(scores, 0.1);
        scores[501] = 0.9;
        StripScale strip = of(scores);
        // 1000 slices on 250 columns: four share one, 500 to 503 share the 125th
        assertEquals(501, strip.at(125.5, 250).slice());
        assertEquals(504, strip.at(126.2, 250).slice());
        assertEquals(0, strip.at(-3, 250).slice());
        assertEquals(996, strip.at(400, 250).slice());
    }

    @Test
    void wideCellsBelongToTheirSlice() {
        StripScale strip = of(0.1, 0.9, 0.1, 0.1);
        assertEquals(0, strip.at(49, 200).slice());
        assertEquals(1, strip.at(50, 200).slice());
        assertEquals(3, strip.at(199, 200).slice());
    }

    @Test
    void aSliceWithoutAScoreIsReachedOnlyAlone() {
        StripScale strip = of(Double.NaN, 0.1, Double.NaN, Double.NaN);
        assertEquals(1, strip.at(0, 2).slice());
        assertEquals(2, strip.at(1, 2).slice());
    }

    @Test
    void theThresholdHasRoomAboveItAlsoWhereAllIsQuiet() {
        StripScale quiet = of(0.1, 0.2);
        // a quarter of the threshold above it: 0.4 of 0.5
        assertEquals(0.8, quiet.height(0.4), 1e-9);
        StripScale loud = of(0.1, 2.0);
        assertEquals(0.2, loud.height(0.4), 1e-9);
        assertEquals(1, loud.height(2.0), 1e-9);
    }

    @Test
    void stepsStayOnTheStrip() {
        StripScale strip = of(0.1, 0.2, 0.3);
        assertEquals(1, strip.step(0, 1));
        assertEquals(2, strip.step(2, 1));
        assertEquals(0, strip.step(0, -1));
        assertEquals(Optional.empty(), strip.slice(3));
    }
}
