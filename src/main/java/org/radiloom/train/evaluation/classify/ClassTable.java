package org.radiloom.train.evaluation.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.radiloom.metric.Bootstrap;
import org.radiloom.problem.Problem;

/** Several evaluations of classifiers as Markdown tables: figures, recall of every class, differences to the first. */
public final class ClassTable {
    private static final List<ClassFigure> SHOWN = List.of(
            ClassFigure.ACCURACY,
            ClassFigure.BALANCED_ACCURACY,
            ClassFigure.WORST_RECALL,
            ClassFigure.BEST_WORST_GAP,
            ClassFigure.KAPPA_QUADRATIC,
            ClassFigure.AUC,
            ClassFigure.F1);

    private static final List<ClassFigure> DIFFERENCES = List.of(
            ClassFigure.ACCURACY,
            ClassFigure.BALANCED_ACCURACY,
            ClassFigure.WORST_RECALL,
            ClassFigure.BEST_WORST_GAP,
            ClassFigure.KAPPA_QUADRATIC,
            ClassFigure.AUC,
            ClassFigure.NLL);

    private final StringBuilder text = new StringBuilder();
    private final List<ClassResult> results = new ArrayList<>();

    private ClassTable() {}

    /**
     * Writes the tables, rows in the order given.
     *
     * @param evaluations at least one; those whose names differ only in a seed at the end share a row, as repeats
     * @throws Problem if they do not know the same classes
     */
    public static String markdown(List<ClassEvaluation> evaluations) throws Problem {
        ClassTable table = new ClassTable();
        for (ClassEvaluation each : ClassEvaluation.merged(evaluations)) {
            table.results.add(ClassResult.of(each));
        }
        table.source();
        table.figures();
        table.calibration();
        table.recalls();
        table.differences();
        return table.text.toString();
    }

    private void source() {
        ClassResult first = results.getFirst();
        line(
                "Unit: %s; n counts them in one repeat. In brackets the 95 %% interval of a bootstrap over patients (2000"
                        + " resamples, stratified by class); with several repeats a figure is their mean, and the interval"
                        + " is that of the mean over other patients, not over other splits or seeds. AUC: %s.",
                results.stream()
                        .map(r -> r.evaluation().about().unit().label())
                        .distinct()
                        .collect(Collectors.joining(", ")),
                ClassScores.aucIsOfClassZero(first.evaluation().about().classes())
                        ? first.evaluation().about().classes().getFirst() + " against the rest"
                        : "mean of each class against the rest");
        TreeSet<String> patients = new TreeSet<>();
        for (ClassResult result : results) {
            patients.add(result.evaluation().predictions().stream()
                    .map(ClassPrediction::patient)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .toString());
        }
        if (patients.size() > 1) {
            line("");
            line("**The rows were not judged on the same patients.**");
        }
        line("");
    }

    private void figures() {
        heading("Run | n | repeats", SHOWN.stream().map(ClassFigure::title).toList());
        for (ClassResult result : results) {
            row(result, SHOWN.stream().map(f -> cell(result.of(f), "%.3f")).toList());
        }
        line("");
    }

    private void calibration() {
        line(
                "Probabilities, before and after a temperature that was fitted on other patients, and sets at %.0f %%"
                        + " coverage whose threshold was found on other patients.",
                100 * SetCoverage.GOAL);
        line("");
        heading(
                "Run | n | repeats",
                List.of(
                        "ECE before",
                        "after",
                        "NLL before",
                        "after",
                        "Brier after",
                        "sets hold the truth",
                        "classes in a set",
                        "sets of one class"));
        for (ClassResult result : results) {
            row(
                    result,
                    List.of(
                            cell(result.of(ClassFigure.ECE_BEFORE), "%.3f"),
                            cell(result.of(ClassFigure.ECE), "%.3f"),
                            cell(result.of(ClassFigure.NLL_BEFORE), "%.3f"),
                            cell(result.of(ClassFigure.NLL), "%.3f"),
                            cell(result.of(ClassFigure.BRIER), "%.3f"),
                            cell(result.sets().coverage(), "%.2f"),
                            cell(result.sets().meanSize(), "%.2f"),
                            cell(result.sets().alone(), "%.2f")));
        }
        line("");
    }

    private void recalls() {
        line("Recall of every class, with the number of its cases.");
        line("");
        ClassResult first = results.getFirst();
        heading(
                "Run | n | repeats",
                first.perClass().stream()
                        .map(c -> c.name() + " (" + c.support() + ")")
                        .toList());
        for (ClassResult result : results) {
            row(
                    result,
                    result.perClass().stream()
                            .map(c -> cell(c.recall(), "%.2f"))
                            .toList());
        }
        line("");
    }

    private void differences() throws Problem {
        if (results.size() < 2) {
            return;
        }
        ClassEvaluation first = results.getFirst().evaluation();
        line(
                "Differences to %s on the same patients (row minus it). Bold: the interval leaves out 0. Many"
                        + " comparisons: one in twenty is bold by chance.",
                first.name());
        line("");
        heading(
                "Run | n | better / worse on",
                DIFFERENCES.stream().map(ClassFigure::title).toList());
        for (ClassResult result : results.subList(1, results.size())) {
            ClassDifference difference = ClassDifference.of(result.evaluation(), first);
            Function<ClassFigure, String> cell = figure -> {
                String value = cell(difference.figures().getOrDefault(figure, Bootstrap.Interval.NONE), "%+.3f");
                return difference.clear(figure) ? "**" + value + "**" : value;
            };
            line(
                    "| %s | %d | %d / %d | %s |",
                    result.evaluation().name(),
                    difference
                            .figures()
                            .getOrDefault(ClassFigure.ACCURACY, Bootstrap.Interval.NONE)
                            .n(),
                    difference.better(),
                    difference.worse(),
                    DIFFERENCES.stream().map(cell).collect(Collectors.joining(" | ")));
        }
        line("");
    }

    private void heading(String left, List<String> columns) {
        line("| %s | %s |", left, String.join(" | ", columns));
        line("|%s", "---|".repeat(3 + columns.size()));
    }

    private void row(ClassResult result, List<String> cells) {
        line(
                "| %s | %d | %d | %s |",
                result.evaluation().name(), result.cases(), result.repeats(), String.join(" | ", cells));
    }

    private static String cell(Bootstrap.Interval interval, String format) {
        if (Double.isNaN(interval.value())) {
            return "n/a";
        }
        String ends = Double.isNaN(interval.low())
                ? ""
                : " [" + number(format, interval.low()) + ", " + number(format, interval.high()) + "]";
        return number(format, interval.value()) + ends;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
