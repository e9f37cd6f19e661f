package org.radiloom.dicom.deident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.ByteRange;
import org.radiloom.problem.Problem;

/** Finds some words among many bytes in one pass, Latin letters large or small. */
final class ByteSearch {
    private static final int CHUNK = 1 << 20;

    private final List<byte[]> patterns;
    private final List<Integer> sources;
    /** By first two bytes: the patterns that begin with them. */
    private final List<List<Integer>> starts = new ArrayList<>();

    private final short[] byStart = new short[1 << 16];
    private final int longest;

    /**
     * @param patterns in lower case, each of two bytes or more
     * @param sources what to answer for each
     */
    ByteSearch(List<byte[]> patterns, List<Integer> sources) {
        this.patterns = List.copyOf(patterns);
        this.sources = List.copyOf(sources);
        int most = 0;
        starts.add(List.of());
        for (int n = 0; n < patterns.size(); n++) {
            byte[] pattern = patterns.get(n);
            most = Math.max(most, pattern.length);
            int start = (pattern[0] & 0xFF) << 8 | (pattern[1] & 0xFF);
            if (byStart[start] == 0) {
                byStart[start] = (short) starts.size();
                starts.add(new ArrayList<>());
            }
            starts.get(byStart[start]).add(n);
        }
        longest = most;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b & 0xFF;
    }

    /** What the first pattern that is found stands for. */
    Optional<Integer> find(ByteRange range) throws Problem {
        if (patterns.isEmpty()) {
            return Optional.empty();
        }
        // chunks overlap, so that nothing hides on a border
        for (long from = 0; from < range.length(); from += CHUNK) {
            Optional<Integer> source = find(range.read(from, (int) Math.min(CHUNK + longest, range.length() - from)));
            if (source.isPresent()) {
                return source;
            }
        }
        return Optional.empty();
    }

    private Optional<Integer> find(byte[] bytes) {
        int last = bytes.length == 0 ? 0 : lower(bytes[0]);
        for (int at = 1; at < bytes.length; at++) {
            int next = lower(bytes[at]);
            int start = byStart[last << 8 | next];
            last = next;
            if (start != 0) {
                for (int n : starts.get(start)) {
                    if (matches(bytes, at - 1, patterns.get(n))) {
                        return Optional.of(sources.get(n));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean matches(byte[] bytes, int from, byte[] pattern) {
        if (from + pattern.length > bytes.length) {
            return false;
        }
        for (int n = 0; n < pattern.length; n++) {
            if (lower(bytes[from + n]) != (pattern[n] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
