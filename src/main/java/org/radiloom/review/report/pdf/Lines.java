package org.radiloom.review.report.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines: between words, between Chinese characters, and within a word only where it is wider than a line. */
final class Lines {
    /** What may not begin a line. */
    private static final String NOT_FIRST = "，。、；：？！）】》」』”’％…,.;:?!)]}%";
    /** What may not end a line. */
    private static final String NOT_LAST = "（【《「『“‘([{";

    private Lines() {}

    static List<String> of(String text, float width, float size, PdfFonts fonts) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String paragraph : clean(text).split("\n", -1)) {
            paragraph(paragraph, width, size, fonts, lines);
        }
        return lines;
    }

    /** Without what cannot be printed; lines end with a line feed only. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.replace("\r\n", "\n").codePoints().forEach(letter -> {
            if (letter == '\n' || letter == '\r') {
                clean.append('\n');
            } else if (letter == '\t') {
                clean.append("    ");
            } else if (!Character.isISOControl(letter)
                    && Character.getType(letter) != Character.FORMAT
                    && Character.getType(letter) != Character.SURROGATE) {
                clean.appendCodePoint(letter);
            }
        });
        return clean.toString();
    }

    private static void paragraph(String text, float width, float size, PdfFonts fonts, List<String> into)
            throws IOException {
        StringBuilder line = new StringBuilder();
        float used = 0;
        for (String piece : pieces(text)) {
            float wide = fonts.width(piece, size);
            float bare = fonts.width(piece.stripTrailing(), size);
            if (used + bare > width && !line.isEmpty()) {
                into.add(line.toString().stripTrailing());
                line.setLength(0);
                used = 0;
            }
            if (bare > width) {
                for (int letter : piece.codePoints().toArray()) {
                    String one = Character.toString(letter);
                    float step = fonts.width(one, size);
                    if (used + step > width && !line.isEmpty()) {
                        into.add(line.toString());
                        line.setLength(0);
                        used = 0;
                    }
                    line.append(one);
                    used += step;
                }
            } else {
                line.append(piece);
                used += wide;
            }
        }
        into.add(line.toString().stripTrailing());
    }

    /** Parts that are kept together, each with the blanks behind it. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int before = 0;
        for (int letter : text.codePoints().toArray()) {
            if (!open.isEmpty() && between(before, letter)) {
                pieces.add(open.toString());
                open.setLength(0);
            }
            open.appendCodePoint(letter);
            before = letter;
        }
        if (!open.isEmpty()) {
            pieces.add(open.toString());
        }
        return pieces;
    }

    private static boolean between(int before, int letter) {
        if (letter == ' ' || NOT_FIRST.indexOf(letter) >= 0 || NOT_LAST.indexOf(before) >= 0) {
            return false;
        }
        return before == ' ' || wide(before) || wide(letter);
    }

    /** Characters of scripts without blanks, and their punctuation. */
    private static boolean wide(int letter) {
        return Character.isIdeographic(letter) || (letter >= 0x3000 && letter <= 0x30ff) || letter >= 0xff00;
    }
}
