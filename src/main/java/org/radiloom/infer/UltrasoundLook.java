package org.radiloom.infer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a picture that says nothing about itself looks like an ultrasound frame: a sector of mostly dark greys in the
 * middle of darkness.
 *
 * <p>Set on public data: of 173 frames of AUL and Byra all but the five brightest pass; all 50 chest radiographs (NIH) and
 * all 45 slices of lung CT (LUNA) are turned away. Readers who know better say so, and then nothing is looked at.
 */
final class UltrasoundLook {
    private static final float DARK = 0.05f;
    private static final double LEAST_DARK = 0.25;
    private static final double LEAST_DARK_RIM = 0.7;
    private static final double LEAST_LIT = 0.08;
    /** Soft tissue in a CT is brighter than this, most echoes are not. */
    private static final float BRIGHT = 0.55f;

    private static final double MOST_BRIGHT = 0.42;
    private static final double MOST_COLOURED = 0.3;
    /** Width of the rim as a share of the frame's sides. */
    private static final int RIM = 50;

    private UltrasoundLook() {}

    /** Why it does not, one sentence for people; empty if it does. */
    static Optional<String> objection(Frame frame) {
        int bright = 0;
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
            bright += grey > BRIGHT ? 1 : 0;
            if (onRim(frame, at % frame.columns(), at / frame.columns())) {
                rim++;
                darkRim += black ? 1 : 0;
            }
        }
        return Optional.ofNullable(why(
                        (double) coloured / n,
                        (double) dark / n,
                        rim == 0 ? 0 : (double) darkRim / rim,
                        n == dark ? 0 : (double) bright / (n - dark)))
                .map(why -> "The picture does not look like a grey ultrasound frame: " + why + ".");
    }

    private static @Nullable String why(double coloured, double dark, double darkRim, double bright) {
        if (coloured > MOST_COLOURED) {
            return "much of it is coloured";
        }
        if (dark < LEAST_DARK || darkRim < LEAST_DARK_RIM) {
            return "its surroundings are not dark";
        }
        if (1 - dark < LEAST_LIT) {
            return "hardly anything in it is lit";
        }
        return bright > MOST_BRIGHT ? "it is too bright" : null;
    }

    private static boolean onRim(Frame frame, int column, int row) {
        int across = Math.max(1, frame.columns() / RIM);
        int down = Math.max(1, frame.rows() / RIM);
        return column < across || row < down || column >= frame.columns() - across || row >= frame.rows() - down;
    }
}
