package org.radiloom.ui.evidence;

import java.util.Locale;
import org.radiloom.ui.words.Words;

/** Grades in words: those that the window has words for, and any other by the model's own name. */
public final class GradeNames {
    private GradeNames() {}

    /** As it stands alone or begins a line. */
    public static String upper(Words words, String grade) {
        return switch (grade.toLowerCase(Locale.ROOT)) {
            case "normal" -> words.of("grade.normal");
            case "mild" -> words.of("grade.mild");
            case "moderate" -> words.of("grade.moderate");
            case "severe" -> words.of("grade.severe");
            default -> grade;
        };
    }

    /** As it stands within a sentence. */
    public static String lower(Words words, String grade) {
        return switch (grade.toLowerCase(Locale.ROOT)) {
            case "normal" -> words.of("grade.normal.within");
            case "mild" -> words.of("grade.mild.within");
            case "moderate" -> words.of("grade.moderate.within");
            case "severe" -> words.of("grade.severe.within");
            default -> grade;
        };
    }
}
