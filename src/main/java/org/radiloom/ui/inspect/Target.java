package org.radiloom.ui.inspect;

/** What the analysis of a series looks for. */
public enum Target {
    MANDIBLE("mandible"),
    LIVER_GRADE("liver");

    private final String word;

    Target(String word) {
        this.word = word;
    }

    /** The key of words about this target: {@code analysis.WORD.WHAT}. */
    public String key(String what) {
        return "analysis." + word + "." + what;
    }
}
