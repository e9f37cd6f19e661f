package org.radiloom.train.evaluation.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.JudgedClasses;
import org.radiloom.metric.Bootstrap;
import org.radiloom.problem.Problem;

class ClassDifferenceTest {
    private static List<ClassPrediction> right(List<ClassPrediction> of) {
        return of.stream()
                .map(p -> {
                    double[] sure = new double[3];
                    sure[p.truth()] = 1;
                    return JudgedClasses.prediction(p.id(), p.patient(), p.repeat(), p.fold(), p.truth(), sure);
                })
                .toList();
    }

    @Test
    void anEvaluationDoesNotDifferFromItself() throws Problem {
        ClassDifference none = ClassDifference.of(JudgedClasses.five("a"), JudgedClasses.five("b"));
        assertEquals(new Bootstrap.Interval(0, 0, 0, 5), none.figures().get(ClassFigure.NLL));
        assertFalse(none.clear(ClassFigure.NLL));
        assertEquals(0, none.better() + none.worse());
    }

    @Test
    void aDifferenceIsFirstMinusSecondOnTheSamePatients() throws Problem {
        ClassEvaluation all = JudgedClasses.of("all", ClassUnit.PATIENT, right(JudgedClasses.fivePatients(0)));
        ClassDifference difference = ClassDifference.of(all, JudgedClasses.five("hand"));
        assertEquals(0.4, figure(difference, ClassFigure.ACCURACY).value(), 1e-12);
        assertEquals(-0.5, figure(difference, ClassFigure.BEST_WORST_GAP).value(), 1e-12);
        assertEquals(0.5, difference.recalls().getFirst().value(), 1e-12);
        assertEquals(2, difference.better());
        assertEquals(0, difference.worse());
        assertTrue(difference.clear(ClassFigure.NLL));
    }

    @Test
    void onlyPatientsThatBothKnowAreCompared() throws Problem {
        // without e, hand names 3 of 4 rightly
        ClassEvaluation four = JudgedClasses.of(
                "four", ClassUnit.PATIENT, right(JudgedClasses.fivePatients(0).subList(0, 5)));
        ClassDifference difference = ClassDifference.of(four, JudgedClasses.five("hand"));
        assertEquals(4, figure(difference, ClassFigure.ACCURACY).n());
        assertEquals(0.25, figure(difference, ClassFigure.ACCURACY).value(), 1e-12);
    }

    @Test
    void nothingInCommonOrAnotherTruthCannotBeCompared() {
        ClassEvaluation other = JudgedClasses.of(
                "other", ClassUnit.PATIENT, List.of(JudgedClasses.prediction("z", "z", 0, 0, 0, 1, 0, 0)));
        ClassEvaluation contrary = JudgedClasses.of(
                "contrary", ClassUnit.PATIENT, List.of(JudgedClasses.prediction("b1", "b", 0, 0, 2, 1, 0, 0)));
        assertEquals(
                "evaluate.patients",
                assertThrows(Problem.class, () -> ClassDifference.of(JudgedClasses.five("hand"), other))
                        .code());
        assertEquals(
                "evaluate.classes",
                assertThrows(Problem.class, () -> ClassDifference.of(JudgedClasses.five("hand"), contrary))
                        .code());
    }

    private static Bootstrap.Interval figure(ClassDifference difference, ClassFigure name) {
        return Objects.requireNonNull(difference.figures().get(name));
    }
}
