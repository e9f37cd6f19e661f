package org.radiloom.train.evaluation.correction;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.radiloom.metric.Bootstrap;
import org.radiloom.train.evaluation.correction.CarriedOn.Way;
import org.radiloom.train.evaluation.correction.CorrectionEvaluation.Case;
import org.radiloom.train.evaluation.correction.LookedAt.Order;

/** What {@link CorrectionEvaluation} found, in writing. */
final class CorrectionTables {
    private static final List<Double> SHARES = List.of(0.1, 0.2, 0.3);

    private final List<Case> cases;
    private final StringBuilder text = new StringBuilder();

    CorrectionTables(List<Case> cases) {
        this.cases = cases;
    }

    String csv() {
        line("patient,slice,entropy_mm2,break_mm,flips_mm2,expected_mm2,error_mm2");
        for (Case each : cases) {
            for (LookedAt.Row r : each.looked().slices()) {
                line(
                        "%s,%d,%.3f,%.3f,%.3f,%.3f,%.3f",
                        each.looked().patientId(),
                        r.slice(),
                        r.entropyMm2(),
                        r.breakMm(),
                        r.flipMm2(),
                        r.expectedMm2(),
                        r.errorMm2());
            }
        }
        return text.toString();
    }

    String markdown() {
        line("Patients: %d. In brackets the 95 %% interval of a bootstrap over patients.", cases.size());
        if (!cases.isEmpty()) {
            orders();
            carried();
        }
        return text.toString();
    }

    private void orders() {
        line("");
        line("Part of all wrong voxels in the slices looked at first, and the mean over all numbers of slices (area).");
        line("");
        line("| Order | first 10 %% | first 20 %% | first 30 %% | area | expected error, less this: area |");
        line("|---|---|---|---|---|---|");
        for (Order order : Order.values()) {
            var row = new StringBuilder("| " + order.words());
            for (double share : SHARES) {
                row.append(" | ").append(mean(c -> c.looked().found(order, share)));
            }
            row.append(" | ").append(mean(c -> c.looked().area(order))).append(" | ");
            row.append(
                    order == Order.EXPECTED
                            ? ""
                            : difference(c ->
                                    c.looked().area(Order.EXPECTED) - c.looked().area(order)));
            line("%s", row + " |");
        }
    }

    private void carried() {
        line("");
        line("Dice of the slices that were not touched.");
        line("");
        var head = new StringBuilder("| Corrected to the reference");
        for (Way way : Way.values()) {
            head.append(" | ").append(way.words());
        }
        line("%s", head + " | propagate, less leave | propagate, less interpolate |");
        line("|---|---|---|---|---|---|");
        for (int n : CorrectionEvaluation.STEPS) {
            ways("one slice in " + n, way -> c -> value(c, n, way));
        }
        ways(
                "one of the first tenth of places; " + CorrectionEvaluation.REACH + " slices on either side",
                way -> c -> c.alone().getOrDefault(way, Double.NaN));
    }

    private void ways(String what, Function<Way, ToDoubleFunction<Case>> dice) {
        var row = new StringBuilder("| " + what);
        for (Way way : Way.values()) {
            row.append(" | ").append(mean(dice.apply(way)));
        }
        for (Way other : List.of(Way.LEAVE, Way.INTERPOLATE)) {
            ToDoubleFunction<Case> a = dice.apply(Way.PROPAGATE);
            ToDoubleFunction<Case> b = dice.apply(other);
            row.append(" | ").append(difference(c -> a.applyAsDouble(c) - b.applyAsDouble(c)));
        }
        line("%s", row + " |");
    }

    private static double value(Case of, int n, Way way) {
        return of.carried().getOrDefault(n, Map.of()).getOrDefault(way, Double.NaN);
    }

    private String mean(ToDoubleFunction<Case> figure) {
        return interval(figure, "%.3f [%.3f, %.3f]");
    }

    private String difference(ToDoubleFunction<Case> figure) {
        return interval(figure, "%+.3f [%+.3f, %+.3f]");
    }

    private String interval(ToDoubleFunction<Case> figure, String format) {
        Bootstrap.Interval i =
                Bootstrap.ofMean(cases.stream().mapToDouble(figure).toArray());
        return String.format(Locale.ROOT, format, i.value(), i.low(), i.high());
    }

    private void line(String format, Object... args) {
        text.append(String.format(Locale.ROOT, format, args)).append('\n');
    }
}
