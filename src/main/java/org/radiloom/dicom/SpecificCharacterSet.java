package org.radiloom.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of texts become characters. Source: DICOM PS3.5, section 6.1 and PS3.3, C.12.1.1.2.
 *
 * <p>Either one Java charset says all, or code elements switched by escape sequences do.
 */
final class SpecificCharacterSet {
    static final SpecificCharacterSet DEFAULT =
            new SpecificCharacterSet(List.of(), null, CodeElement.ASCII, CodeElement.LATIN_1);
    static final SpecificCharacterSet UTF_8 = of(List.of("ISO_IR 192"));

    private final List<String> terms;
    private final @Nullable Charset whole;
    private final CodeElement left;
    private final CodeElement right;

    private SpecificCharacterSet(List<String> terms, @Nullable Charset whole, CodeElement left, CodeElement right) {
        this.terms = terms;
        this.whole = whole;
        this.left = left;
        this.right = right;
    }

    /** The character set of these defined terms; one that is not known counts as the default repertoire. */
    static SpecificCharacterSet of(List<String> terms) {
        if (terms.isEmpty() || terms.equals(List.of("ISO_IR 6"))) {
            return DEFAULT;
        }
        String first = terms.getFirst().toUpperCase(Locale.ROOT);
        Charset whole =
                switch (first) {
                    case "ISO_IR 192", "ISO IR 192", "ISO 2022 IR 192", "UTF-8" -> StandardCharsets.UTF_8;
                    case "GB18030" -> Charset.forName("GB18030");
                    case "GBK" -> Charset.forName("GBK");
                    default -> null;
                };
        int number = registration(first);
        CodeElement right = CodeElement.registered(number);
        CodeElement left = number == 13 ? CodeElement.JIS_ROMAJI : CodeElement.ASCII;
        return new SpecificCharacterSet(List.copyOf(terms), whole, left, right == null ? CodeElement.LATIN_1 : right);
    }

    /** The number at the end of "ISO_IR 100", "ISO 2022 IR 100" and of ways to misspell them; 0 if there is none. */
    private static int registration(String term) {
        int from = term.length();
        while (from > 0 && term.charAt(from - 1) >= '0' && term.charAt(from - 1) <= '9') {
            from--;
        }
        String digits = term.substring(from);
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    List<String> terms() {
        return terms;
    }

    /**
     * Decodes a whole value.
     *
     * @param delimited whether a backslash, "^" or "=" ends what an escape sequence began
     */
    String decode(DicomElement.Value value, boolean delimited) {
        byte[] bytes = value.buffer();
        int from = value.offset();
        int end = from + value.length();
        if (whole != null) {
            return new String(bytes, from, end - from, whole);
        }
        if (terms.isEmpty() && !Iso2022.hasEscape(bytes, from, end)) {
            return Iso2022.guessed(bytes, from, end);
        }
        return new Iso2022(left, right).decode(bytes, from, end, delimited);
    }

    /** Encodes text for which {@link #canEncode} is true. */
    byte[] encode(String text) {
        return text.getBytes(encoding());
    }

    /** Whether text can be written without escape sequences. */
    boolean canEncode(String text) {
        return encoding().newEncoder().canEncode(text);
    }

    private Charset encoding() {
        if (whole != null) {
            return whole;
        }
        boolean single = terms.size() == 1 && right.width() == 1 && left == CodeElement.ASCII;
        return single ? right.charset() : StandardCharsets.US_ASCII;
    }
}
