package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("engine")
class UpSamplingTest {
    private NDManager manager;

    @BeforeEach
    void openAManager() {
        EngineCompat.start();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterEach
    void closeTheManager() {
        manager.close();
    }

    /** The reference scatters each pixel, weighted by the turned kernel, into the larger picture. */
    @ParameterizedTest
    @CsvSource({"4, 2, 1, 0", "3, 2, 1, 1", "2, 2, 0, 0", "3, 1, 1, 0", "5, 3, 2, 2", "4, 1, 0, 0"})
    void aTransposedConvolutionEqualsScattering(int k, int s, int p, int op) {
        int in = 3;
        int out = 2;
        int h = 4;
        int w = 5;
        Parameters parameters = new Parameters(manager, 1);
        UpConv2d layer = new UpConv2d(parameters, "up", in, out, k, s, p, op);
        float[] bias = {0.5f, -1};
        Weights.fill(Objects.requireNonNull(parameters.trained().get("up.bias")), bias);
        float[] weight =
                Objects.requireNonNull(parameters.trained().get("up.weight")).toFloatArray();
        float[] x = random(7, 2 * in * h * w);
        NDArray y = layer.apply(manager.create(x, new Shape(2, in, h, w)));
        int high = (h - 1) * s - 2 * p + k + op;
        int wide = (w - 1) * s - 2 * p + k + op;
        assertEquals(new Shape(2, out, high, wide), y.getShape());
        float[] expected = new float[2 * out * high * wide];
        for (int b = 0; b < 2; b++) {
            for (int o = 0; o < out; o++) {
                int plane = (b * out + o) * high * wide;
                java.util.Arrays.fill(expected, plane, plane + high * wide, bias[o]);
                for (int i = 0; i < in; i++) {
                    for (int row = 0; row < h * k * w * k; row++) {
                        int r = row / (k * w * k);
                        int dr = row / (w * k) % k;
                        int c = row / k % w;
                        int dc = row % k;
                        int toRow = r * s - p + dr;
                        int toColumn = c * s - p + dc;
                        if (toRow >= 0 && toRow < high && toColumn >= 0 && toColumn < wide) {
                            float tap = weight[((o * in + i) * k + k - 1 - dr) * k + k - 1 - dc];
                            expected[plane + toRow * wide + toColumn] += tap * x[((b * in + i) * h + r) * w + c];
                        }
                    }
                }
            }
        }
        assertArrayEquals(expected, y.toFloatArray(), 1e-5f);
    }

    @Test
    void aTransposedConvolutionWithImpossibleBordersIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new UpConv2d(new Parameters(manager, 1), "up", 1, 1, 3, 2, 3, 0));
    }

    /** By hand: one maximum; a tie of two; a tie of all four (as after a ReLU that let nothing through). */
    @Test
    void unpoolingPutsValuesWhereTheMaximaWereAndDividesTies() {
        NDArray before = manager.create(new float[] {1, 5, 3, 3, 0, 0, 2, 4, 1, 2, 0, 0}, new Shape(1, 1, 2, 6));
        NDArray pooled = VggEncoder.halved(before);
        assertArrayEquals(new float[] {5, 3, 0}, pooled.toFloatArray());
        try (MaxUnpool places = MaxUnpool.of(before, pooled)) {
            NDArray y = places.apply(manager.create(new float[] {8, 6, -4}, new Shape(1, 1, 1, 3)));
            assertArrayEquals(new float[] {0, 8, 3, 3, -1, -1, 0, 0, 0, 0, -1, -1}, y.toFloatArray());
        }
    }

    @Test
    void unpoolingEqualsABruteForceSearch() {
        int side = 12;
        SplittableRandom random = new SplittableRandom(3);
        float[] before = new float[2 * 3 * side * side];
        for (int at = 0; at < before.length; at++) {
            before[at] = Math.max(0, random.nextInt(-3, 4)); // many ties
        }
        int half = side / 2;
        float[] y = random(9, 2 * 3 * half * half);
        float[] expected = new float[before.length];
        for (int at = 0; at < y.length; at++) {
            int corner = at / (half * half) * side * side + 2 * (at / half % half) * side + 2 * (at % half);
            int[] window = {corner, corner + 1, corner + side, corner + side + 1};
            float largest = 0;
            int ties = 0;
            for (int place : window) {
                largest = Math.max(largest, before[place]);
            }
            for (int place : window) {
                ties += before[place] == largest ? 1 : 0;
            }
            for (int place : window) {
                expected[place] = before[place] == largest ? y[at] / ties : 0;
            }
        }
        NDArray x = manager.create(before, new Shape(2, 3, side, side));
        for (NDArray layout : new NDArray[] {x, Layout.channelsLast(x)}) {
            try (NDArray pooled = VggEncoder.halved(layout);
                    MaxUnpool places = MaxUnpool.of(layout, pooled)) {
                NDArray up = places.apply(manager.create(y, new Shape(2, 3, half, half)));
                assertArrayEquals(expected, up.toFloatArray(), 1e-6f);
            }
        }
    }

    /** The gradient of a sum of the result is the sum of the mask's shares: 1 for every window. */
    @Test
    void gradientsFlowThroughTheValuesAndNotThroughThePlaces() {
        NDArray before = manager.create(random(5, 16), new Shape(1, 1, 4, 4));
        NDArray y = manager.create(random(6, 4), new Shape(1, 1, 2, 2));
        before.setRequiresGradient(true);
        y.setRequiresGradient(true);
        try (GradLock.Recording recording = GradLock.record();
                NDArray pooled = VggEncoder.halved(before);
                MaxUnpool places = MaxUnpool.of(before, pooled)) {
            recording.backward(places.apply(y).sum());
        }
        assertArrayEquals(new float[] {1, 1, 1, 1}, y.getGradient().toFloatArray(), 1e-6f);
        assertArrayEquals(new float[16], before.getGradient().toFloatArray());
    }

    private static float[] random(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
