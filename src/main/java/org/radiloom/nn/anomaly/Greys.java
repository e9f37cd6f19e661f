package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.radiloom.nn.Scalars;

/**
 * What is done to the greys of pictures before a detector sees them. {@link Detector#look} does it by itself; a training does it
 * to its batches, with {@link #apply}.
 */
public final class Greys {
    /** Nothing: [-1, 1] between black and white, as published. */
    public static final String AS_SHOWN = "asShown";

    /** (x − mean)/(2.5·sd) of each picture's own pixels, cut off at -1 and 1: brightness and contrast of a picture do not count. */
    public static final String PER_PICTURE = "perPicture";

    /** All of them. */
    public static final List<String> NAMES = List.of(AS_SHOWN, PER_PICTURE);

    private static final double DEVIATIONS = 2.5;
    /** Of a picture that is flat. */
    private static final double LEAST = 1e-3;

    private Greys() {}

    /** Changes {@code length} values of one picture from {@code offset} on. */
    public static void apply(String grey, float[] values, int offset, int length) {
        if (!grey.equals(PER_PICTURE)) {
            return;
        }
        double sum = 0;
        double squares = 0;
        for (int at = offset; at < offset + length; at++) {
            sum += values[at];
            squares += (double) values[at] * values[at];
        }
        double mean = sum / length;
        double reach = DEVIATIONS * Math.sqrt(Math.max(0, squares / length - mean * mean)) + LEAST;
        for (int at = offset; at < offset + length; at++) {
            values[at] = (float) Math.clamp((values[at] - mean) / reach, -1, 1);
        }
    }

    /**
     * How the greys of a batch are changed and changed back.
     *
     * @param mean (B, 1, 1, 1)
     * @param reach (B, 1, 1, 1)
     */
    record Own(NDArray mean, NDArray reach) {
        static Own of(NDArray x) {
            NDArray mean = mean(x);
            NDArray off = x.sub(mean);
            return new Own(
                    mean, Scalars.times(mean(off.mul(off)).sqrt(), DEVIATIONS).add((float) LEAST));
        }

        private static NDArray mean(NDArray x) {
            long batch = x.getShape().get(0);
            NDArray sum = x.sum(new int[] {1, 2, 3}).reshape(batch, 1, 1, 1);
            return Scalars.over(sum, (double) x.getShape().size() / batch);
        }

        NDArray apply(NDArray x) {
            return x.sub(mean).div(reach).clip(-1, 1);
        }

        /** A reconstruction in the greys that the picture had. */
        NDArray undo(NDArray y) {
            return y.mul(reach).add(mean);
        }
    }
}
