package org.radiloom.dicom;

import org.radiloom.problem.Problem;

/** Expands a segmented palette. Source: DICOM PS3.3, C.7.9.2. */
final class SegmentedTable {
    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final String name;
    private final int[] words;
    private final int[] entries;
    private int filled;

    /** @param count entries that the descriptor promises; the expansion gives exactly these */
    SegmentedTable(String name, int[] words, int count) {
        this.name = name;
        this.words = words;
        this.entries = new int[count];
    }

    int[] expand() throws Problem {
        segments(0, words.length, Integer.MAX_VALUE, true);
        if (filled < entries.length) {
            throw DicomProblems.badPixels(name, "a segmented palette gives " + filled + " of " + entries.length);
        }
        return entries;
    }

    private void segments(int from, int to, int atMost, boolean indirectAllowed) throws Problem {
        int at = from;
        for (int n = 0; n < atMost && at + 1 < to && filled < entries.length; n++) {
            int code = words[at];
            int length = words[at + 1];
            at += 2;
            switch (code) {
                case DISCRETE -> {
                    need(at, length, to);
                    for (int k = 0; k < length; k++) {
                        put(words[at + k]);
                    }
                    at += length;
                }
                case LINEAR -> {
                    need(at, 1, to);
                    line(length, words[at]);
                    at += 1;
                }
                case INDIRECT -> {
                    need(at, 2, to);
                    int offset = words[at] | words[at + 1] << 16;
                    at += 2;
                    if (!indirectAllowed || offset % 2 != 0 || offset < 0 || offset / 2 >= words.length) {
                        throw DicomProblems.badPixels(name, "a segmented palette points outside itself");
                    }
                    segments(offset / 2, words.length, length, false);
                }
                default -> throw DicomProblems.badPixels(name, "a segmented palette has a segment of kind " + code);
            }
        }
    }

    private void line(int length, int last) throws Problem {
        if (filled == 0) {
            throw DicomProblems.badPixels(name, "a segmented palette begins with a line");
        }
        int start = entries[filled - 1];
        for (int k = 1; k <= length; k++) {
            put((int) Math.round(start + (double) (last - start) * k / length));
        }
    }

    private void put(int entry) {
        if (filled < entries.length) {
            entries[filled++] = entry;
        }
    }

    private void need(int at, int count, int to) throws Problem {
        if (count > to - at) {
            throw DicomProblems.badPixels(name, "a segmented palette breaks off");
        }
    }
}
