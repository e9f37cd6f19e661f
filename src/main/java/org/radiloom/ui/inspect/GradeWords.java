package org.radiloom.ui.inspect;

import java.util.List;
import java.util.Optional;
import org.radiloom.infer.FrameGrade;
import org.radiloom.infer.GradeFinding;
import org.radiloom.ui.evidence.GradeNames;
import org.radiloom.ui.words.Words;

/** A grading in words. Knows no JavaFX. */
final class GradeWords {
    private final Words words;

    GradeWords(Words words) {
        this.words = words;
    }

    /** The grade, or between which grades it is open. */
    String headline(GradeFinding finding) {
        if (finding.predictionSet().size() == finding.classes().size()) {
            return words.of("grade.uncertain.all");
        }
        if (finding.uncertain()) {
            return words.of("grade.uncertain", either(finding.predictionSet()));
        }
        return finding.predictionSet().size() == 1
                ? GradeNames.upper(words, finding.predictionSet().getFirst())
                : capital(either(finding.predictionSet()));
    }

    private static String capital(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT)
                + text.substring(text.offsetByCodePoints(0, 1));
    }

    /** "mild", "mild or moderate", "normal, mild or moderate". */
    String either(List<String> grades) {
        String last = GradeNames.lower(words, grades.getLast());
        if (grades.size() == 1) {
            return last;
        }
        List<String> first = grades.subList(0, grades.size() - 1).stream()
                .map(g -> GradeNames.lower(words, g))
                .toList();
        return words.of("grade.or", String.join(", ", first), last);
    }

    /** What the mark beside the bars means. */
    String set(GradeFinding finding) {
        return words.of("grade.set", percent(finding.coverage()), either(finding.predictionSet()));
    }

    /** A probability in whole per cents; what is more than nothing is never called 0, what is open never 100. */
    String percent(double probability) {
        if (probability > 0 && probability < 0.005) {
            return words.of("grade.percent.under");
        }
        if (probability < 1 && probability > 0.995) {
            return words.of("grade.percent.over");
        }
        return words.of("grade.percent", words.number(100 * probability, 0));
    }

    /** How often the model named this grade where it was right, among patients it had not seen. */
    Optional<String> reliability(GradeFinding finding, String grade) {
        return Optional.ofNullable(finding.reliability().get(grade))
                .map(recall -> words.of("grade.reliability", GradeNames.lower(words, grade), percent(recall)));
    }

    /** One frame: its likeliest grade, or why it has none. */
    String frame(GradeFinding finding, FrameGrade frame) {
        if (!frame.graded()) {
            return words.of(
                    "grade.frame.refused",
                    frame.frame() + 1,
                    words.said(frame.refused().orElse("")));
        }
        int best = best(frame.probabilities());
        return words.of(
                "grade.frame",
                frame.frame() + 1,
                GradeNames.lower(words, finding.classes().get(best)),
                percent(frame.probabilities().get(best)));
    }

    static int best(List<Double> probabilities) {
        int best = 0;
        for (int c = 1; c < probabilities.size(); c++) {
            best = probabilities.get(c) > probabilities.get(best) ? c : best;
        }
        return best;
    }

    /** Whether the reader's index went into it. */
    String variant(GradeFinding finding) {
        return finding.declared().values().stream()
                .findFirst()
                .map(v -> words.of("grade.variant.index", words.number(v, 2)))
                .orElse(words.of("grade.variant.image"));
    }
}
