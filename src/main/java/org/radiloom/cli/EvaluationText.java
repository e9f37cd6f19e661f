package org.radiloom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.radiloom.train.evaluation.Figure;
import org.radiloom.train.evaluation.anomaly.AnomalyEvaluationFile;
import org.radiloom.train.evaluation.anomaly.AnomalyFigure;
import org.radiloom.train.evaluation.classify.ClassFigure;

/** An evaluation for people: every figure with its interval, unit and number of patients. */
final class EvaluationText {
    private final JsonNode tree;
    private final PrintWriter out;

    private EvaluationText(JsonNode tree, PrintWriter out) {
        this.tree = tree;
        this.out = out;
    }

    /** @param tree as {@code radiloom evaluate --json} writes it */
    static void print(JsonNode tree, PrintWriter out) {
        new EvaluationText(tree, out).print();
        out.flush();
    }

    private void print() {
        heading();
        if (tree.has("classes")) {
            classes();
        } else if (AnomalyEvaluationFile.isOne(tree)) {
            anomalies();
        } else {
            masks();
        }
        if (tree.has("against")) {
            against(tree.path("against"));
        }
    }

    private void heading() {
        JsonNode run = tree.path("run");
        line(
                "%s%s   split %s   n %d %ss   weights %.8s",
                tree.path("model").asText(),
                run.isObject()
                        ? " (" + run.path("preset").asText() + ", "
                                + run.path("checkpoint").asText() + ")"
                        : "",
                tree.path("split").asText(),
                tree.path("n").asInt(),
                tree.path("unit").asText(),
                tree.path("sha256").asText());
        line("");
    }

    private void classes() {
        line(
                "  %d patients, %d images%s, %d repeat%s; AUC: %s",
                tree.path("patients").asInt(),
                tree.path("images").asInt(),
                tree.path("refused").asInt() == 0
                        ? ""
                        : " and " + tree.path("refused").asInt() + " that the model refused",
                tree.path("repeats").asInt(),
                tree.path("repeats").asInt() == 1 ? "" : "s, figures are their mean",
                tree.path("aucOf").asText());
        line("  %-34s %8s   %-20s %4s", "", "value", "95 % interval", "n");
        rows(tree.path("metrics"), "%8.4f", "%.4f");
        line("");
        line("  %-20s %6s %-22s %-10s %-8s %s", "class", "n", "recall", "precision", "AUC", "named as");
        int row = 0;
        for (var field : tree.path("perClass").properties()) {
            JsonNode ends = tree.path("perClassCi95").path(field.getKey()).path("recall");
            line(
                    "  %-20s %6d %-22s %-10s %-8s %s",
                    field.getKey(),
                    field.getValue().path("support").asLong(),
                    number(field.getValue().path("recall"), "%.3f") + " [" + number(ends.path(0), "%.2f") + ", "
                            + number(ends.path(1), "%.2f") + "]",
                    number(field.getValue().path("precision"), "%.3f"),
                    number(field.getValue().path("auc"), "%.3f"),
                    tree.path("confusion").path(row++));
        }
        JsonNode sets = tree.path("predictionSets");
        line("");
        JsonNode pooled = tree.path("pooledCalibration");
        if (pooled.isObject()) {
            line(
                    "  all folds together: T %.3f, ECE %s, log-likelihood %s, a class in the set from %.3f on",
                    pooled.path("temperature").asDouble(),
                    number(pooled.at("/metrics/ece/value"), "%.3f"),
                    number(pooled.at("/metrics/nll/value"), "%.3f"),
                    pooled.path("setThreshold").asDouble());
        }
        line(
                "  sets at %.0f %% (a class from probability %.3f on): hold the truth %s, classes %s, one class %s",
                100 * sets.path("goal").asDouble(),
                sets.path("threshold").asDouble(),
                number(sets.path("coverage").path("value"), "%.3f"),
                number(sets.path("meanSize").path("value"), "%.2f"),
                number(sets.path("oneClass").path("value"), "%.3f"));
        JsonNode attention = tree.path("attention");
        if (attention.isObject()) {
            line(
                    "  %d samples with boxes: %s of the activation map inside (boxes cover %s of the picture), largest value"
                            + " inside in %d",
                    attention.path("n").asInt(),
                    number(attention.path("insideShare"), "%.3f"),
                    number(attention.path("boxShare"), "%.3f"),
                    attention.path("pointingHits").asInt());
        }
    }

    private void anomalies() {
        line(
                "  %s; %d images, %d left out; regions: %s",
                tree.path("method").asText(),
                tree.path("images").asInt(),
                tree.path("skipped").asInt(),
                tree.path("regions").asText());
        group("all, scores over thresholds", tree);
        tree.path("domains").properties().forEach(field -> group(field.getKey(), field.getValue()));
        tree.path("sites").properties().forEach(field -> group("site " + field.getKey(), field.getValue()));
    }

    private void group(String name, JsonNode group) {
        line("");
        line("  %-34s %8s   %-20s %4s", name, "value", "95 % interval", "n");
        rows(group.path("metrics"), "%8.4f", "%.4f");
        group.path("shortcutAuroc")
                .properties()
                .forEach(field ->
                        line("%s", row("AUROC of " + field.getKey() + " alone", field.getValue(), "%8.4f", "%.4f")));
        group.path("centrePrior")
                .properties()
                .forEach(
                        field -> line("%s", row("centre prior: " + field.getKey(), field.getValue(), "%8.4f", "%.4f")));
    }

    private void masks() {
        line("  %-34s %8s   %-20s %4s", "mean over " + tree.path("unit").asText() + "s", "value", "95 % interval", "n");
        rows(tree.path("metrics"), "%8.4f", "%.4f");
        JsonNode slices = tree.path("pooled").path("structureSlices");
        line("");
        line("  all voxels of the slices with the structure together (compare two-class figures to the paper)");
        rows(slices.path("metrics"), "%8.4f", "%.4f");
        JsonNode calibration = tree.path("calibration");
        line("");
        boolean pixels = calibration.has("marginPx");
        line(
                "  probabilities up to %.0f %s from the structure, %d voxels",
                calibration.path(pixels ? "marginPx" : "marginMm").asDouble(),
                pixels ? "px" : "mm",
                calibration.path("voxels").asLong());
        rows(calibration.path("metrics"), "%8.4f", "%.4f");
        JsonNode empty = tree.path("empty");
        line("");
        line(
                "  empty predictions %d, empty references %d, volumes without distances %d",
                empty.path("predictions").asInt(),
                empty.path("references").asInt(),
                empty.path("withoutDistance").asInt());
    }

    private void against(JsonNode against) {
        line("");
        line("  difference to %s on the same patients", against.path("name").asText());
        for (var field : against.path("metrics").properties()) {
            JsonNode figure = field.getValue();
            line(
                    "%s   better on %d, worse on %d",
                    row(field.getKey(), figure, "%+8.4f", "%+.4f"),
                    figure.path("better").asInt(),
                    figure.path("worse").asInt());
        }
    }

    private void rows(JsonNode metrics, String value, String end) {
        metrics.properties().forEach(field -> line("%s", row(field.getKey(), field.getValue(), value, end)));
    }

    private String row(String key, JsonNode figure, String value, String end) {
        JsonNode ends = figure.path("ci95");
        return String.format(
                Locale.ROOT,
                "  %-34s %8s   %-20s %4d",
                title(key),
                number(figure.path("value"), value),
                "[" + number(ends.path(0), end) + ", " + number(ends.path(1), end) + "]",
                figure.path("n").asInt());
    }

    private String title(String key) {
        if (AnomalyEvaluationFile.isOne(tree)) {
            return AnomalyFigure.named(key).map(AnomalyFigure::title).orElse(key);
        }
        if (tree.has("classes")) {
            return ClassFigure.named(key).map(ClassFigure::title).orElse(key);
        }
        return switch (key) {
            case "ece" -> "expected calibration error";
            case "brier" -> "Brier score";
            case "nll" -> "negative log-likelihood";
            default ->
                Figure.named(key)
                        .map(tree.path("calibration").has("marginPx") ? Figure::titleInPixels : Figure::title)
                        .orElse(key);
        };
    }

    private static String number(JsonNode node, String format) {
        return node.isNumber() ? String.format(Locale.ROOT, format, node.asDouble()) : "n/a";
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
