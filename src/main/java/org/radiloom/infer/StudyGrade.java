package org.radiloom.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.model.GradingTask;

/** What the frames of a study say together. */
record StudyGrade(List<Double> probabilities, List<String> predictionSet) {
    /** @param graded at least one frame with a grade */
    static StudyGrade of(GradingTask task, GradingTask.Variant variant, List<FrameGrade> graded) {
        List<double[]> rows =
                graded.stream().map(each -> Softmax.array(each.probabilities())).toList();
        double[] study = task.aggregation().frames().of(rows);
        List<Double> probabilities = Softmax.list(study);
        return new StudyGrade(probabilities, set(task, variant.setThreshold(), study));
    }

    /** The most probable class and all of at least the threshold; between the ends of an ordered scale none is missing. */
    private static List<String> set(GradingTask task, double threshold, double[] probabilities) {
        int best = 0;
        for (int c = 1; c < probabilities.length; c++) {
            best = probabilities[c] > probabilities[best] ? c : best;
        }
        int first = best;
        int last = best;
        for (int c = 0; c < probabilities.length; c++) {
            if (probabilities[c] >= threshold) {
                first = Math.min(first, c);
                last = Math.max(last, c);
            }
        }
        List<String> set = new ArrayList<>();
        for (int c = first; c <= last; c++) {
            if (task.ordered() || c == best || probabilities[c] >= threshold) {
                set.add(task.classes().get(c));
            }
        }
        return set;
    }

    /** Why no frame has a grade: the commonest reason. */
    static String reason(List<FrameGrade> seen) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        seen.forEach(each -> each.refused().ifPresent(reason -> reasons.merge(reason, 1, Integer::sum)));
        String commonest = "There is no frame.";
        int most = 0;
        for (Map.Entry<String, Integer> each : reasons.entrySet()) {
            if (each.getValue() > most) {
                most = each.getValue();
                commonest = each.getKey();
            }
        }
        return seen.size() == 1 || most == 0
                ? commonest
                : "None of " + seen.size() + " frames can be graded; most often: " + commonest;
    }

    /** A word about frames without a grade beside those with one. */
    static Optional<String> caution(List<FrameGrade> seen) {
        long refused = seen.stream().filter(each -> !each.graded()).count();
        return refused == 0
                ? Optional.empty()
                : Optional.of(refused + " of " + seen.size() + " frames could not be graded.");
    }
}
