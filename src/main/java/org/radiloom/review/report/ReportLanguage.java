package org.radiloom.review.report;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Languages of reports; their words lie beside the class and know nothing of the language of the window. */
public enum ReportLanguage {
    ENGLISH("en", Locale.ROOT),
    CHINESE("zh_CN", Locale.SIMPLIFIED_CHINESE);

    private final String id;
    private final Locale locale;

    ReportLanguage(String id, Locale locale) {
        this.id = id;
        this.locale = locale;
    }

    private ResourceBundle words() {
        return ResourceBundle.getBundle(
                "org.radiloom.review.report.words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** As templates and files name it. */
    public String id() {
        return id;
    }

    /** @throws IllegalArgumentException if reports know no such language */
    public static ReportLanguage of(String id) {
        for (ReportLanguage each : values()) {
            if (each.id.equals(id)) {
                return each;
            }
        }
        throw new IllegalArgumentException("language " + id);
    }

    /** The words of a key; {@code {0}} and so on are replaced. */
    public String word(String key, Object... arguments) {
        String text = words().getString(key);
        for (int n = 0; n < arguments.length; n++) {
            text = text.replace("{" + n + "}", String.valueOf(arguments[n]));
        }
        return text;
    }

    /** A meaning of a code in this language, or the meaning itself where there are no words for it. */
    public String meaning(String scheme, String value, String meaning) {
        try {
            return words().getString("code." + scheme + "." + value);
        } catch (MissingResourceException e) {
            return meaning;
        }
    }

    /** What a model or a program says, in this language, or as it was said where there are no words for it. */
    public String said(String text) {
        try {
            return words().getString("said." + text.strip().replace(' ', '_'));
        } catch (MissingResourceException e) {
            return text;
        }
    }

    /** That this is no medical device. No setting takes it away. */
    public String notice() {
        return word("notice");
    }
}
