package org.radiloom.ui.inspect;

import java.util.List;
import java.util.Optional;
import org.radiloom.infer.SliceAnomaly;

/**
 * Which slice of a series stands at which place of a strip, and how high its score. Where several slices share a place, it is
 * the one with the largest score that counts. Knows no JavaFX.
 */
final class StripScale {
    private static final double ROOM_ABOVE = 0.25;

    private final List<SliceAnomaly> slices;
    private final double low;
    private final double high;

    /** @param slices at least one, in order */
    StripScale(List<SliceAnomaly> slices, double threshold) {
        this.slices = List.copyOf(slices);
        double least = Math.min(0, threshold);
        double most = threshold;
        for (SliceAnomaly each : slices) {
            if (each.scored()) {
                least = Math.min(least, each.score());
                most = Math.max(most, each.score());
            }
        }
        this.low = least;
        this.high = Math.max(most, threshold + ROOM_ABOVE * Math.max(1e-9, threshold - least));
    }

    int size() {
        return slices.size();
    }

    /** The slice drawn at a column of the strip: the most suspicious of those that share it. */
    SliceAnomaly at(double x, double width) {
        int column = Math.clamp((int) x, 0, Math.max(0, (int) width - 1));
        int columns = Math.max(1, (int) width);
        int from = Math.clamp((long) column * slices.size() / columns, 0, slices.size() - 1);
        int to = Math.clamp((long) (column + 1) * slices.size() / columns, from + 1, slices.size());
        SliceAnomaly best = slices.get(from);
        for (int n = from + 1; n < to; n++) {
            SliceAnomaly other = slices.get(n);
            if (rank(other) > rank(best)) {
                best = other;
            }
        }
        return best;
    }

    private static double rank(SliceAnomaly slice) {
        return slice.scored() ? slice.score() : Double.NEGATIVE_INFINITY;
    }

    /** Where in the list a slice of the series stands, or the next behind it. */
    int place(int slice) {
        for (int n = 0; n < slices.size(); n++) {
            if (slices.get(n).slice() >= slice) {
                return n;
            }
        }
        return slices.size() - 1;
    }

    /** Index in the series of the slice {@code by} places further, as far as the list goes. */
    int step(int slice, int by) {
        return slices.get(Math.clamp((long) place(slice) + by, 0, slices.size() - 1))
                .slice();
    }

    /** The slice of the series with this index, if it was looked at. */
    Optional<SliceAnomaly> slice(int k) {
        SliceAnomaly there = slices.get(place(k));
        return there.slice() == k ? Optional.of(there) : Optional.empty();
    }

    SliceAnomaly first() {
        return slices.getFirst();
    }

    SliceAnomaly last() {
        return slices.getLast();
    }

    /** How high a score stands, 0 bottom to 1 top. */
    double height(double score) {
        return Math.clamp((score - low) / (high - low), 0, 1);
    }
}
