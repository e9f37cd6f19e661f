package org.radiloom.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A set of characters that an escape sequence of ISO 2022 can put in place. Source: DICOM PS3.3, tables C.12-3 and C.12-4.
 *
 * @param escape the sequence after the ESC byte
 * @param right whether it takes the bytes above 0x7F (G1) or those below (G0)
 * @param width bytes a character
 * @param charset how Java calls it
 */
record CodeElement(String escape, boolean right, int width, Charset charset) {
    static final CodeElement ASCII = new CodeElement("(B", false, 1, StandardCharsets.US_ASCII);
    static final CodeElement JIS_ROMAJI = new CodeElement("(J", false, 1, Charset.forName("JIS_X0201"));
    static final CodeElement LATIN_1 = new CodeElement("-A", true, 1, StandardCharsets.ISO_8859_1);

    private static final CodeElement[] ALL = {
        ASCII,
        JIS_ROMAJI,
        LATIN_1,
        right("-B", "ISO-8859-2"),
        right("-C", "ISO-8859-3"),
        right("-D", "ISO-8859-4"),
        right("-L", "ISO-8859-5"),
        right("-G", "ISO-8859-6"),
        right("-F", "ISO-8859-7"),
        right("-H", "ISO-8859-8"),
        right("-M", "ISO-8859-9"),
        right("-b", "ISO-8859-15"),
        right("-T", "TIS-620"),
        right(")I", "JIS_X0201"),
        new CodeElement("$B", false, 2, Charset.forName("x-JIS0208")),
        new CodeElement("$(D", false, 2, Charset.forName("JIS_X0212-1990")),
        new CodeElement("$)C", true, 2, Charset.forName("EUC-KR")),
        new CodeElement("$)A", true, 2, Charset.forName("GB2312")),
    };

    private static CodeElement right(String escape, String charset) {
        return new CodeElement(escape, true, 1, Charset.forName(charset));
    }

    /** The element that this escape sequence puts in place, null if there is none. */
    static @Nullable CodeElement escapedBy(byte[] bytes, int from, int end) {
        for (CodeElement element : ALL) {
            if (matches(element.escape, bytes, from, end)) {
                return element;
            }
        }
        return null;
    }

    private static boolean matches(String escape, byte[] bytes, int from, int end) {
        if (from + escape.length() > end) {
            return false;
        }
        for (int at = 0; at < escape.length(); at++) {
            if (bytes[from + at] != escape.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    /** The upper half that a defined term names by its ISO registration number, null if it names none. */
    static @Nullable CodeElement registered(int number) {
        String escape =
                switch (number) {
                    case 100 -> "-A";
                    case 101 -> "-B";
                    case 109 -> "-C";
                    case 110 -> "-D";
                    case 144 -> "-L";
                    case 127 -> "-G";
                    case 126 -> "-F";
                    case 138 -> "-H";
                    case 148 -> "-M";
                    case 203 -> "-b";
                    case 166 -> "-T";
                    case 13 -> ")I";
                    case 149 -> "$)C";
                    case 58 -> "$)A";
                    default -> "";
                };
        for (CodeElement element : ALL) {
            if (element.escape.equals(escape)) {
                return element;
            }
        }
        return null;
    }
}
