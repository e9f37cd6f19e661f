package org.radiloom.train.evaluation.classify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.radiloom.metric.Bootstrap;
import org.radiloom.metric.ConfusionMatrix;
import org.radiloom.problem.Problem;

/**
 * The figures of an evaluation with their 95 % intervals (bootstrap over patients, stratified by class, 2000 resamples).
 *
 * @param patients judged
 * @param cases images or patients judged, in one repeat
 * @param figures mean over the repeats
 * @param perClass of every class, in order of their index
 * @param confusion [true][predicted], summed over the repeats
 * @param sets prediction sets at {@link SetCoverage#GOAL}
 */
public record ClassResult(
        ClassEvaluation evaluation,
        int patients,
        int cases,
        int repeats,
        Map<ClassFigure, Bootstrap.Interval> figures,
        List<OfClass> perClass,
        ConfusionMatrix confusion,
        SetCoverage sets) {
    /**
     * One class.
     *
     * @param support cases of it in one repeat; 0: nothing can be said
     * @param auc of it against the rest
     */
    public record OfClass(
            String name,
            long support,
            Bootstrap.Interval recall,
            Bootstrap.Interval precision,
            Bootstrap.Interval f1,
            Bootstrap.Interval auc) {}

    public ClassResult {
        figures = Map.copyOf(figures);
        perClass = List.copyOf(perClass);
    }

    /** Value and interval of a figure. */
    public Bootstrap.Interval of(ClassFigure figure) {
        return Objects.requireNonNull(figures.get(figure));
    }

    /**
     * Computes everything; seconds for thousands of images.
     *
     * @throws Problem if repeats judged different patients, or patients have no single class although they are the unit
     */
    public static ClassResult of(ClassEvaluation evaluation) throws Problem {
        CasePool pool = CasePool.of(evaluation);
        List<String> classes = evaluation.about().classes();
        int length = ClassFigure.values().length + 4 * classes.size();
        List<Bootstrap.Interval> intervals =
                Bootstrap.stratified(pool.stratum(), length, picked -> pool.mean(picked, length, ClassResult::vector));
        Map<ClassFigure, Bootstrap.Interval> figures = new LinkedHashMap<>();
        for (ClassFigure figure : ClassFigure.values()) {
            figures.put(figure, intervals.get(figure.ordinal()));
        }
        int[] all = IntStream.range(0, pool.patients().size()).toArray();
        ClassScores first = pool.scores(0, all);
        List<OfClass> perClass = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            int at = ClassFigure.values().length + 4 * c;
            perClass.add(new OfClass(
                    classes.get(c),
                    first.confusion().support(c),
                    intervals.get(at),
                    intervals.get(at + 1),
                    intervals.get(at + 2),
                    intervals.get(at + 3)));
        }
        return new ClassResult(
                evaluation,
                all.length,
                pool.cases(0).size(),
                pool.repeats(),
                figures,
                perClass,
                confusion(pool),
                SetCoverage.of(evaluation, pool));
    }

    /** All figures, then recall, precision, F1 and area of every class. */
    private static double[] vector(ClassScores scores) {
        ClassFigure[] figures = ClassFigure.values();
        ConfusionMatrix confusion = scores.confusion();
        double[] values = new double[figures.length + 4 * confusion.classes()];
        int to = 0;
        for (ClassFigure figure : figures) {
            values[to++] = figure.of(scores);
        }
        for (int c = 0; c < confusion.classes(); c++) {
            values[to++] = confusion.recall(c);
            values[to++] = confusion.precision(c);
            values[to++] = confusion.f1(c);
            values[to++] = scores.aucs().get(c);
        }
        return values;
    }

    private static ConfusionMatrix confusion(CasePool pool) {
        int classes = pool.classes().size();
        long[][] sum = new long[classes][classes];
        for (int r = 0; r < pool.repeats(); r++) {
            for (ClassScores.Case one : pool.cases(r)) {
                sum[one.truth()][one.predicted()]++;
            }
        }
        return ConfusionMatrix.of(sum);
    }
}
