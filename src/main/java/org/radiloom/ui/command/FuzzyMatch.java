package org.radiloom.ui.command;

import java.util.Locale;

/** How well typed letters fit a name: they must come in this order, and count more together and at the start of words. */
final class FuzzyMatch {
    private FuzzyMatch() {}

    /** 0 where they do not fit, up to 1 where they are the name; for no letters at all, 1. */
    static double score(String typed, String name) {
        String letters = typed.strip().toLowerCase(Locale.ROOT);
        String in = name.toLowerCase(Locale.ROOT);
        if (letters.isEmpty()) {
            return 1;
        }
        int whole = in.indexOf(letters);
        if (whole >= 0) {
            boolean start = whole == 0 || !Character.isLetterOrDigit(in.charAt(whole - 1));
            return (start ? 0.8 : 0.6) + 0.2 * letters.length() / in.length();
        }
        return 0.5 * scattered(letters.replace(" ", ""), in);
    }

    /** Share of letters that stand at the start of a word or behind the one before. */
    private static double scattered(String letters, String in) {
        int at = -1;
        int good = 0;
        for (int n = 0; n < letters.length(); n++) {
            int next = nextAt(letters.charAt(n), in, at);
            if (next < 0) {
                return 0;
            }
            if (next == at + 1 || startsWord(in, next)) {
                good++;
            }
            at = next;
        }
        // letters strewn over a long name are chance
        return 2 * good < letters.length() ? 0 : (double) good / letters.length();
    }

    /** The next place of a letter, at the start of a word if there is one and it is not the very next. */
    private static int nextAt(char letter, String in, int after) {
        int first = in.indexOf(letter, after + 1);
        if (first < 0 || first == after + 1) {
            return first;
        }
        for (int k = first; k >= 0; k = in.indexOf(letter, k + 1)) {
            if (startsWord(in, k)) {
                return k;
            }
        }
        return first;
    }

    private static boolean startsWord(String in, int at) {
        return at == 0 || !Character.isLetterOrDigit(in.charAt(at - 1));
    }
}
