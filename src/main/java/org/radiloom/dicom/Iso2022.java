package org.radiloom.dicom;

import java.nio.charset.StandardCharsets;

/** Decodes text in which escape sequences change the character set. Source: DICOM PS3.5, section 6.1.2.5. */
final class Iso2022 {
    private static final int ESC = 0x1B;

    private final CodeElement initialLeft;
    private final CodeElement initialRight;
    private CodeElement left;
    private CodeElement right;

    /**
     * @param left the set below 0x80 at the beginning and after each delimiter
     * @param right the set above 0x7F likewise
     */
    Iso2022(CodeElement left, CodeElement right) {
        this.initialLeft = left;
        this.initialRight = right;
        this.left = left;
        this.right = right;
    }

    /** @param delimited whether a backslash, "^" and "=" end what an escape sequence began */
    String decode(byte[] bytes, int from, int end, boolean delimited) {
        var text = new StringBuilder(end - from);
        int at = from;
        while (at < end) {
            if (bytes[at] == ESC) {
                at = escape(bytes, at + 1, end);
                continue;
            }
            if (isDelimiter(bytes[at], delimited)) {
                text.append((char) bytes[at++]);
                left = initialLeft;
                right = initialRight;
                continue;
            }
            int runEnd = runEnd(bytes, at, end, delimited);
            CodeElement set = bytes[at] < 0 ? right : left;
            text.append(new String(bytes, at, runEnd - at, set.charset()));
            at = runEnd;
        }
        return text.toString();
    }

    /** Puts a set in place; an escape sequence that is not known is dropped with its ESC. */
    private int escape(byte[] bytes, int at, int end) {
        CodeElement element = CodeElement.escapedBy(bytes, at, end);
        if (element == null) {
            return at;
        }
        if (element.right()) {
            right = element;
        } else {
            left = element;
        }
        return at + element.escape().length();
    }

    /** Bytes of a double-byte set below 0x80 may look like a delimiter; real ones come after a switch back. */
    private boolean isDelimiter(byte b, boolean delimited) {
        if (b == '\r' || b == '\n' || b == '\f' || b == '\t') {
            return true;
        }
        return delimited && left.width() == 1 && (b == '\\' || b == '^' || b == '=');
    }

    private int runEnd(byte[] bytes, int from, int end, boolean delimited) {
        boolean high = bytes[from] < 0;
        int at = from + 1;
        while (at < end && bytes[at] != ESC && bytes[at] < 0 == high && !isDelimiter(bytes[at], delimited)) {
            at++;
        }
        return at;
    }

    /** Whether decoding needs this class at all. */
    static boolean hasEscape(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == ESC) {
                return true;
            }
        }
        return false;
    }

    /** Text of which the file does not say how it is coded: UTF-8 if it is that, else Latin-1. */
    static String guessed(byte[] bytes, int from, int end) {
        boolean plain = true;
        for (int at = from; at < end; at++) {
            plain &= bytes[at] >= 0;
        }
        String latin = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        if (plain) {
            return latin;
        }
        String utf8 = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        return utf8.indexOf('\uFFFD') < 0 ? utf8 : latin;
    }
}
