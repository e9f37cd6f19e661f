package org.radiloom.ui.evidence;

import java.util.Locale;
import java.util.Set;
import org.radiloom.ui.words.Words;

/** Grades in words: those that the window has words for, and any other by the model's own name. */
public final class GradeNames {
    private static final Set<String> KNOWN = Set.of("normal", "mild", "moderate", "severe");

    private GradeNames() {}

    /** As it stands alone or begins a line. */
    public static String upper(Words words, String grade) {
        String name = grade.toLowerCase(Locale.ROOT);
        return KNOWN.contains(name) ? words.of("grade." + name) : grade;
    }

    /** As it stands within a sentence. */
    public static String lower(Words words, String grade) {
        String name = grade.toLowerCase(Locale.ROOT);
        return KNOWN.contains(name) ? words.of("grade." + name + ".within") : grade;
    }
}
