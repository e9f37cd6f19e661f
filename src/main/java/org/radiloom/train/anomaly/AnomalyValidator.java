package org.radiloom.train.anomaly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.radiloom.job.Progress;
import org.radiloom.metric.ConfusionMatrix;
import org.radiloom.metric.Roc;
import org.radiloom.nn.anomaly.Detector;
import org.radiloom.train.loop.Monitor;

/**
 * Judges a detector between epochs on samples of the validation part; see {@link AnomalyFigures}.
 *
 * <p>Where no organ in a modality has both normal and abnormal samples, nothing but the mean score of normal ones can decide,
 * whatever was asked for.
 */
public final class AnomalyValidator implements DetectorValidation {
    private final List<AnomalySample> samples;
    private final DomainTable domains;
    private final String monitor;

    /** @param monitor one of {@link AnomalyFigures#NAMES} */
    public AnomalyValidator(List<AnomalySample> samples, DomainTable domains, String monitor) {
        this.samples = List.copyOf(samples);
        this.domains = domains;
        this.monitor = monitor;
    }

    /** Whether there is anything to judge on. */
    public boolean hasSamples() {
        return !samples.isEmpty();
    }

    /** Whether some organ in some modality has normal and abnormal samples. */
    public boolean tellsApart() {
        return domains.grouped(samples, AnomalySample::domain).values().stream()
                .anyMatch(group -> group.stream().anyMatch(AnomalySample::abnormal)
                        && !group.stream().allMatch(AnomalySample::abnormal));
    }

    /** Names of the figures, in order; empty without samples. */
    @Override
    public List<String> figures() {
        return hasSamples() ? AnomalyFigures.NAMES : List.of();
    }

    /** Which figure decides. */
    @Override
    public Optional<Monitor> monitor() {
        if (!hasSamples()) {
            return Optional.empty();
        }
        String figure = tellsApart() || monitor.equals(AnomalyFigures.DOMAIN) ? monitor : AnomalyFigures.SCORE;
        return Optional.of(new Monitor(figure, !figure.equals(AnomalyFigures.SCORE)));
    }

    /** Gradient recording must be off on this thread; a value for each of {@link AnomalyFigures#NAMES}. */
    @Override
    public SequencedMap<String, Double> run(Detector network, Progress progress) {
        return figures(new AnomalyLooks(network, domains).answers(samples, progress), domains);
    }

    /** The figures of answers. */
    static SequencedMap<String, Double> figures(List<AnomalyAnswer> answers, DomainTable domains) {
        double auc = 0;
        double f1 = 0;
        double accuracy = 0;
        int judged = 0;
        for (List<AnomalyAnswer> group :
                domains.grouped(answers, AnomalyAnswer::domain).values()) {
            double[] scores = group.stream().mapToDouble(AnomalyAnswer::score).toArray();
            boolean[] abnormal = new boolean[scores.length];
            for (int at = 0; at < abnormal.length; at++) {
                abnormal[at] = group.get(at).abnormal();
            }
            double area = finite(scores) ? Roc.auc(scores, abnormal) : Double.NaN;
            if (!Double.isNaN(area)) {
                ConfusionMatrix matrix = ScoreThreshold.matrix(
                        scores,
                        abnormal,
                        ScoreThreshold.of("f1", scores, abnormal).value());
                auc += area;
                f1 += matrix.macro().f1();
                accuracy += matrix.accuracy();
                judged++;
            }
        }
        LinkedHashMap<String, Double> figures = new LinkedHashMap<>();
        double[] values = {
            answers.stream()
                    .filter(a -> !a.abnormal())
                    .mapToDouble(AnomalyAnswer::score)
                    .average()
                    .orElse(Double.NaN),
            auc / judged,
            f1 / judged,
            accuracy / judged,
            domainAccuracy(answers, domains)
        };
        for (int at = 0; at < values.length; at++) {
            figures.put(AnomalyFigures.NAMES.get(at), values[at]);
        }
        return figures;
    }

    private static boolean finite(double[] scores) {
        for (double score : scores) {
            if (Double.isNaN(score)) {
                return false;
            }
        }
        return true;
    }

    private static double domainAccuracy(List<AnomalyAnswer> answers, DomainTable domains) {
        if (answers.stream().allMatch(a -> a.organ().isEmpty() && a.modality().isEmpty())) {
            return Double.NaN;
        }
        return answers.stream()
                .mapToDouble(a -> right(a.organ(), domains.organ(a.domain().organ()))
                                && right(
                                        a.modality(),
                                        domains.modality(a.domain().modality()))
                        ? 1
                        : 0)
                .average()
                .orElse(Double.NaN);
    }

    private static boolean right(List<Double> probabilities, int truth) {
        return probabilities.isEmpty() || AnomalyAnswer.largest(probabilities) == truth;
    }
}
