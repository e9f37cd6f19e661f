package org.radiloom.annotate.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/** Filters voxel by voxel as they are defined, on masks that reach the edges of their grid and on ones that do not. */
class SmoothingTest {
    private final SplittableRandom random = new SplittableRandom(11);

    private Mask random(int columns, int rows, int slices, int rim) {
        byte[] voxels = new byte[columns * rows * slices];
        for (int at = 0; at < voxels.length; at++) {
            boolean inside = at % columns >= rim && at / columns % rows >= rim;
            voxels[at] = (byte) (inside && random.nextInt(100) < 55 ? 1 : 0);
        }
        return Mask.of(Geometry.axial(columns, rows, slices, 0.8, 0.6, 2), voxels);
    }

    @Test
    void theMedianIsWhatMoreThanHalfOfTheVoxelsAroundEachAre() {
        for (int[] size : new int[][] {{21, 17, 9, 0}, {19, 12, 1, 3}, {1, 9, 5, 0}, {33, 8, 2, 2}}) {
            Mask mask = random(size[0], size[1], size[2], size[3]);
            Geometry g = mask.geometry();
            byte[] expected = new byte[(int) g.voxels()];
            for (int at = 0; at < expected.length; at++) {
                int i = at % g.columns();
                int j = at / g.columns() % g.rows();
                int k = at / (g.columns() * g.rows());
                int sum = 0;
                int counted = 0;
                for (int n = 0; n < 27; n++) {
                    int x = i + n % 3 - 1;
                    int y = j + n / 3 % 3 - 1;
                    int z = k + n / 9 - 1;
                    if (x >= 0 && y >= 0 && z >= 0 && x < g.columns() && y < g.rows() && z < g.slices()) {
                        counted++;
                        sum += mask.contains(x, y, z) ? 1 : 0;
                    }
                }
                expected[at] = (byte) (2 * sum > counted ? 1 : 0);
            }
            assertArrayEquals(expected, MaskOperations.median(mask).toArray(), g.toString());
        }
    }

    @Test
    void theGaussianIsTheWeightedMeanUpToThreeSigmasAndRepeatsTheEdge() {
        for (int[] size : new int[][] {{15, 13, 7, 0}, {19, 12, 1, 3}, {22, 9, 4, 4}}) {
            Mask mask = random(size[0], size[1], size[2], size[3]);
            Geometry g = mask.geometry();
            double[] x = weights(1.1 / 0.8);
            double[] y = weights(1.1 / 0.6);
            double[] z = weights(1.1 / 2);
            byte[] expected = new byte[(int) g.voxels()];
            for (int at = 0; at < expected.length; at++) {
                int i = at % g.columns();
                int j = at / g.columns() % g.rows();
                int k = at / (g.columns() * g.rows());
                double mean = 0;
                for (int a = 0; a < x.length; a++) {
                    for (int b = 0; b < y.length; b++) {
                        for (int c = 0; c < z.length; c++) {
                            boolean in = mask.contains(
                                    Math.clamp(i + a - x.length / 2, 0, g.columns() - 1),
                                    Math.clamp(j + b - y.length / 2, 0, g.rows() - 1),
                                    Math.clamp(k + c - z.length / 2, 0, g.slices() - 1));
                            mean += in ? x[a] * y[b] * z[c] : 0;
                        }
                    }
                }
                expected[at] = (byte) (mean > 0.5 ? 1 : 0);
            }
            assertArrayEquals(expected, MaskOperations.gaussian(mask, 1.1).toArray(), g.toString());
        }
    }

    private static double[] weights(double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        double[] w = new double[2 * radius + 1];
        double sum = 0;
        for (int n = 0; n < w.length; n++) {
            w[n] = Math.exp(-(n - radius) * (n - radius) / (2 * sigma * sigma));
            sum += w[n];
        }
        for (int n = 0; n < w.length; n++) {
            w[n] /= sum;
        }
        return w;
    }
}
