package org.radiloom.train.evaluation.classify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.radiloom.metric.Bootstrap;
import org.radiloom.problem.Problem;

/**
 * By how much the figures of one evaluation differ from another's on the same patients, first minus second, each with
 * the 95 % interval of the difference over patients.
 *
 * @param figures differences by figure
 * @param recalls difference of the recall of every class, in order of their index
 * @param better patients of which the first named a larger share of cases rightly
 * @param worse patients of which it named a smaller one
 */
public record ClassDifference(
        Map<ClassFigure, Bootstrap.Interval> figures, List<Bootstrap.Interval> recalls, int better, int worse) {
    public ClassDifference {
        figures = new EnumMap<>(figures);
        recalls = List.copyOf(recalls);
    }

    /** Whether the interval of a difference leaves out 0. */
    public boolean clear(ClassFigure figure) {
        Bootstrap.Interval difference = figures.getOrDefault(figure, Bootstrap.Interval.NONE);
        return difference.low() > 0 || difference.high() < 0;
    }

    /**
     * Compares two evaluations by the unit of the first.
     *
     * @throws Problem {@code evaluate.patients} if they have no patient in common, {@code evaluate.classes} if classes or
     *     the truth about a patient differ
     */
    public static ClassDifference of(ClassEvaluation first, ClassEvaluation second) throws Problem {
        if (!first.about().classes().equals(second.about().classes())) {
            throw different(first, second, "do not know the same classes");
        }
        CasePool all = CasePool.of(first);
        CasePool others = CasePool.of(second.by(first.about().unit()));
        List<String> common = new ArrayList<>(all.patients());
        common.retainAll(others.patients());
        if (common.isEmpty()) {
            throw Problem.usage(
                    "evaluate.patients",
                    first.name() + " and " + second.name() + " have no patient in common.",
                    "Evaluate both on the same split of the same data.");
        }
        CasePool mine = all.only(common);
        CasePool theirs = others.only(common);
        if (!truth(mine).equals(truth(theirs))) {
            throw different(first, second, "do not agree about the true classes or the images");
        }
        int figures = ClassFigure.values().length;
        int length = figures + first.about().classes().size();
        List<Bootstrap.Interval> intervals = Bootstrap.stratified(mine.stratum(), length, picked -> {
            double[] values = mine.mean(picked, length, ClassDifference::vector);
            double[] minus = theirs.mean(picked, length, ClassDifference::vector);
            for (int f = 0; f < length; f++) {
                values[f] -= minus[f];
            }
            return values;
        });
        Map<ClassFigure, Bootstrap.Interval> byFigure = new EnumMap<>(ClassFigure.class);
        for (ClassFigure figure : ClassFigure.values()) {
            byFigure.put(figure, intervals.get(figure.ordinal()));
        }
        int better = 0;
        int worse = 0;
        for (int p = 0; p < common.size(); p++) {
            int sign = Double.compare(mine.right(p), theirs.right(p));
            better += sign > 0 ? 1 : 0;
            worse += sign < 0 ? 1 : 0;
        }
        return new ClassDifference(byFigure, intervals.subList(figures, length), better, worse);
    }

    private static double[] vector(ClassScores scores) {
        ClassFigure[] figures = ClassFigure.values();
        double[] values = new double[figures.length + scores.confusion().classes()];
        for (int f = 0; f < figures.length; f++) {
            values[f] = figures[f].of(scores);
        }
        for (int c = 0; c < scores.confusion().classes(); c++) {
            values[figures.length + c] = scores.confusion().recall(c);
        }
        return values;
    }

    private static List<Integer> truth(CasePool pool) {
        return pool.cases(0).stream().map(ClassScores.Case::truth).toList();
    }

    private static Problem different(ClassEvaluation first, ClassEvaluation second, String how) {
        return Problem.usage(
                "evaluate.classes",
                first.name() + " and " + second.name() + " " + how + ".",
                "Evaluate both on the same data.");
    }
}
