package org.radiloom.ui.words;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.radiloom.problem.Problem;

/**
 * Looks up what is written on screen; keys are {@code feature.thing.role}. Its language can change while the window is
 * open; {@link #again} then says what was said before in the new one.
 */
public final class Words {
    private static final String BUNDLE = "org.radiloom.ui.messages";
    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final List<Runnable> listeners = new ArrayList<>();
    private final Said said = new Said();
    private volatile In in;

    private record In(Language language, ResourceBundle bundle) {}

    private Words(Language language) {
        in = words(language);
    }

    private static In words(Language language) {
        return new In(language, ResourceBundle.getBundle(BUNDLE, language.locale(), NO_OTHER_LANGUAGE));
    }

    /** The words of the language that suits a system's setting best. */
    public static Words in(Locale locale) {
        return in(Language.of(locale));
    }

    public static Words in(Language language) {
        return new Words(language);
    }

    public Language language() {
        return in.language();
    }

    /** Speaks another language from now on, and tells those who asked for it. */
    public void speak(Language wanted) {
        if (wanted != in.language()) {
            in = words(wanted);
            List.copyOf(listeners).forEach(Runnable::run);
        }
    }

    /** Tells {@code listener} about every change of the language. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * The words for {@code key} with the arguments filled in ({@link MessageFormat}).
     *
     * @throws java.util.MissingResourceException if there is no such key
     */
    public String of(String key, Object... arguments) {
        In now = in;
        String words =
                new MessageFormat(now.bundle().getString(key), now.language().locale()).format(arguments);
        said.remember(words, new Said.Meaning(() -> of(key, again(arguments)), now.language()));
        return words;
    }

    /**
     * The same in the language of now, for a string that came from here: the string itself, not one with the same letters.
     * Anything else is returned as it is.
     */
    public String again(String words) {
        return said.meaning(words)
                .filter(m -> m.language() != in.language())
                .map(m -> m.how().get())
                .orElse(words);
    }

    private Object[] again(Object[] arguments) {
        return Arrays.stream(arguments)
                .map(a -> a instanceof String s ? again(s) : a)
                .toArray();
    }

    /** What happened and what to do next. */
    public String of(Problem problem) {
        return problem.sentence();
    }

    /** A number with a fixed count of decimals, as this language writes it, without separators between thousands. */
    public String number(double value, int decimals) {
        return String.format(in.language().locale(), "%." + decimals + "f", value);
    }
}
