package org.radiloom.ui.words;

import java.util.Locale;

/** A language of the window. */
public enum Language {
    ENGLISH("English", Locale.ENGLISH),
    CHINESE("简体中文", Locale.SIMPLIFIED_CHINESE);

    private final String ownName;
    private final Locale locale;

    Language(String ownName, Locale locale) {
        this.ownName = ownName;
        this.locale = locale;
    }

    /** Its name in itself: whoever is lost in another one still finds it. */
    public String ownName() {
        return ownName;
    }

    public Locale locale() {
        return locale;
    }

    /** The one that suits a system's setting best, English where none does. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? CHINESE : ENGLISH;
    }
}
