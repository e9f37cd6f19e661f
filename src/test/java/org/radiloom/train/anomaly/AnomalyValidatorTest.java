package org.radiloom.train.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnomalyValidatorTest {
    private static final DomainTable.Name LIVER = new DomainTable.Name("liver", "US");
    private static final DomainTable.Name LUNG = new DomainTable.Name("lung", "XR");
    private static final DomainTable.Name CT = new DomainTable.Name("lung", "CT");
    private static final DomainTable TABLE =
            new DomainTable(List.of("liver", "lung"), List.of("US", "XR", "CT"), List.of(LIVER, LUNG, CT));

    private static AnomalyAnswer answer(DomainTable.Name domain, boolean abnormal, double score, Double... organ) {
        return new AnomalyAnswer("s", "p", domain, abnormal, score, List.of(organ), List.of());
    }

    /** Liver: 1 of 2 pairs right; lung: both. CT has nothing abnormal and counts for the scores of normals alone. */
    @Test
    void figuresAreMeansOverDomainsThatHaveBothKinds() {
        Map<String, Double> figures = AnomalyValidator.figures(
                List.of(
                        answer(LIVER, false, 1, 0.9, 0.1),
                        answer(LIVER, false, 3, 0.4, 0.6),
                        answer(LIVER, true, 2, 0.9, 0.1),
                        answer(LUNG, false, 10, 0.1, 0.9),
                        answer(LUNG, true, 11, 0.1, 0.9),
                        answer(CT, false, 6, 0.2, 0.8)),
                TABLE);
        assertEquals(0.75, figures.getOrDefault(AnomalyFigures.AUC, 0.0), 1e-12);
        assertEquals(5, figures.getOrDefault(AnomalyFigures.SCORE, 0.0), 1e-12);
        assertEquals(5 / 6.0, figures.getOrDefault(AnomalyFigures.DOMAIN, 0.0), 1e-12);
        // liver at 2: one normal and the abnormal one right; lung: all
        assertEquals((2 / 3.0 + 1) / 2, figures.getOrDefault(AnomalyFigures.ACCURACY, 0.0), 1e-12);
        assertEquals((2 / 3.0 + 1) / 2, figures.getOrDefault(AnomalyFigures.F1, 0.0), 1e-12);
    }

    @Test
    void withoutHeadsNothingIsNamed() {
        Map<String, Double> figures = AnomalyValidator.figures(List.of(answer(CT, false, 6)), TABLE);
        assertTrue(figures.getOrDefault(AnomalyFigures.DOMAIN, 0.0).isNaN());
        assertTrue(figures.getOrDefault(AnomalyFigures.AUC, 0.0).isNaN());
    }

    /** Maps of normal pictures hold 0 to 99: 95th percentile 94.05, 99.5th 98.505, and twice that. */
    @Test
    void theScaleOfTheMapComesFromNormalPixels() {
        float[] pixels = new float[100];
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = at;
        }
        DomainCalibration found = DomainCalibration.of(
                LIVER,
                List.of(answer(LIVER, false, 1), answer(LIVER, false, 2), answer(LIVER, true, 5)),
                List.of(pixels),
                "f1");
        assertEquals(94.05, found.map().low(), 1e-9);
        assertEquals(98.505, found.map().threshold(), 1e-9);
        assertEquals(197.01, found.map().high(), 1e-9);
        assertEquals(101, found.normalScores().size());
        assertEquals(1.5, found.normalScores().get(50), 1e-9);
        assertEquals(5, found.largestKnown());
        assertEquals(2, found.normals());
        assertEquals(1, found.abnormals());
    }
}
