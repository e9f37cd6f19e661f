package org.radiloom.train.evaluation.anomaly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.radiloom.metric.Bootstrap;
import org.radiloom.train.evaluation.Evaluation;

/** Several evaluations of detectors as Markdown tables, one for each organ in a modality, beside the paper's figures. */
public final class AnomalyTable {
    private static final Pattern SEED = Pattern.compile("[-_]s\\d+$");
    private static final List<AnomalyFigure> SHOWN = List.of(
            AnomalyFigure.ACCURACY,
            AnomalyFigure.F1,
            AnomalyFigure.AUROC,
            AnomalyFigure.AP,
            AnomalyFigure.FALSE_ALARMS,
            AnomalyFigure.PIXEL_AUROC,
            AnomalyFigure.PIXEL_AP,
            AnomalyFigure.POINTING,
            AnomalyFigure.REGION_OVERLAP);

    private final StringBuilder text = new StringBuilder();
    private final Map<String, List<AnomalyEvaluation>> rows = new LinkedHashMap<>();

    private AnomalyTable() {}

    /**
     * Writes the tables, rows in the order given.
     *
     * @param evaluations at least one; those whose names differ only in a seed at the end ({@code dpa-s1}, {@code dpa-s2})
     *     share a row
     */
    public static String markdown(List<AnomalyEvaluation> evaluations) {
        AnomalyTable table = new AnomalyTable();
        for (AnomalyEvaluation each : evaluations) {
            table.rows
                    .computeIfAbsent(SEED.matcher(each.name()).replaceFirst(""), n -> new ArrayList<>())
                    .add(each);
        }
        table.line(
                "Unit: patient. Of one seed the 95 %% interval of a bootstrap over patients is in brackets; of several the"
                        + " figure is mean ± standard deviation over the seeds, in per cent. Paper: accuracy / F1 / AUC (or AUC"
                        + " alone) on the nearest of its sets, which are others than these.");
        LinkedHashSet<String> domains = new LinkedHashSet<>();
        evaluations.forEach(e -> domains.addAll(e.domains().keySet()));
        for (String domain : domains) {
            table.domain(domain);
        }
        return table.text.toString();
    }

    private void domain(String domain) {
        line("");
        line("**%s**", domain);
        line("");
        StringBuilder head = new StringBuilder("| Run | seeds | normal / abnormal |");
        StringBuilder rule = new StringBuilder("|---|---|---|");
        for (AnomalyFigure figure : SHOWN) {
            head.append(' ').append(figure.title()).append(" |");
            rule.append("---|");
        }
        line("%s", head.append(" paper |"));
        line("%s", rule.append("---|"));
        rows.forEach((name, seeds) -> {
            List<AnomalyCases> cases = seeds.stream()
                    .filter(seed -> seed.domains().containsKey(domain))
                    .map(seed -> seed.domains().get(domain))
                    .toList();
            if (!cases.isEmpty()) {
                row(name, seeds.getFirst(), cases);
            }
        });
    }

    private void row(String name, AnomalyEvaluation first, List<AnomalyCases> seeds) {
        AnomalyCases one = seeds.getFirst();
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT, "| %s | %d | %d / %d |", name, seeds.size(), one.n() - one.abnormals(), one.abnormals()));
        List<Map<AnomalyFigure, Bootstrap.Interval>> figures = new ArrayList<>();
        seeds.forEach(seed -> figures.add(seed.figures()));
        for (AnomalyFigure figure : SHOWN) {
            row.append(' ').append(cell(figures, figure)).append(" |");
        }
        AnomalyItem item = one.items().getFirst();
        String paper = first.about()
                .run()
                .map(Evaluation.Run::preset)
                .flatMap(AnomalyPaperRow::of)
                .map(p -> p.of(item.organ(), item.modality()))
                .orElse("");
        line("%s %s |", row, paper);
    }

    private static String cell(List<Map<AnomalyFigure, Bootstrap.Interval>> seeds, AnomalyFigure figure) {
        List<Bootstrap.Interval> values = new ArrayList<>();
        for (Map<AnomalyFigure, Bootstrap.Interval> seed : seeds) {
            Bootstrap.Interval value = seed.get(figure);
            if (value != null) {
                values.add(value);
            }
        }
        if (values.isEmpty()) {
            return "";
        }
        double mean =
                values.stream().mapToDouble(Bootstrap.Interval::value).average().orElseThrow();
        if (values.size() == 1) {
            Bootstrap.Interval only = values.getFirst();
            return String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", 100 * mean, 100 * only.low(), 100 * only.high());
        }
        double squares = values.stream()
                .mapToDouble(v -> (v.value() - mean) * (v.value() - mean))
                .sum();
        return String.format(Locale.ROOT, "%.1f±%.1f", 100 * mean, 100 * Math.sqrt(squares / (values.size() - 1)));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
