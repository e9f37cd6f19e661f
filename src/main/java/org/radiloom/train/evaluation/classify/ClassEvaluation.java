package org.radiloom.train.evaluation.classify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.radiloom.model.Aggregation;
import org.radiloom.problem.Problem;
import org.radiloom.train.evaluation.Evaluation;

/**
 * A classifier judged on patients that it never saw: one prediction per image and repeat.
 *
 * @param predictions at least one
 */
public record ClassEvaluation(About about, List<ClassPrediction> predictions) {
    private static final Pattern SEED = Pattern.compile("[-_]s\\d+$");

    public ClassEvaluation {
        predictions = List.copyOf(predictions);
        if (predictions.isEmpty()) {
            throw new IllegalArgumentException("an evaluation without a prediction");
        }
    }

    /**
     * What was judged on what.
     *
     * @param model id on the card, or name of a cross-validation
     * @param run the training run's folder and preset, when the model is one's checkpoint
     * @param sha256 of the weights; empty when there are several
     * @param data the manifest
     * @param split train, val, test, all, or {@code cross-validation}
     * @param classes names, in order of their index
     * @param pool how the images of a patient become one case
     * @param refused images that the model gave no class, because they are not what it was made for; no figure counts them
     */
    public record About(
            String model,
            Optional<Evaluation.Run> run,
            String sha256,
            String data,
            String split,
            List<String> classes,
            ClassUnit unit,
            Aggregation.Rule pool,
            int refused) {
        public About {
            classes = List.copyOf(classes);
        }

        /** A patient's images are put together by the mean, and none was refused. */
        public About(
                String model,
                Optional<Evaluation.Run> run,
                String sha256,
                String data,
                String split,
                List<String> classes,
                ClassUnit unit) {
            this(model, run, sha256, data, split, classes, unit, Aggregation.Rule.MEAN, 0);
        }

        /** The same with other names and another unit. */
        public About with(String otherModel, ClassUnit otherUnit) {
            return new About(otherModel, run, sha256, data, split, classes, otherUnit, pool, refused);
        }
    }

    /** Name of the run, or of the model when it is none. */
    public String name() {
        return about.run().map(Evaluation.Run::name).orElse(about.model());
    }

    /** Number of repeats, or of seeds. */
    public int repeats() {
        return (int) predictions.stream()
                .mapToInt(ClassPrediction::repeat)
                .distinct()
                .count();
    }

    /** The same cases counted by another unit. */
    public ClassEvaluation by(ClassUnit unit) {
        return new ClassEvaluation(about.with(about.model(), unit), predictions);
    }

    /** {@link ClassUnit#PATIENT} if every patient has one class, else {@link ClassUnit#IMAGE}. */
    public static ClassUnit naturalUnit(List<ClassPrediction> predictions) {
        Map<String, Integer> truth = new LinkedHashMap<>();
        for (ClassPrediction each : predictions) {
            Integer known = truth.putIfAbsent(each.patient(), each.truth());
            if (known != null && known != each.truth()) {
                return ClassUnit.IMAGE;
            }
        }
        return ClassUnit.PATIENT;
    }

    /**
     * Takes evaluations whose names differ only in a seed at the end ({@code ce-s1}, {@code ce-s2}) as repeats of one, in
     * order of first use.
     *
     * @throws Problem {@code evaluate.classes} if they do not know the same classes
     */
    public static List<ClassEvaluation> merged(List<ClassEvaluation> evaluations) throws Problem {
        Map<String, List<ClassEvaluation>> byName = new LinkedHashMap<>();
        for (ClassEvaluation each : evaluations) {
            byName.computeIfAbsent(SEED.matcher(each.name()).replaceFirst(""), n -> new ArrayList<>())
                    .add(each);
        }
        List<ClassEvaluation> merged = new ArrayList<>();
        for (Map.Entry<String, List<ClassEvaluation>> each : byName.entrySet()) {
            merged.add(each.getValue().size() == 1 ? each.getValue().getFirst() : one(each.getKey(), each.getValue()));
        }
        return merged;
    }

    private static ClassEvaluation one(String name, List<ClassEvaluation> seeds) throws Problem {
        List<ClassPrediction> all = new ArrayList<>();
        About first = seeds.getFirst().about;
        int repeat = 0;
        for (ClassEvaluation seed : seeds) {
            if (!seed.about.classes().equals(first.classes())) {
                throw Problem.usage(
                        "evaluate.classes",
                        "The seeds of " + name + " do not know the same classes.",
                        "Evaluate all of them on the same data.");
            }
            for (int r : seed.predictions.stream()
                    .mapToInt(ClassPrediction::repeat)
                    .sorted()
                    .distinct()
                    .toArray()) {
                int to = repeat++;
                seed.predictions.stream()
                        .filter(p -> p.repeat() == r)
                        .map(p -> p.inRepeat(to))
                        .forEach(all::add);
            }
        }
        About about = new About(
                name,
                Optional.empty(),
                "",
                first.data(),
                first.split(),
                first.classes(),
                first.unit(),
                first.pool(),
                seeds.stream().mapToInt(s -> s.about.refused()).sum());
        return new ClassEvaluation(about, all);
    }
}
