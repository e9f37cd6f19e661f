package org.radiloom.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.radiloom.train.loop.EpochReport;

/**
 * How the figures of an epoch are written as a line of {@code metrics.csv}.
 *
 * @param terms names of the loss terms; columns {@code loss.NAME}
 * @param figures names of the validation figures; empty cells in epochs without validation
 */
record MetricsTable(List<String> terms, List<String> figures) {
    MetricsTable {
        terms = List.copyOf(terms);
        figures = List.copyOf(figures);
    }

    String header() {
        List<String> columns = new ArrayList<>(List.of("epoch", "lr", "trainLoss"));
        terms.forEach(term -> columns.add("loss." + term));
        columns.add("gradientNorm");
        columns.addAll(figures);
        columns.addAll(List.of("seconds", "processorSeconds", "samplesPerSecond", "skipped"));
        return String.join(",", columns);
    }

    String line(EpochReport epoch) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(epoch.epoch()));
        cells.add(number("%.8f", epoch.lr()));
        cells.add(number("%.6f", epoch.trainLoss()));
        terms.forEach(term -> cells.add(cell(epoch.termLosses().get(term))));
        cells.add(number("%.4f", epoch.gradientNorm()));
        figures.forEach(figure -> cells.add(cell(epoch.figures().get(figure))));
        cells.add(number("%.2f", epoch.seconds()));
        cells.add(number("%.2f", epoch.processorSeconds()));
        cells.add(number("%.2f", epoch.samplesPerSecond()));
        cells.add(Integer.toString(epoch.skipped()));
        return String.join(",", cells);
    }

    private static String cell(@org.jspecify.annotations.Nullable Double value) {
        return value == null ? "" : number("%.6f", value);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
