package org.radiloom.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.MadeUpAnomalies;
import org.radiloom.fixtures.MadeUpAnomalies.Kind;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.ui.words.Words;

class AnomalyWordsTest {
    private final AnomalyWords say = new AnomalyWords(Words.in(Locale.ENGLISH), false);

    private static AnomalyFinding finding(double... scores) {
        return MadeUpAnomalies.finding("a", Kind.LIVER, scores);
    }

    @Test
    void theHeadlineSaysTheSideOfTheThresholdAndTheLineBelowThePlaceAmongNormals() {
        assertEquals("Below the threshold", say.headline(finding(0.33)));
        assertEquals("Score 0.330: higher than 66 % of 214 normal images.", say.score(finding(0.33)));
        assertEquals("Above the threshold", say.headline(finding(0.47)));
        assertEquals("Score 1.20: higher than all 214 normal images.", say.score(finding(1.2)));
    }

    @Test
    void theCountStandsBesideWhatChanceWouldGive() {
        AnomalyFinding one = finding(0.1, 0.2, 0.1, 0.5, 0.1, 0.2, 0.1, 0.2, 0.1, 0.1);
        assertEquals("Above the threshold: 1 of 10 slices. Of as many normal ones about 2.0 would be.", say.count(one));
        assertTrue(say.noMoreThanChance(one));
        AnomalyFinding three = finding(0.1, 0.6, 0.6, 0.5, 0.1);
        assertFalse(say.noMoreThanChance(three));
        assertFalse(say.noMoreThanChance(finding(0.1, 0.1)), "nothing is above at all");
    }

    @Test
    void theGaugeMarksTheThresholdWhereNormalImagesReachIt() {
        // two of ten normal images reach it
        assertEquals(80, ScoreGauge.threshold(finding(0.1, 0.1, 0.1, 0.1, 0.1)), 1e-9);
        // a tenfold rarer place is a step of 0.4
        assertEquals(0, NormalsAxis.at(0), 1e-12);
        assertEquals(0.4, NormalsAxis.at(90), 1e-12);
        assertEquals(0.8, NormalsAxis.at(99), 1e-12);
        assertEquals(1, NormalsAxis.at(100), 1e-12);
    }

    @Test
    void aDoubtfulSliceSaysSoUnlessTheWholeSeriesIsDoubtful() {
        AnomalyFinding sure = finding(0.1, 0.2);
        SliceAnomaly doubtful = doubtful(sure.perSlice().get(1));
        assertEquals(
                "Slice 2: score 0.200, higher than 40 % of normal images\nIt looks like a lung.",
                say.slice(sure, doubtful));
        AnomalyFinding outside = MadeUpAnomalies.finding("b", Kind.LIVER.outside("It looks like a lung."), 0.1, 0.2);
        assertEquals("Slice 2: score 0.200, higher than 40 % of normal images", say.slice(outside, doubtful));
        SliceAnomaly refused = finding(0.1, Double.NaN).slice(1).orElseThrow();
        assertEquals("Slice 2: Nothing but air is in this slice.", say.slice(sure, refused));
    }

    private static SliceAnomaly doubtful(SliceAnomaly slice) {
        return new SliceAnomaly(
                slice.slice(),
                slice.refused(),
                slice.score(),
                slice.percentile(),
                slice.above(),
                slice.counts(),
                Optional.of("It looks like a lung."),
                slice.organProbabilities(),
                slice.modalityProbabilities(),
                slice.map());
    }

    @Test
    void theLikeliestOrganIsNamedAndAModelThatTellsNoneSaysSo() {
        assertEquals("Lung, 80 %", say.likeliest(Map.of("liver", 0.2, "lung", 0.8), false));
        assertEquals("Lung, 80 %\nLiver, 20 %", say.likeliest(Map.of("liver", 0.2, "lung", 0.8), true));
        assertEquals("Cannot tell", say.likeliest(Map.of(), false));
        assertEquals("Radiograph", say.name("DX"));
        assertEquals("Not stated", say.name(""));
    }
}
