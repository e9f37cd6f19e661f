package org.radiloom.train.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.radiloom.job.Progress;
import org.radiloom.metric.Percentile;
import org.radiloom.nn.anomaly.Detector;

/**
 * How the scores and the map of a detector are read for an organ in a modality: all from its validation part.
 *
 * @param threshold from which score on a picture is anomalous
 * @param normalScores scores of normal pictures at the percentiles 0, 1, ... 100
 * @param normals how many these were
 * @param abnormals how many abnormal ones there were
 * @param largestKnown largest score of any picture
 * @param map how the map is shown
 */
public record DomainCalibration(
        DomainTable.Name domain,
        ScoreThreshold threshold,
        List<Double> normalScores,
        int normals,
        int abnormals,
        double largestKnown,
        MapConstants map) {
    /** Pixels of maps that are kept of each picture; bounds memory. */
    private static final int PIXELS = 4096;

    /**
     * Values of a map, the same for every picture.
     *
     * @param low the 95th percentile of pixels of normal pictures: the darkest colour
     * @param threshold their 99.5th percentile: what is below is not shown
     * @param high twice that: the lightest colour
     */
    public record MapConstants(double low, double threshold, double high) {
        private static final double LOW = 95;
        private static final double THRESHOLD = 99.5;
        private static final double TIMES = 2;

        static MapConstants of(double[] pixels) {
            double low = Percentile.of(pixels, LOW);
            // a map that is flat on all normal pictures still needs a scale that goes up
            double threshold = Math.max(Percentile.of(pixels, THRESHOLD), low + 1e-9);
            return new MapConstants(low, threshold, TIMES * threshold);
        }
    }

    public DomainCalibration {
        normalScores = List.copyOf(normalScores);
    }

    /**
     * Shows the validation part to a detector; gradient recording must be off.
     *
     * @param rule how thresholds are chosen, see {@link AnomalySettings#threshold}
     * @return one for every domain that has at least two normal samples
     */
    public static List<DomainCalibration> of(
            Detector network, List<AnomalySample> samples, DomainTable domains, String rule, Progress progress) {
        List<DomainCalibration> calibrations = new ArrayList<>();
        for (Map.Entry<DomainTable.Name, List<AnomalySample>> each :
                domains.grouped(samples, AnomalySample::domain).entrySet()) {
            List<AnomalyAnswer> answers = new ArrayList<>();
            List<float[]> pixels = new ArrayList<>();
            new AnomalyLooks(network, domains).of(each.getValue(), progress, (sample, answer, map) -> {
                answers.add(answer);
                if (!sample.abnormal()) {
                    pixels.add(shown(map, sample.shown()));
                }
            });
            if (pixels.size() >= 2) {
                calibrations.add(of(each.getKey(), answers, pixels, rule));
            }
        }
        return calibrations;
    }

    /** The pixels that are no padding, every n-th of them. */
    private static float[] shown(float[] map, byte[] shown) {
        int count = 0;
        for (byte one : shown) {
            count += one;
        }
        int stride = Math.max(1, (count + PIXELS - 1) / PIXELS);
        float[] kept = new float[(count + stride - 1) / stride];
        int seen = 0;
        for (int at = 0; at < map.length; at++) {
            if (shown[at] == 1) {
                if (seen % stride == 0) {
                    kept[seen / stride] = map[at];
                }
                seen++;
            }
        }
        return kept;
    }

    static DomainCalibration of(
            DomainTable.Name domain, List<AnomalyAnswer> answers, List<float[]> pixels, String rule) {
        double[] scores = answers.stream().mapToDouble(AnomalyAnswer::score).toArray();
        boolean[] abnormal = new boolean[scores.length];
        for (int at = 0; at < abnormal.length; at++) {
            abnormal[at] = answers.get(at).abnormal();
        }
        double[] normal = answers.stream()
                .filter(a -> !a.abnormal())
                .mapToDouble(AnomalyAnswer::score)
                .toArray();
        List<Double> table = new ArrayList<>();
        for (int percent = 0; percent <= 100; percent++) {
            table.add(Percentile.of(normal, percent));
        }
        double[] all = new double[pixels.stream().mapToInt(p -> p.length).sum()];
        int at = 0;
        for (float[] part : pixels) {
            for (float value : part) {
                all[at++] = value;
            }
        }
        double largest = java.util.Arrays.stream(scores).max().orElse(Double.NaN);
        return new DomainCalibration(
                domain,
                ScoreThreshold.of(rule, scores, abnormal),
                table,
                normal.length,
                scores.length - normal.length,
                largest,
                MapConstants.of(all));
    }
}
