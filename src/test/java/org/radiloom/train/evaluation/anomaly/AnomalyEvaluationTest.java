package org.radiloom.train.evaluation.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.JudgedAnomalies;
import org.radiloom.metric.Bootstrap;
import org.radiloom.problem.Problem;

class AnomalyEvaluationTest {
    private final AnomalyEvaluation evaluation = JudgedAnomalies.of("dpa-s1", "maddr/dpa-maddr");

    private static double value(AnomalyCases cases, AnomalyFigure figure) {
        return Objects.requireNonNull(cases.figures().get(figure)).value();
    }

    /** Patients' scores are a 1.5, b 3, c 0.5 | d 2.5, e 1.2: d beats a and c, e beats c; b and d are called. */
    @Test
    void aPatientIsAsAbnormalAsTheMostSuspiciousPicture() {
        AnomalyCases liver = Objects.requireNonNull(evaluation.domains().get("liver US"));
        assertEquals(5, liver.n());
        assertEquals(2, liver.abnormals());
        assertEquals(3 / 6.0, value(liver, AnomalyFigure.AUROC), 1e-12);
        // falling: b, d, a, e, c: precision 1/2 at d, 2/4 at e
        assertEquals(0.5, value(liver, AnomalyFigure.AP), 1e-12);
        assertArrayEquals(new long[][] {{2, 1}, {1, 1}}, liver.confusion());
        assertEquals(3 / 5.0, value(liver, AnomalyFigure.ACCURACY), 1e-12);
        assertEquals(1 / 2.0, value(liver, AnomalyFigure.F1_BINARY), 1e-12);
        assertEquals((2 / 3.0 + 1 / 2.0) / 2, value(liver, AnomalyFigure.F1), 1e-12);
        assertEquals((3 * 2 / 3.0 + 2 * 1 / 2.0) / 5, value(liver, AnomalyFigure.F1_WEIGHTED), 1e-12);
        assertEquals(1 / 3.0, value(liver, AnomalyFigure.FALSE_ALARMS), 1e-12);
        assertEquals(1, value(liver, AnomalyFigure.DOMAIN_ACCURACY), 1e-12);
        assertEquals(0.8, value(liver, AnomalyFigure.PIXEL_AUROC), 1e-12);
        assertEquals(1, value(liver, AnomalyFigure.POINTING), 1e-12);
        assertEquals(
                0,
                Objects.requireNonNull(liver.centrePrior().get(AnomalyFigure.POINTING))
                        .value());
    }

    @Test
    void shortcutsAreJudgedBesideIt() {
        AnomalyCases liver = Objects.requireNonNull(evaluation.domains().get("liver US"));
        Bootstrap.Interval area = Objects.requireNonNull(liver.shortcuts().get("imageArea"));
        assertEquals(1, area.value());
        assertEquals(5, area.n());
    }

    @Test
    void whatDoesNotExistIsLeftOut() {
        AnomalyCases lung = Objects.requireNonNull(evaluation.domains().get("lung XR"));
        assertFalse(lung.figures().containsKey(AnomalyFigure.PIXEL_AUROC));
        // the network takes radiographs for CT
        assertEquals(0, value(lung, AnomalyFigure.DOMAIN_ACCURACY));
        AnomalyEvaluation normals = new AnomalyEvaluation(
                evaluation.about(),
                evaluation.items().stream().filter(i -> !i.abnormal()).toList());
        assertFalse(normals.all().figures().containsKey(AnomalyFigure.AUROC));
        assertTrue(normals.all().figures().containsKey(AnomalyFigure.FALSE_ALARMS));
    }

    @Test
    void aFileGivesTheSameEvaluationAgain() throws Problem {
        ObjectNode tree = AnomalyEvaluationJson.write(evaluation);
        assertTrue(AnomalyEvaluationFile.isOne(tree));
        assertEquals(evaluation, AnomalyEvaluationFile.read(tree, "test"));
        assertEquals("patient", tree.path("unit").asText());
        assertEquals(7, tree.path("n").asInt());
        assertEquals(0.5, tree.at("/perClass/liver US/auroc").asDouble());
        assertEquals(2, tree.at("/domains/liver US/metrics/auroc/ci95").size());
        assertEquals(
                0.7, tree.at("/domains/liver US/centrePrior/pixelAuroc/value").asDouble());
    }

    /** Sites are told where an organ in a modality comes from several. */
    @Test
    void sitesAreToldWhereThereAreSeveral() {
        assertEquals(
                List.of("site-a", "site-b", "site-c", "site-d", "site-e", "site-x", "site-y"),
                List.copyOf(evaluation.sites().keySet()));
        AnomalyEvaluation one = new AnomalyEvaluation(
                evaluation.about(),
                evaluation.items().stream().filter(i -> i.patient().equals("a")).toList());
        assertEquals(Map.of(), one.sites());
    }

    /** Of seeds .5 and 0 (d and e below all) the mean is 25 and the deviation 35.4. */
    @Test
    void seedsShareARowBesideThePapers() {
        AnomalyEvaluation other = new AnomalyEvaluation(
                JudgedAnomalies.of("dpa-s2", "maddr/dpa-maddr").about(),
                evaluation.items().stream()
                        .map(i -> i.abnormal()
                                ? JudgedAnomalies.item(i.patient(), i.organ(), i.modality(), true, 0.1)
                                : i)
                        .toList());
        String table = AnomalyTable.markdown(List.of(evaluation, other));
        assertTrue(table.contains("| dpa | 2 | 3 / 2 |"), table);
        assertTrue(table.contains("25.0±35.4"), table);
        assertTrue(table.contains("64.87±5.11 / 64.85±5.36 / 72.38±1.99"), table);
        assertTrue(table.contains("66.92±1.16"), table);
        String single = AnomalyTable.markdown(List.of(evaluation));
        assertTrue(single.contains("50.0 ["), single);
    }
}
