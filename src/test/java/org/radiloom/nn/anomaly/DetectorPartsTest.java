package org.radiloom.nn.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Layout;
import org.radiloom.nn.Parameters;

@Tag("engine")
class DetectorPartsTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        EngineCompat.start();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static float[] gaussian(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int at = 0; at < n; at++) {
            values[at] = (float) random.nextGaussian();
        }
        return values;
    }

    /** 0.25/0.25 falls away with ReLU(w − λ); 0.5 and 0.3 are left, which is 0.625 and 0.375 of their sum. */
    @Test
    void smallSharesOfAMemoryAreForgottenAndTheRestMakesOne() {
        NDArray shares = manager.create(new float[] {0.5f, 0.3f, 0.2f}, new Shape(1, 3));
        assertArrayEquals(
                new float[] {0.625f, 0.375f, 0}, MemAe.shrunk(shares, 0.25).toFloatArray(), 1e-6f);
    }

    @Test
    void whereAllSharesAreSmallTheyStayAsTheyAre() {
        NDArray shares = manager.create(new float[] {0.4f, 0.35f, 0.25f, 0.8f, 0.1f, 0.1f}, new Shape(2, 3));
        assertArrayEquals(
                new float[] {0.4f, 0.35f, 0.25f, 1, 0, 0},
                MemAe.shrunk(shares, 0.5).toFloatArray(),
                1e-6f);
    }

    /** Each input pixel adds its kernel to the output around twice its place, as a transposed convolution does. */
    @Test
    void aDoublingIsATransposedConvolution() {
        int in = 3;
        int out = 2;
        int side = 5;
        Parameters arrays = new Parameters(manager, 1);
        Doubling doubling = new Doubling(arrays, "up", in, out, 1);
        NDArray weight = arrays.trained().get("up.weight");
        assertNotNull(weight);
        float[] x = gaussian(in * side * side, 2);
        double[] expected = new double[out * 4 * side * side];
        for (int o = 0; o < out; o++) {
            for (int y = 0; y < 2 * side; y++) {
                for (int u = 0; u < 2 * side; u++) {
                    for (int c = 0; c < in; c++) {
                        for (int i = 0; i < side; i++) {
                            for (int j = 0; j < side; j++) {
                                // of the 4×4 kernel; two rows and two columns of it reach any output pixel
                                int ky = y + 1 - 2 * i;
                                int kx = u + 1 - 2 * j;
                                if (ky >= 0 && ky < 4 && kx >= 0 && kx < 4) {
                                    int phase = (y % 2 * 2 + u % 2) * out + o;
                                    // the farther tap belongs to the pixel before
                                    float w = weight.getFloat(phase, c, ky >= 2 ? 0 : 1, kx >= 2 ? 0 : 1);
                                    expected[(o * 2 * side + y) * 2 * side + u] += w * x[(c * side + i) * side + j];
                                }
                            }
                        }
                    }
                }
            }
        }
        NDArray y = doubling.apply(Layout.channelsLast(manager.create(x, new Shape(1, in, side, side))));
        assertEquals(new Shape(1, out, 2 * side, 2 * side), y.getShape());
        float[] actual = y.toFloatArray();
        for (int at = 0; at < actual.length; at++) {
            assertEquals(expected[at], actual[at], 1e-4);
        }
    }

    @Test
    void aBlurKeepsEvenMapsEvenUpToTheBorderAndSpreadsAPoint() {
        NDArray even = manager.ones(new Shape(1, 1, 16, 16));
        for (float value : Blur.of(even, 2).toFloatArray()) {
            assertEquals(1, value, 1e-5);
        }
        float[] point = new float[33 * 33];
        point[16 * 33 + 16] = 1;
        float[] blurred =
                Blur.of(manager.create(point, new Shape(1, 1, 33, 33)), 2).toFloatArray();
        // e^(-1/2) one σ away
        assertEquals(Math.exp(-0.5), blurred[16 * 33 + 18] / blurred[16 * 33 + 16], 1e-4);
    }

    @Test
    void picturesTurnCounterClockwise() {
        float[] picture = {1, 2, 3, 4};
        SplittableRandom random = new SplittableRandom(1);
        boolean[] seen = new boolean[4];
        float[][] turned = {{1, 2, 3, 4}, {2, 4, 1, 3}, {4, 3, 2, 1}, {3, 1, 4, 2}};
        for (int n = 0; n < 40; n++) {
            Turned one = Turned.of(picture, 1, 2, random);
            assertArrayEquals(turned[one.turns()[0]], one.pictures());
            seen[one.turns()[0]] = true;
        }
        assertArrayEquals(new boolean[] {true, true, true, true}, seen);
    }

    @Test
    void aPictureIsAtNoDistanceFromItselfAndTheMapIsWhereItDiffers() {
        Parameters arrays = new Parameters(manager, 1);
        PerceptualLoss loss = new PerceptualLoss(arrays, FeatureSpec.randomFixed(4, 4, 8, 8), ConstraintSpec.none());
        float[] values = gaussian(2 * 32 * 32, 3);
        NDArray x = Layout.channelsLast(manager.create(values, new Shape(2, 1, 32, 32)));
        assertArrayEquals(new float[] {0, 0}, loss.distance(x, x).toFloatArray(), 1e-6f);
        float[] changed = values.clone();
        for (int row = 0; row < 8; row++) {
            Arrays.fill(changed, 32 * row, 32 * row + 8, 2);
        }
        NDArray other = Layout.channelsLast(manager.create(changed, new Shape(2, 1, 32, 32)));
        PerceptualLoss.Compared compared = loss.compare(x, other);
        assertArrayEquals(
                loss.distance(x, other).toFloatArray(), compared.distance().toFloatArray(), 1e-5f);
        float[] map = compared.map().toFloatArray();
        double near = 0;
        double far = 0;
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                near += map[32 * row + column];
                far += map[32 * (31 - row) + 31 - column];
            }
        }
        assertEquals(0, far, 1e-6);
        assertTrue(near > 1);
        assertEquals(0, compared.distance().toFloatArray()[1], 1e-6, "the second picture is unchanged");
    }

    /** With mean and deviation taken off, maps of the measured pictures have mean 0 and deviation 1. */
    @Test
    void measuringTakesMeanAndDeviationOfEachChannel() {
        Parameters arrays = new Parameters(manager, 1);
        PerceptualLoss loss = new PerceptualLoss(arrays, FeatureSpec.randomFixed(4, 4, 8, 8), ConstraintSpec.none());
        NDArray x = manager.create(gaussian(3 * 32 * 32, 4), new Shape(3, 1, 32, 32));
        loss.measure(List.of(new Normals(x, new float[3], new float[3])));
        NDArray map = new VggFeatures(new Parameters(manager, 1), List.of(4, 4, 8, 8), false)
                .maps(x)
                .getFirst();
        float[] values = map.transpose(1, 0, 2, 3).reshape(8, -1).toFloatArray();
        int each = values.length / 8;
        NDArray mean = arrays.buffers().get("features.block3.mean");
        NDArray deviation = arrays.buffers().get("features.block3.deviation");
        assertNotNull(mean);
        assertNotNull(deviation);
        for (int c = 0; c < 8; c++) {
            double sum = 0;
            double squares = 0;
            for (int at = c * each; at < (c + 1) * each; at++) {
                sum += values[at];
                squares += (double) values[at] * values[at];
            }
            assertEquals(sum / each, mean.getFloat(c), 1e-4);
            double expected = Math.sqrt(squares / each - sum / each * (sum / each));
            assertEquals(Math.max(1e-3, expected), deviation.getFloat(c), 1e-3);
        }
    }
}
