package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.radiloom.nn.Convs;

/** A Gaussian blur of maps (B, 1, h, w), cut off at 3σ; at borders the mean of what is there. */
final class Blur {
    private static final Shape ONE = new Shape(1, 1);

    private Blur() {}

    /** A new array; {@code x} stays open. */
    static NDArray of(NDArray x, double sigma) {
        int reach = (int) Math.ceil(3 * sigma);
        float[] taps = new float[2 * reach + 1];
        for (int at = 0; at < taps.length; at++) {
            double off = (at - reach) / sigma;
            taps[at] = (float) Math.exp(-0.5 * off * off);
        }
        int height = Math.toIntExact(x.getShape().get(2));
        int width = Math.toIntExact(x.getShape().get(3));
        NDManager manager = x.getManager();
        try (NDArray column = manager.create(taps.clone(), new Shape(1, 1, taps.length, 1));
                NDArray row = manager.create(taps.clone(), new Shape(1, 1, 1, taps.length));
                NDArray rows = Convs.conv(x, column, null, ONE, new Shape(reach, 0));
                NDArray all = Convs.conv(rows, row, null, ONE, new Shape(0, reach));
                NDArray down = manager.create(sums(taps, height), new Shape(1, 1, height, 1));
                NDArray across = manager.create(sums(taps, width), new Shape(1, 1, 1, width));
                NDArray even = all.div(down)) {
            return even.div(across);
        }
    }

    /** By place, the sum of the taps that fall on the map. */
    private static float[] sums(float[] taps, int length) {
        int reach = taps.length / 2;
        float[] sums = new float[length];
        for (int at = 0; at < length; at++) {
            for (int tap = -reach; tap <= reach; tap++) {
                if (at + tap >= 0 && at + tap < length) {
                    sums[at] += taps[tap + reach];
                }
            }
        }
        return sums;
    }
}
