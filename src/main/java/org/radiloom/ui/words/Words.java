package org.radiloom.ui.words;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiloom.problem.Problem;

/**
 * Looks up what is written on screen; keys are {@code feature.thing.role}. Its language can change while the window is
 * open; {@link #again} then says what was said before in the new one.
 */
public final class Words {
    private static final String BUNDLE = "org.radiloom.ui.messages";
    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final char COMMAND = '«';
    private static final Pattern PLACE_OF_KEY = Pattern.compile("«([a-z.]+)»");

    private static final Sentences SENTENCES = Sentences.of(bundle(Language.ENGLISH));

    private final List<Runnable> listeners = new ArrayList<>();
    private final Said said = new Said();
    private volatile In in;

    /** @param number counts what was changed about the words, so that what was said before can be told apart */
    private record In(Language language, ResourceBundle bundle, UnaryOperator<String> keys, int number) {}

    private Words(Language language) {
        in = new In(language, bundle(language), id -> "", 0);
    }

    private static ResourceBundle bundle(Language language) {
        return ResourceBundle.getBundle(BUNDLE, language.locale(), NO_OTHER_LANGUAGE);
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
            changed(new In(wanted, bundle(wanted), in.keys(), in.number() + 1));
        }
    }

    /**
     * Says from now on which keys commands have, and tells those who asked for it: words name a command whose key they
     * teach as {@code «its.id»}.
     *
     * @param keys gives the key of a command by its id, empty where it has none
     */
    public void teach(UnaryOperator<String> keys) {
        changed(new In(in.language(), in.bundle(), keys, in.number() + 1));
    }

    private void changed(In now) {
        in = now;
        List.copyOf(listeners).forEach(Runnable::run);
    }

    /** Tells {@code listener} about every change of the language and of the keys. */
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
        String words = format(now, key, arguments);
        if (words.indexOf(COMMAND) >= 0) {
            words = PLACE_OF_KEY.matcher(words).replaceAll(m -> Matcher.quoteReplacement(key(now, m.group(1))));
        }
        said.remember(words, new Said.Meaning(() -> of(key, again(arguments)), now.number()));
        return words;
    }

    private static String key(In now, String command) {
        String key = now.keys().apply(command);
        return key.isEmpty() ? "" : format(now, "command.key", key);
    }

    private static String format(In now, String key, Object... arguments) {
        return new MessageFormat(now.bundle().getString(key), now.language().locale()).format(arguments);
    }

    /**
     * The same in the language of now, for a string that came from here: the string itself, not one with the same letters.
     * Anything else is returned as it is.
     */
    public String again(String words) {
        return said.meaning(words)
                .filter(m -> m.number() != in.number())
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
        In now = in;
        String words = known(now, problem.getMessage())
                .map(what -> what + known(now, problem.remedy()).orElse(problem.remedy()))
                .orElse(problem.sentence());
        return remembered(words, () -> of(problem), now);
    }

    /**
     * What a part below the window said in English, in the language of now; as it is where nobody has put it into that
     * language.
     */
    public String said(String english) {
        In now = in;
        return remembered(known(now, english).orElse(english), () -> said(english), now);
    }

    private static Optional<String> known(In now, String english) {
        return now.language() == Language.ENGLISH
                ? Optional.empty()
                : SENTENCES.in(now.bundle(), now.language().locale(), english);
    }

    /** Strings that are given back as they came may be said by others, too; a copy is ours. */
    private String remembered(String words, Supplier<String> again, In now) {
        String own = String.copyValueOf(words.toCharArray());
        said.remember(own, new Said.Meaning(again, now.number()));
        return own;
    }

    /** A number with a fixed count of decimals, as this language writes it, without separators between thousands. */
    public String number(double value, int decimals) {
        return String.format(in.language().locale(), "%." + decimals + "f", value);
    }
}
