package org.radiloom.train.evaluation.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.model.Aggregation;
import org.radiloom.problem.Problem;

class ImageAnswerTest {
    private static final double[][] ROWS = {{0, 2}, {0, 0}};

    /** By hand: 1 / (1 + e) is the geometric answer; the mean of 1 / (1 + e²) and one half the other. */
    @Test
    void rowsArePutTogetherAsTheModelSays() {
        assertEquals(1 / (1 + Math.E), first(Aggregation.Rule.GEOMETRIC_MEAN), 1e-9);
        assertEquals((1 / (1 + Math.exp(2)) + 0.5) / 2, first(Aggregation.Rule.MEAN), 1e-9);
    }

    @Test
    void aTemperatureFittedToMeanScoresIsThatOfTheirMean() {
        List<ImageAnswer> several = List.of(
                answer("a", 0, new double[][] {{3, 0}, {1, 0}}),
                answer("b", 1, new double[][] {{0, 1}, {0, 3}}),
                answer("c", 1, new double[][] {{2, 0}, {0, 0}}));
        List<ImageAnswer> one = List.of(
                answer("a", 0, new double[][] {{2, 0}}),
                answer("b", 1, new double[][] {{0, 2}}),
                answer("c", 1, new double[][] {{1, 0}}));
        assertEquals(
                ImageAnswer.temperature(one, ClassUnit.PATIENT),
                ImageAnswer.temperature(several, ClassUnit.PATIENT),
                1e-9);
    }

    /** By hand: (0.9 · 0.2)^½ against (0.1 · 0.8)^½ is 3 : 2. */
    @Test
    void imagesOfAPatientArePutTogetherAsTheEvaluationSays() throws Problem {
        ClassEvaluation evaluation = new ClassEvaluation(
                new ClassEvaluation.About(
                        "m",
                        Optional.empty(),
                        "",
                        "d",
                        "all",
                        List.of("x", "y"),
                        ClassUnit.PATIENT,
                        Aggregation.Rule.GEOMETRIC_MEAN,
                        0),
                List.of(prediction(0.9), prediction(0.2)));
        assertArrayEquals(
                new double[] {0.6, 0.4},
                CasePool.of(evaluation).cases(0).getFirst().probabilities(),
                1e-9);
    }

    private static ClassPrediction prediction(double first) {
        List<Double> p = List.of(first, 1 - first);
        return new ClassPrediction("i" + first, "p", 0, 0, 0, p, p);
    }

    private static double first(Aggregation.Rule pool) {
        return new ImageAnswer("i", "p", 0, ROWS, pool)
                .prediction(0, 0, 1)
                .probabilities()
                .getFirst();
    }

    private static ImageAnswer answer(String id, int truth, double[][] logits) {
        return new ImageAnswer(id, id, truth, logits, Aggregation.Rule.GEOMETRIC_MEAN);
    }
}
