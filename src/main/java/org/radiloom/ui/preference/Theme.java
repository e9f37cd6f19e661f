package org.radiloom.ui.preference;

/** Colours of the window; the images stay on black in both. */
public enum Theme {
    DARK("theme.dark"),
    LIGHT("theme.light");

    private final String words;

    Theme(String words) {
        this.words = words;
    }

    /** Key of its name in the words. */
    public String words() {
        return words;
    }
}
