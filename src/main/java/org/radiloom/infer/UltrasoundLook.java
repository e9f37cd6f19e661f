package org.radiloom.infer;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a picture that says nothing about itself looks like an ultrasound frame: a lit sector in the middle of darkness.
 *
 * <p>The limits leave room around 173 frames of two public sets (AUL, Byra), all of which pass, and turn away all 50 chest
 * radiographs of a third. A slice of a CT can pass: then only the region model stands between it and a grade.
 */
final class UltrasoundLook {
    private static final float DARK = 0.05f;
    private static final double LEAST_DARK = 0.25;
    private static final double LEAST_DARK_RIM = 0.7;
    private static final double LEAST_LIT = 0.08;
    private static final double MOST_MEDIAN = 0.7;
    private static final double MOST_COLOURED = 0.3;
    /** Width of the rim as a share of the frame's sides. */
    private static final int RIM = 50;

    private static final int LEVELS = 256;

    private UltrasoundLook() {}

    /** Why it does not, one sentence for people; empty if it does. */
    static Optional<String> objection(Frame frame) {
        int[] levels = new int[LEVELS];
        int dark = 0;
        int coloured = 0;
        int rim = 0;
        int darkRim = 0;
        int n = frame.greys().length;
        for (int at = 0; at < n; at++) {
            float grey = Math.clamp(frame.greys()[at] / frame.white(), 0f, 1f);
            boolean black = grey <= DARK;
            dark += black ? 1 : 0;
            coloured += frame.coloured()[at];
            if (!black) {
                levels[(int) (grey * (LEVELS - 1))]++;
            }
            if (onRim(frame, at % frame.columns(), at / frame.columns())) {
                rim++;
                darkRim += black ? 1 : 0;
            }
        }
        return Optional.ofNullable(why(
                        (double) coloured / n,
                        (double) dark / n,
                        rim == 0 ? 0 : (double) darkRim / rim,
                        median(levels, n - dark)))
                .map(why -> "The picture does not look like a grey ultrasound frame: " + why + ".");
    }

    private static @Nullable String why(double coloured, double dark, double darkRim, double median) {
        if (coloured > MOST_COLOURED) {
            return "much of it is coloured";
        }
        if (dark < LEAST_DARK || darkRim < LEAST_DARK_RIM) {
            return "its surroundings are not dark";
        }
        if (1 - dark < LEAST_LIT) {
            return "hardly anything in it is lit";
        }
        return median > MOST_MEDIAN ? "it is too bright" : null;
    }

    private static boolean onRim(Frame frame, int column, int row) {
        int across = Math.max(1, frame.columns() / RIM);
        int down = Math.max(1, frame.rows() / RIM);
        return column < across || row < down || column >= frame.columns() - across || row >= frame.rows() - down;
    }

    private static double median(int[] levels, int count) {
        int seen = 0;
        for (int level = 0; level < levels.length; level++) {
            seen += levels[level];
            if (2 * seen >= count) {
                return count == 0 ? 0 : (double) level / (LEVELS - 1);
            }
        }
        throw new IllegalStateException(Arrays.toString(levels) + " hold not " + count);
    }
}
