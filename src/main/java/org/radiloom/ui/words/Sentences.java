package org.radiloom.ui.words;

import java.text.MessageFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Sentences that the parts below the window say in English: problems, refusals, steps of a job. They are known again by
 * their letters, so that those parts need no languages; the keys are {@code said.*}. What is not known stays English.
 */
final class Sentences {
    private static final String PREFIX = "said.";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final List<Form> forms;

    /** @param order argument that stands in each place, from left to right */
    private record Form(String key, Pattern pattern, List<Integer> order, int letters) {
        static Form of(String key, String english) {
            var regex = new StringBuilder();
            Matcher place = PLACE.matcher(english);
            int at = 0;
            while (place.find()) {
                regex.append(quoted(english.substring(at, place.start()))).append("(.+?)");
                at = place.end();
            }
            regex.append(quoted(english.substring(at)));
            List<Integer> order = PLACE.matcher(english)
                    .results()
                    .map(m -> Integer.valueOf(m.group(1)))
                    .toList();
            return new Form(key, Pattern.compile(regex.toString(), Pattern.DOTALL), order, english.length());
        }

        private static String quoted(String words) {
            return words.isEmpty() ? "" : Pattern.quote(words.replace("''", "'"));
        }
    }

    private Sentences(List<Form> forms) {
        this.forms = forms;
    }

    /** Those of the English words; the longest are tried first. */
    static Sentences of(ResourceBundle english) {
        return new Sentences(english.keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .map(key -> Form.of(key, english.getString(key)))
                .sorted(Comparator.comparingInt(Form::letters).reversed())
                .toList());
    }

    /** The sentence in the language of a bundle; empty where it is not known. */
    Optional<String> in(ResourceBundle other, Locale locale, String english) {
        for (Form form : forms) {
            Matcher found = form.pattern().matcher(english);
            if (found.matches()) {
                Object[] arguments = new Object[form.order().size()];
                IntStream.range(0, arguments.length)
                        .forEach(n -> arguments[form.order().get(n)] = found.group(n + 1));
                return Optional.of(new MessageFormat(other.getString(form.key()), locale).format(arguments));
            }
        }
        return Optional.empty();
    }
}
