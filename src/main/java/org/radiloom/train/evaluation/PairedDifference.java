package org.radiloom.train.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.radiloom.metric.Bootstrap;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.problem.Problem;

/**
 * By how much one evaluation differs from another on the same patients, with a bootstrap interval of the difference.
 *
 * <p>Differences of the same patient vary far less than patients do, so this can tell two models apart whose own
 * intervals overlap.
 *
 * @param difference first minus second; its {@code n} counts the patients that both know
 * @param better patients on which the first is better
 * @param worse patients on which it is worse
 */
public record PairedDifference(Bootstrap.Interval difference, int better, int worse) {
    /** Whether the interval excludes 0. */
    public boolean clear() {
        return difference.low() > 0 || difference.high() < 0;
    }

    /**
     * Difference of the means over the patients that have the figure in both; NaN if none has.
     *
     * @throws Problem {@code evaluate.patients} if they have no patient in common
     */
    public static PairedDifference ofMeans(SeedGroup first, SeedGroup second, Figure figure) throws Problem {
        List<Double> differences = new ArrayList<>();
        for (String patient : common(first, second)) {
            double difference = first.ofPatient(figure, patient) - second.ofPatient(figure, patient);
            if (!Double.isNaN(difference)) {
                differences.add(difference);
            }
        }
        double[] values = differences.stream().mapToDouble(d -> d).toArray();
        return counted(values.length == 0 ? Bootstrap.Interval.NONE : Bootstrap.ofMean(values), values, figure);
    }

    /** Difference of the figures of all voxels together; patients are counted by their own voxels. */
    public static PairedDifference ofPooled(
            SeedGroup first, SeedGroup second, Figure figure, Function<VolumeScore, OverlapMetrics> counts)
            throws Problem {
        List<String> common = common(first, second);
        ToDoubleFunction<int[]> ofFirst = first.pooled(common, figure, counts);
        ToDoubleFunction<int[]> ofSecond = second.pooled(common, figure, counts);
        double[] values = new double[common.size()];
        for (int at = 0; at < values.length; at++) {
            int[] alone = {at};
            values[at] = ofFirst.applyAsDouble(alone) - ofSecond.applyAsDouble(alone);
        }
        return counted(
                Bootstrap.of(common.size(), picked -> ofFirst.applyAsDouble(picked) - ofSecond.applyAsDouble(picked)),
                values,
                figure);
    }

    private static PairedDifference counted(Bootstrap.Interval difference, double[] values, Figure figure) {
        int better = 0;
        int worse = 0;
        for (double value : values) {
            better += (figure.lowerIsBetter() ? value < 0 : value > 0) ? 1 : 0;
            worse += (figure.lowerIsBetter() ? value > 0 : value < 0) ? 1 : 0;
        }
        return new PairedDifference(difference, better, worse);
    }

    private static List<String> common(SeedGroup first, SeedGroup second) throws Problem {
        List<String> common =
                first.patients().stream().filter(second.patients()::contains).toList();
        if (common.isEmpty()) {
            throw Problem.usage(
                    "evaluate.patients",
                    first.name() + " and " + second.name() + " have no patient in common.",
                    "Evaluate both on the same split of the same data.");
        }
        return common;
    }
}
