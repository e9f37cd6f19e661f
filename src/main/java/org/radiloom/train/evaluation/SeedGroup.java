package org.radiloom.train.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.radiloom.metric.Bootstrap;
import org.radiloom.metric.Calibration;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.problem.Problem;

/**
 * Evaluations of one configuration, trained from one or several seeds, on the same patients.
 *
 * <p>A figure is the mean over the seeds; its interval comes from resampling patients, with all volumes and all seeds of
 * a patient kept together. It tells how the figure would vary with other patients, not with other seeds.
 */
public final class SeedGroup {
    private static final Pattern SEED = Pattern.compile("[-_]s\\d+$");

    private final String name;
    private final List<Evaluation> runs;
    private final List<String> patients;
    private final List<Map<String, List<VolumeScore>>> byPatient = new ArrayList<>();

    private SeedGroup(String name, List<Evaluation> runs) throws Problem {
        this.name = name;
        this.runs = List.copyOf(runs);
        for (Evaluation run : runs) {
            Map<String, List<VolumeScore>> scores = new TreeMap<>();
            run.scores().forEach(score -> scores.computeIfAbsent(score.patientId(), p -> new ArrayList<>())
                    .add(score));
            byPatient.add(scores);
        }
        this.patients = List.copyOf(byPatient.getFirst().keySet());
        for (Map<String, List<VolumeScore>> scores : byPatient) {
            if (!List.copyOf(scores.keySet()).equals(patients)) {
                throw Problem.usage(
                        "evaluate.patients",
                        "The seeds of " + name + " were judged on different patients.",
                        "Evaluate all of them on the same split of the same data.");
            }
        }
    }

    /** An evaluation by itself. */
    public static SeedGroup of(Evaluation evaluation) {
        try {
            return new SeedGroup(evaluation.name(), List.of(evaluation));
        } catch (Problem e) {
            throw new IllegalStateException("one evaluation agrees with itself", e);
        }
    }

    /**
     * Groups evaluations by their names without the seed at the end ({@code U+R-s1} and {@code U+R-s2} are one), in order
     * of first use.
     *
     * @throws Problem if the seeds of one name were judged on different patients
     */
    public static List<SeedGroup> group(List<Evaluation> evaluations) throws Problem {
        Map<String, List<Evaluation>> byName = new LinkedHashMap<>();
        for (Evaluation evaluation : evaluations) {
            String name = SEED.matcher(evaluation.name()).replaceFirst("");
            byName.computeIfAbsent(name, n -> new ArrayList<>()).add(evaluation);
        }
        List<SeedGroup> groups = new ArrayList<>();
        for (Map.Entry<String, List<Evaluation>> each : byName.entrySet()) {
            groups.add(new SeedGroup(each.getKey(), each.getValue()));
        }
        return groups;
    }

    public String name() {
        return name;
    }

    /** One per seed. */
    public List<Evaluation> runs() {
        return runs;
    }

    /** Patients judged, sorted. */
    public List<String> patients() {
        return patients;
    }

    /** A patient's figure: mean over the volumes where it exists, then over seeds; NaN if it never exists. */
    public double ofPatient(Figure figure, String patient) {
        return byPatient.stream()
                .mapToDouble(seed -> scores(seed, patient).stream()
                        .mapToDouble(figure::of)
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** Mean over the patients where the figure exists; its {@code n} counts these. */
    public Bootstrap.Interval mean(Figure figure) {
        double[] values = patients.stream()
                .mapToDouble(patient -> ofPatient(figure, patient))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return values.length == 0 ? Bootstrap.Interval.NONE : Bootstrap.ofMean(values);
    }

    /** Mean over the seeds of a figure of all voxels together. */
    public Bootstrap.Interval pooled(Figure figure, Function<VolumeScore, OverlapMetrics> counts) {
        return Bootstrap.of(patients.size(), pooled(patients, figure, counts));
    }

    /** The same for any patients, given as indices into {@code among}. */
    ToDoubleFunction<int[]> pooled(List<String> among, Figure figure, Function<VolumeScore, OverlapMetrics> counts) {
        return meanOverSeeds(
                among, score -> counts.apply(score), OverlapMetrics.NONE, OverlapMetrics::plus, figure::of);
    }

    /** Mean over the seeds of a figure of the probabilities of all voxels near the structure together. */
    public Bootstrap.Interval calibration(ToDoubleFunction<Calibration> figure) {
        return Bootstrap.of(
                patients.size(),
                meanOverSeeds(patients, VolumeScore::calibration, Calibration.NONE, Calibration::plus, figure));
    }

    /** Sums over volumes of a patient are made once; a resample adds up patients. */
    private <T> ToDoubleFunction<int[]> meanOverSeeds(
            List<String> among,
            Function<VolumeScore, T> part,
            T none,
            java.util.function.BinaryOperator<T> plus,
            ToDoubleFunction<T> figure) {
        List<List<T>> sums = byPatient.stream()
                .map(seed -> among.stream()
                        .map(patient -> scores(seed, patient).stream().map(part).reduce(none, plus))
                        .toList())
                .toList();
        return picked -> sums.stream()
                .mapToDouble(seed -> figure.applyAsDouble(
                        Arrays.stream(picked).mapToObj(seed::get).reduce(none, plus)))
                .average()
                .orElse(Double.NaN);
    }

    private static List<VolumeScore> scores(Map<String, List<VolumeScore>> seed, String patient) {
        return Objects.requireNonNull(seed.get(patient), "a patient of the group");
    }
}
