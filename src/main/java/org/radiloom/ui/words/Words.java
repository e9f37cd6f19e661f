package org.radiloom.ui.words;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.radiloom.problem.Problem;

/** Looks up what is written on screen; keys are {@code feature.thing.role}. */
public final class Words {
    private static final String BUNDLE = "org.radiloom.ui.messages";

    private final ResourceBundle bundle;
    private final Locale locale;

    private Words(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /** The words of a language, English where there is no translation. */
    public static Words in(Locale locale) {
        return new Words(ResourceBundle.getBundle(BUNDLE, locale), locale);
    }

    /**
     * The words for {@code key} with the arguments filled in ({@link MessageFormat}).
     *
     * @throws java.util.MissingResourceException if there is no such key
     */
    public String of(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** What happened and what to do next. */
    public String of(Problem problem) {
        return problem.sentence();
    }

    /** A number with a fixed count of decimals, as this language writes it, without separators between thousands. */
    public String number(double value, int decimals) {
        return String.format(locale, "%." + decimals + "f", value);
    }
}
