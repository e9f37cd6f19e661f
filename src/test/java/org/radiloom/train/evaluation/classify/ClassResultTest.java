package org.radiloom.train.evaluation.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.JudgedClasses;
import org.radiloom.metric.TemperatureScaling;
import org.radiloom.problem.Problem;

class ClassResultTest {
    private static double value(ClassResult result, ClassFigure figure) {
        return result.of(figure).value();
    }

    @Test
    void theFiguresOfFivePatientsAreThoseOfPaperAndPencil() throws Problem {
        ClassResult result = ClassResult.of(JudgedClasses.five("hand"));
        assertEquals(5, result.patients());
        assertEquals(5, result.cases());
        assertArrayEquals(
                new long[][] {{1, 1, 0}, {0, 1, 0}, {0, 1, 1}},
                result.confusion().counts());
        assertEquals(0.6, value(result, ClassFigure.ACCURACY), 1e-12);
        assertEquals(2 / 3.0, value(result, ClassFigure.BALANCED_ACCURACY), 1e-12);
        assertEquals(0.5, value(result, ClassFigure.WORST_RECALL), 1e-12);
        assertEquals(0.5, value(result, ClassFigure.BEST_WORST_GAP), 1e-12);
        // disagreement 2, by chance 6
        assertEquals(2 / 3.0, value(result, ClassFigure.KAPPA_QUADRATIC), 1e-12);
        assertEquals((2 / 3.0 + 0.5 + 2 / 3.0) / 3, value(result, ClassFigure.F1), 1e-12);
        // normal (0.4, 0.8) against (0.3, 0.1, 0.1)
        assertEquals(1, value(result, ClassFigure.AUC), 1e-12);
        // mild 0.5 beats three of 0.45, 0.1, 0.2, 0.6
        assertEquals((1 + 0.75 + 1) / 3, value(result, ClassFigure.AUC_MACRO), 1e-12);
        assertEquals(0.405, value(result, ClassFigure.BRIER), 1e-12);
        assertEquals(-Math.log(0.4 * 0.8 * 0.5 * 0.7 * 0.3) / 5, value(result, ClassFigure.NLL), 1e-12);
        // five bins with one case each: 0.45 and 0.6 wrong, 0.8, 0.5 and 0.7 right
        assertEquals((0.45 + 0.6 + 0.2 + 0.5 + 0.3) / 5, value(result, ClassFigure.ECE), 1e-12);
    }

    @Test
    void everyImageCanBeACaseWhileIntervalsStayOverPatients() throws Problem {
        ClassResult result = ClassResult.of(JudgedClasses.five("hand").by(ClassUnit.IMAGE));
        assertEquals(6, result.cases());
        assertEquals(5, result.of(ClassFigure.ACCURACY).n());
        assertEquals(4 / 6.0, value(result, ClassFigure.ACCURACY), 1e-12);
    }

    @Test
    void eachClassSaysOnHowManyCasesItRests() throws Problem {
        List<ClassResult.OfClass> classes =
                ClassResult.of(JudgedClasses.five("hand")).perClass();
        assertEquals("mild", classes.get(1).name());
        assertEquals(1, classes.get(1).support());
        assertEquals(1, classes.get(1).recall().value());
        assertEquals(1 / 3.0, classes.get(1).precision().value(), 1e-12);
        assertEquals(0.75, classes.get(1).auc().value(), 1e-12);
        // a class keeps its number of patients in every resample: that of one patient cannot vary
        assertEquals(1, classes.get(1).recall().low());
        assertEquals(0, classes.getFirst().recall().low());
        assertEquals(1, classes.getFirst().recall().high());
    }

    @Test
    void aClassWithoutACaseHasNoFiguresAndIsLeftOutOfMeans() throws Problem {
        List<ClassPrediction> noSevere = JudgedClasses.fivePatients(0).subList(0, 4);
        ClassResult result = ClassResult.of(JudgedClasses.of("hand", ClassUnit.PATIENT, noSevere));
        assertEquals(0, result.perClass().get(2).support());
        assertTrue(Double.isNaN(result.perClass().get(2).recall().value()));
        assertTrue(Double.isNaN(result.perClass().get(2).auc().value()));
        assertEquals(0.75, value(result, ClassFigure.BALANCED_ACCURACY), 1e-12);
        assertEquals(1, value(result, ClassFigure.AUC_MACRO), 1e-12);
        String json = ClassEvaluationJson.write(result).at("/perClass/severe").toString();
        assertTrue(json.contains("\"recall\":null"), json);
    }

    @Test
    void figuresOfRepeatsAreAveragedNotTheirProbabilities() throws Problem {
        List<ClassPrediction> two = new ArrayList<>(JudgedClasses.fivePatients(0));
        for (ClassPrediction each : JudgedClasses.fivePatients(1)) {
            // in the second repeat everything is right
            double[] sure = new double[3];
            sure[each.truth()] = 1;
            two.add(JudgedClasses.prediction(each.id(), each.patient(), 1, each.fold(), each.truth(), sure));
        }
        ClassResult result = ClassResult.of(JudgedClasses.of("two", ClassUnit.PATIENT, two));
        assertEquals(2, result.repeats());
        assertEquals((0.6 + 1) / 2, value(result, ClassFigure.ACCURACY), 1e-12);
        assertEquals(10, result.confusion().total());
    }

    @Test
    void repeatsOfDifferentPatientsAreRefused() {
        List<ClassPrediction> two = new ArrayList<>(JudgedClasses.fivePatients(0));
        two.addAll(JudgedClasses.fivePatients(1).subList(0, 5));
        Problem problem =
                assertThrows(Problem.class, () -> ClassResult.of(JudgedClasses.of("two", ClassUnit.PATIENT, two)));
        assertEquals("evaluate.patients", problem.code());
    }

    @Test
    void aPatientWithImagesOfSeveralClassesIsNoCase() throws Problem {
        List<ClassPrediction> mixed = List.of(
                JudgedClasses.prediction("a1", "a", 0, 0, 0, 1, 0, 0),
                JudgedClasses.prediction("a2", "a", 0, 0, 1, 0, 1, 0),
                JudgedClasses.prediction("b1", "b", 0, 0, 2, 0, 0, 1));
        assertEquals(ClassUnit.IMAGE, ClassEvaluation.naturalUnit(mixed));
        assertEquals(ClassUnit.PATIENT, ClassEvaluation.naturalUnit(mixed.subList(1, 3)));
        Problem problem =
                assertThrows(Problem.class, () -> ClassResult.of(JudgedClasses.of("mixed", ClassUnit.PATIENT, mixed)));
        assertEquals("evaluate.unit", problem.code());
        assertEquals(
                1,
                value(
                        ClassResult.of(JudgedClasses.of("mixed", ClassUnit.IMAGE, mixed)),
                        ClassFigure.BALANCED_ACCURACY));
    }

    @Test
    void withoutANormalTheAreaIsTheMeanOverClasses() {
        assertTrue(ClassScores.aucIsOfClassZero(List.of("Normal", "Benign", "Malignant")));
        assertTrue(ClassScores.aucIsOfClassZero(List.of("left", "right")));
        assertFalse(ClassScores.aucIsOfClassZero(List.of("cat", "dog", "horse")));
    }

    @Test
    void aTemperatureFromOtherPatientsMakesProbabilitiesHonest() throws Problem {
        // logits of a classifier that is three times too sure; T is fitted on others
        List<ClassPrediction> sure = tripled(300, 11, 1);
        double[][] logits = sure.stream()
                .map(p -> p.uncalibrated().stream().mapToDouble(Math::log).toArray())
                .toArray(double[][]::new);
        double temperature = TemperatureScaling.fit(
                logits, sure.stream().mapToInt(ClassPrediction::truth).toArray());
        ClassResult result = ClassResult.of(JudgedClasses.of("scaled", ClassUnit.IMAGE, tripled(300, 12, temperature)));
        assertTrue(temperature > 1.5, "T " + temperature);
        assertTrue(value(result, ClassFigure.NLL) < value(result, ClassFigure.NLL_BEFORE) - 0.1);
        assertTrue(value(result, ClassFigure.ECE) < value(result, ClassFigure.ECE_BEFORE) / 2);
        assertTrue(value(result, ClassFigure.BRIER) < value(result, ClassFigure.BRIER_BEFORE));
    }

    private static List<ClassPrediction> tripled(int patients, long seed, double temperature) {
        return JudgedClasses.random(patients, 1, 1, seed).stream()
                .map(p -> ClassPrediction.ofLogits(
                        p.id(),
                        p.patient(),
                        0,
                        p.fold(),
                        p.truth(),
                        p.uncalibrated().stream()
                                .mapToDouble(v -> 3 * Math.log(v))
                                .toArray(),
                        temperature))
                .toList();
    }

    @Test
    void setsKeepTheirPromiseOnFoldsThatTheThresholdDidNotSee() throws Problem {
        ClassResult result =
                ClassResult.of(JudgedClasses.of("sets", ClassUnit.PATIENT, JudgedClasses.random(400, 1, 1, 3)));
        // 400 patients: standard error 0.015
        assertEquals(0.9, result.sets().coverage().value(), 0.04);
        assertTrue(result.sets().meanSize().value() < 3);
        assertTrue(result.sets().threshold() > 0 && result.sets().threshold() < 0.5);
    }

    @Test
    void withFivePatientsASetHoldsEveryClass() throws Problem {
        SetCoverage sets = ClassResult.of(JudgedClasses.five("hand")).sets();
        assertEquals(0, sets.threshold());
        assertEquals(3, sets.meanSize().value());
        assertEquals(1, sets.coverage().value());
        assertEquals(0, sets.alone().value());
    }

    @Test
    void allFoldsTogetherGiveATemperatureForTheModelOfAllPatients() throws Problem {
        ClassEvaluation sure = JudgedClasses.of("sure", ClassUnit.IMAGE, tripled(300, 11, 1));
        PooledCalibration pooled = PooledCalibration.of(sure).orElseThrow();
        double[][] logits = sure.predictions().stream()
                .map(p -> p.uncalibrated().stream().mapToDouble(Math::log).toArray())
                .toArray(double[][]::new);
        int[] truth =
                sure.predictions().stream().mapToInt(ClassPrediction::truth).toArray();
        assertEquals(TemperatureScaling.fit(logits, truth), pooled.temperature(), 1e-4);
        assertTrue(value(pooled.others(), ClassFigure.NLL) < value(ClassResult.of(sure), ClassFigure.NLL) - 0.1);
        assertEquals(0.9, pooled.others().sets().coverage().value(), 0.04);
        ClassEvaluation one = JudgedClasses.of(
                "one", ClassUnit.PATIENT, JudgedClasses.fivePatients(0).subList(0, 3));
        assertTrue(PooledCalibration.of(one).isEmpty());
    }
}
