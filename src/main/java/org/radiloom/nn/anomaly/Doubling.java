package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;

/**
 * A transposed convolution 4×4 with stride 2 that doubles height and width, as four 2×2 convolutions: one for each place
 * in the 2×2 square that a pixel becomes. No product with an inserted zero is computed, a quarter of what a convolution of
 * a spread map would take. The array is (4·out, in, 2, 2), squares row by row.
 */
final class Doubling {
    private static final Shape ONE = new Shape(1, 1);

    private final NDArray weight;
    private final int out;

    Doubling(Parameters p, String name, int in, int out, double deviation) {
        this.out = out;
        weight = p.convWeight(name + ".weight", 4 * out, in, 2, deviation);
    }

    /** (B, in, h, w) → (B, out, 2h, 2w), a new array; {@code x} stays open. */
    NDArray apply(NDArray x) {
        Shape s = x.getShape();
        long b = s.get(0);
        long h = s.get(2);
        long w = s.get(3);
        try (NDArray all = Convs.conv(x, weight, null, ONE, ONE);
                NDArray places = all.transpose(0, 2, 3, 1);
                NDArray top = row(places, 0, h, w);
                NDArray bottom = row(places, 1, h, w);
                NDArray topRows = top.reshape(b, h, 2 * w * out);
                NDArray bottomRows = bottom.reshape(b, h, 2 * w * out);
                NDArray rows = NDArrays.concat(new NDList(topRows, bottomRows), 2);
                NDArray picture = rows.reshape(b, 2 * h, 2 * w, out)) {
            return picture.transpose(0, 3, 1, 2);
        }
    }

    /** (B, h, w, 2·out): the left and the right pixel of every upper (0) or lower (1) half. */
    private NDArray row(NDArray places, int y, long h, long w) {
        try (NDArray left = phase(places, y, 0, h, w);
                NDArray right = phase(places, y, 1, h, w)) {
            return NDArrays.concat(new NDList(left, right), 3);
        }
    }

    private NDArray phase(NDArray places, int y, int x, long h, long w) {
        int from = (2 * y + x) * out;
        return places.get(
                new NDIndex(":, " + y + ":" + (y + h) + ", " + x + ":" + (x + w) + ", " + from + ":" + (from + out)));
    }
}
