package org.radiloom.train.evaluation.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.radiloom.model.Aggregation;
import org.radiloom.problem.Problem;

/**
 * The predictions of an evaluation as cases of its unit, by repeat and patient, so that patients can be resampled.
 *
 * <p>A figure is computed for every repeat on all patients, then averaged over repeats. A resample of patients is the same
 * one in every repeat: the interval tells how the figure would vary with other patients, not with other splits or seeds.
 */
final class CasePool {
    private final List<String> classes;
    private final List<String> patients;
    private final int[] stratum;
    /** [repeat][patient] → cases. */
    private final List<List<List<ClassScores.Case>>> byRepeat;

    private CasePool(
            List<String> classes, List<String> patients, int[] stratum, List<List<List<ClassScores.Case>>> byRepeat) {
        this.classes = classes;
        this.patients = patients;
        this.stratum = stratum;
        this.byRepeat = byRepeat;
    }

    /**
     * @throws Problem {@code evaluate.patients} if repeats judged different patients, or {@code evaluate.unit} if a
     *     patient is to be one case and has images of several classes
     */
    static CasePool of(ClassEvaluation evaluation) throws Problem {
        TreeMap<Integer, TreeMap<String, List<ClassPrediction>>> sorted = new TreeMap<>();
        for (ClassPrediction each : evaluation.predictions()) {
            sorted.computeIfAbsent(each.repeat(), r -> new TreeMap<>())
                    .computeIfAbsent(each.patient(), p -> new ArrayList<>())
                    .add(each);
        }
        List<String> patients = List.copyOf(sorted.firstEntry().getValue().keySet());
        List<List<List<ClassScores.Case>>> byRepeat = new ArrayList<>();
        for (TreeMap<String, List<ClassPrediction>> repeat : sorted.values()) {
            if (!List.copyOf(repeat.keySet()).equals(patients)) {
                throw Problem.usage(
                        "evaluate.patients",
                        "The repeats of " + evaluation.name() + " were judged on different patients.",
                        "Let every repeat predict every patient.");
            }
            List<List<ClassScores.Case>> cases = new ArrayList<>();
            for (List<ClassPrediction> images : repeat.values()) {
                cases.add(
                        evaluation.about().unit() == ClassUnit.IMAGE
                                ? images.stream().map(CasePool::image).toList()
                                : List.of(patient(images, evaluation.about().pool())));
            }
            byRepeat.add(cases);
        }
        return new CasePool(
                evaluation.about().classes(),
                patients,
                strata(sorted.firstEntry().getValue()),
                byRepeat);
    }

    private static ClassScores.Case image(ClassPrediction image) {
        return new ClassScores.Case(image.truth(), array(image.probabilities()), array(image.uncalibrated()));
    }

    private static ClassScores.Case patient(List<ClassPrediction> images, Aggregation.Rule pool) throws Problem {
        int truth = images.getFirst().truth();
        if (images.stream().anyMatch(i -> i.truth() != truth)) {
            throw Problem.usage(
                    "evaluate.unit",
                    "A patient has images of several classes, so that no class is the patient's.",
                    "Judge by image: --unit image.");
        }
        return new ClassScores.Case(
                truth,
                pool.of(images.stream().map(i -> array(i.probabilities())).toList()),
                pool.of(images.stream().map(i -> array(i.uncalibrated())).toList()));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(v -> v).toArray();
    }

    /** A patient's stratum is the set of classes of its images. */
    private static int[] strata(Map<String, List<ClassPrediction>> byPatient) {
        Map<TreeSet<Integer>, Integer> numbers = new LinkedHashMap<>();
        return byPatient.values().stream()
                .mapToInt(images -> {
                    TreeSet<Integer> seen = new TreeSet<>();
                    images.forEach(i -> seen.add(i.truth()));
                    return numbers.computeIfAbsent(seen, s -> numbers.size());
                })
                .toArray();
    }

    /** The same without the patients that {@code kept} lacks; all repeats stay. */
    CasePool only(List<String> kept) {
        int[] at = kept.stream()
                .mapToInt(p -> Objects.checkIndex(patients.indexOf(p), patients.size()))
                .toArray();
        return new CasePool(
                classes,
                List.copyOf(kept),
                Arrays.stream(at).map(i -> stratum[i]).toArray(),
                byRepeat.stream()
                        .map(repeat -> Arrays.stream(at).mapToObj(repeat::get).toList())
                        .toList());
    }

    List<String> classes() {
        return classes;
    }

    /** Sorted. */
    List<String> patients() {
        return patients;
    }

    int[] stratum() {
        return stratum.clone();
    }

    int repeats() {
        return byRepeat.size();
    }

    /** Cases of one patient in one repeat. */
    List<ClassScores.Case> cases(int repeat, int patient) {
        return byRepeat.get(repeat).get(patient);
    }

    /** Cases of all patients in one repeat. */
    List<ClassScores.Case> cases(int repeat) {
        return byRepeat.get(repeat).stream().flatMap(List::stream).toList();
    }

    /** Counts of one repeat for any patients, given by index; a patient may come several times. */
    ClassScores scores(int repeat, int[] picked) {
        List<List<ClassScores.Case>> ofPatient = byRepeat.get(repeat);
        List<ClassScores.Case> cases = new ArrayList<>();
        for (int at : picked) {
            cases.addAll(ofPatient.get(at));
        }
        return ClassScores.of(classes, cases);
    }

    /** Mean over the repeats of a vector of figures. */
    double[] mean(int[] picked, int figures, Function<ClassScores, double[]> of) {
        double[] sum = new double[figures];
        for (int r = 0; r < byRepeat.size(); r++) {
            double[] values = of.apply(scores(r, picked));
            for (int f = 0; f < figures; f++) {
                sum[f] += values[f] / byRepeat.size();
            }
        }
        return sum;
    }

    /** Probability of the truth of every case of the patients that are wanted, by index. */
    double[] ofTruth(int repeat, IntPredicate wanted) {
        List<List<ClassScores.Case>> ofPatient = byRepeat.get(repeat);
        return IntStream.range(0, ofPatient.size())
                .filter(wanted)
                .boxed()
                .flatMap(p -> ofPatient.get(p).stream())
                .mapToDouble(one -> one.probabilities()[one.truth()])
                .toArray();
    }

    /** Share of a patient's cases that were named rightly, over all repeats. */
    double right(int patient) {
        return byRepeat.stream()
                .flatMap(repeat -> repeat.get(patient).stream())
                .mapToDouble(one -> one.predicted() == one.truth() ? 1 : 0)
                .average()
                .orElseThrow();
    }
}
