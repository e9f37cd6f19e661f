package org.radiloom.train.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.radiloom.metric.Bootstrap;
import org.radiloom.metric.Calibration;
import org.radiloom.problem.Problem;

/** Several evaluations as Markdown tables: clinical figures, figures beside the paper's, and the paper's claims. */
public final class ComparisonTable {
    /** Figures that the paper prints, in its order. */
    private static final List<Figure> PRINTED =
            List.of(Figure.ACCURACY, Figure.PRECISION_MACRO, Figure.RECALL_MACRO, Figure.MIOU);

    private static final List<Figure> CLINICAL = List.of(
            Figure.DICE, Figure.IOU, Figure.PRECISION, Figure.RECALL, Figure.HD95, Figure.ASSD, Figure.VOLUME_ERROR);

    private final List<SeedGroup> groups;
    private final StringBuilder text = new StringBuilder();

    private ComparisonTable(List<SeedGroup> groups) {
        this.groups = groups.stream()
                .sorted(Comparator.comparing(group -> PaperRow.of(group.runs().getFirst())
                        .map(PaperRow::ordinal)
                        .orElse(Integer.MAX_VALUE)))
                .toList();
    }

    /**
     * Writes the tables, rows in the paper's order and then those that it does not have.
     *
     * @param evaluations at least one; those whose names differ only in a seed at the end share a row
     * @throws Problem if seeds of a name, or two sides of a claim, were judged on different patients
     */
    public static String markdown(List<Evaluation> evaluations) throws Problem {
        ComparisonTable table = new ComparisonTable(SeedGroup.group(evaluations));
        table.source();
        table.clinical();
        table.besideThePaper();
        table.claims();
        return table.text.toString();
    }

    private void source() {
        TreeSet<String> splits = new TreeSet<>();
        TreeSet<List<String>> patients = new TreeSet<>(Comparator.comparing(List::toString));
        for (SeedGroup group : groups) {
            patients.add(group.patients());
            group.runs().forEach(run -> splits.add(run.about().split()));
        }
        line(
                "Split: %s. Unit: patient. In brackets the 95 %% interval of a bootstrap over patients (2000 resamples); with"
                        + " several seeds a figure is their mean, and the interval is that of the mean over other patients, not"
                        + " over other seeds. The calibration error (ECE) looks at voxels up to %.0f mm from the structure.",
                String.join(", ", splits),
                groups.getFirst().runs().getFirst().about().marginMm());
        if (patients.size() > 1) {
            line("");
            line("**The rows were not judged on the same patients.**");
        }
        line("");
    }

    private void clinical() {
        line(
                "| Run | Dice of each seed | n | %s | ECE near the structure | empty predictions |",
                CLINICAL.stream().map(Figure::title).collect(Collectors.joining(" | ")));
        line("|---|---|---|%s---|---|", "---|".repeat(CLINICAL.size()));
        for (SeedGroup group : groups) {
            line(
                    "| %s | %s | %d | %s | %s | %d |",
                    group.name(),
                    ofEachSeed(group),
                    group.patients().size(),
                    CLINICAL.stream().map(figure -> mean(group, figure)).collect(Collectors.joining(" | ")),
                    cell(group.calibration(Calibration::ece), "%.3f"),
                    group.runs().stream()
                            .flatMap(run -> run.scores().stream())
                            .filter(score -> score.overlap().predictionEmpty())
                            .count());
        }
        line("");
    }

    private static String ofEachSeed(SeedGroup group) {
        return group.runs().stream()
                .map(run -> number("%.3f", SeedGroup.of(run).mean(Figure.DICE).value()))
                .collect(Collectors.joining(", "));
    }

    private static String mean(SeedGroup group, Figure figure) {
        Bootstrap.Interval mean = group.mean(figure);
        String missing = mean.n() < group.patients().size() ? " (n " + mean.n() + ")" : "";
        return cell(mean, figure == Figure.VOLUME_ERROR ? "%.1f" : figure.lowerIsBetter() ? "%.2f" : "%.3f") + missing;
    }

    private void besideThePaper() {
        Map<PaperRow, SeedGroup> rows = rows();
        if (rows.isEmpty()) {
            return;
        }
        line("Beside the paper: figures of both classes, over all pixels of the slices that hold the structure.");
        line("");
        line(
                "| Net | Residual | CBAM | Transfer | seeds | n | accuracy | paper | precision | paper | recall | paper | mIoU"
                        + " | paper |");
        line("|%s", "---|".repeat(6 + 2 * PRINTED.size()));
        rows.forEach((row, group) -> line(
                "| %s | %s | %s | %s | %d | %d | %s |",
                row.net(),
                tick(row, row.residual()),
                tick(row, row.cbam()),
                tick(row, row.transfer()),
                group.runs().size(),
                group.patients().size(),
                PRINTED.stream()
                        .map(figure -> cell(group.pooled(figure, VolumeScore::structureSlices), "%.4f") + " | "
                                + number("%.4f", row.of(figure)))
                        .collect(Collectors.joining(" | "))));
        line("");
    }

    private static String tick(PaperRow row, boolean has) {
        return row.isUNet() ? has ? "✓" : "–" : "";
    }

    /** One group per row; the first one that repeats it. */
    private Map<PaperRow, SeedGroup> rows() {
        Map<PaperRow, SeedGroup> rows = new EnumMap<>(PaperRow.class);
        for (SeedGroup group : groups) {
            PaperRow.of(group.runs().getFirst()).ifPresent(row -> rows.putIfAbsent(row, group));
        }
        return rows;
    }

    private void claims() throws Problem {
        Map<PaperRow, SeedGroup> rows = rows();
        List<String> lines = new ArrayList<>();
        for (PaperClaim claim : PaperClaim.all()) {
            Optional<SeedGroup> with = Optional.ofNullable(rows.get(claim.with()));
            Optional<SeedGroup> without = Optional.ofNullable(rows.get(claim.without()));
            if (with.isPresent() && without.isPresent()) {
                lines.add(claim(claim, with.get(), without.get()));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        line("What a part brings: differences on the same patients, first minus second. \"Repeats\" asks whether the"
                + " interval of the mIoU difference lies on the side of 0 that the paper's difference lies on.");
        line("");
        line("| Part | First | Second | n | mIoU | paper | repeats | Dice | Dice better / worse on |");
        line("|---|---|---|---|---|---|---|---|---|");
        lines.forEach(each -> line("%s", each));
        line("");
    }

    private static String claim(PaperClaim claim, SeedGroup with, SeedGroup without) throws Problem {
        PairedDifference miou = PairedDifference.ofPooled(with, without, Figure.MIOU, VolumeScore::structureSlices);
        PairedDifference dice = PairedDifference.ofMeans(with, without, Figure.DICE);
        double printed = claim.with().of(Figure.MIOU) - claim.without().of(Figure.MIOU);
        String repeats = !miou.clear() ? "open" : miou.difference().value() * printed > 0 ? "yes" : "no, the opposite";
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %s | %+.4f | %s | %s | %d / %d |",
                claim.part(),
                with.name(),
                without.name(),
                miou.difference().n(),
                cell(miou.difference(), "%+.4f"),
                printed,
                repeats,
                cell(dice.difference(), "%+.4f"),
                dice.better(),
                dice.worse());
    }

    private static String cell(Bootstrap.Interval interval, String format) {
        return Double.isNaN(interval.value())
                ? "n/a"
                : number(format, interval.value()) + " [" + number(format, interval.low()) + ", "
                        + number(format, interval.high()) + "]";
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, format, value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
