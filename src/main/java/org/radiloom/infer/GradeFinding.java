package org.radiloom.infer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A grade of what a series shows, with how sure it is.
 *
 * @param classes names of the grades, in the model's order
 * @param probabilities calibrated, of the study, one for each class, summing to 1
 * @param predictionSet the classes that the true one is among with probability {@code coverage}; never empty, in the
 *     order of {@code classes}
 * @param coverage such as 0.9
 * @param uncertain whether the set is too large to be called a grade
 * @param perFrame all frames that were looked at, in order; also those without a grade
 * @param aggregation how patches became frames and frames the study, for people
 * @param variant name of the model's variant that was used
 * @param declared numbers that the reader stated beside the pictures, by name; empty when none
 * @param reliability recall of the model on patients kept out, by class
 * @param caution why the result deserves a second look, for people
 * @param complete false if the run was cancelled; frames not yet looked at are missing
 */
public record GradeFinding(
        String id,
        String label,
        List<String> classes,
        List<Double> probabilities,
        List<String> predictionSet,
        double coverage,
        boolean uncertain,
        List<FrameGrade> perFrame,
        String aggregation,
        String variant,
        Map<String, Double> declared,
        Map<String, Double> reliability,
        Optional<String> caution,
        boolean complete,
        Provenance provenance)
        implements Finding {
    public GradeFinding {
        classes = List.copyOf(classes);
        probabilities = List.copyOf(probabilities);
        predictionSet = List.copyOf(predictionSet);
        perFrame = List.copyOf(perFrame);
        declared = Collections.unmodifiableMap(new LinkedHashMap<>(declared));
        reliability = Collections.unmodifiableMap(new LinkedHashMap<>(reliability));
        if (probabilities.size() != classes.size() || predictionSet.isEmpty()) {
            throw new IllegalArgumentException(
                    probabilities.size() + " probabilities of " + classes.size() + " classes, " + predictionSet);
        }
    }

    /** The class with the largest probability. */
    public String grade() {
        return classes.get(largest(probabilities, -1));
    }

    /** The class with the second largest probability: what the case could be mistaken for. */
    public String runnerUp() {
        return classes.get(largest(probabilities, largest(probabilities, -1)));
    }

    /** What a reader is told first: the grade, the set of grades, or that it is uncertain. */
    public String headline() {
        if (uncertain) {
            return "uncertain";
        }
        return predictionSet.size() == 1
                ? predictionSet.getFirst()
                : predictionSet.getFirst() + " to " + predictionSet.getLast();
    }

    /** How many frames have a grade. */
    public int gradedFrames() {
        return (int) perFrame.stream().filter(FrameGrade::graded).count();
    }

    private static int largest(List<Double> values, int but) {
        int best = but == 0 ? 1 : 0;
        for (int c = 0; c < values.size(); c++) {
            best = c != but && values.get(c) > values.get(best) ? c : best;
        }
        return best;
    }
}
