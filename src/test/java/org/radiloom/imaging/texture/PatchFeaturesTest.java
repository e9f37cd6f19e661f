package org.radiloom.imaging.texture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Expected numbers are SciPy's (gaussian_filter with its order, gaussian_laplace, distance_transform_edt, map_coordinates) and
 * NumPy's (lstsq, median), from formulas of the pictures below.
 */
class PatchFeaturesTest {
    private static final double CLOSE = 2e-4;

    /** ((7r + 3c) mod 11) / 10 + c / 40. */
    private static float[] weave() {
        float[] picture = new float[32 * 32];
        for (int at = 0; at < picture.length; at++) {
            int r = at / 32;
            int c = at % 32;
            picture[at] = (7 * r + 3 * c) % 11 / 10f + c / 40f;
        }
        return picture;
    }

    private static byte[] all(int n) {
        byte[] region = new byte[n];
        Arrays.fill(region, (byte) 1);
        return region;
    }

    @Test
    void numbersOfPlacesAreThoseOfScipy() {
        double[] features = PlaceFeatures.of(weave(), all(1024), 32);
        assertPlace(features, 0, -0.838, -0.22139, -0.86254, -0.19383, -0.82254, -0.1815, 0.03049, 0.04929);
        assertPlace(features, 29, 0.38406, -0.20804, 0.38406, -0.1971, 0.38394, -0.15694, 0.10956, 0.02282);
        assertPlace(features, 63, 0.87287, -0.20335, 0.87253, -0.1942, 0.82304, -0.18364, 0.08283, 0.03646);
    }

    private static void assertPlace(double[] features, int place, double... expected) {
        int from = place * PlaceFeatures.COUNT;
        assertArrayEquals(expected, Arrays.copyOfRange(features, from, from + expected.length), CLOSE);
    }

    /** Brightness and contrast say nothing; each pixel doubled says the same. */
    @Test
    void placesDoNotChangeWithGainOrSize() {
        float[] picture = weave();
        float[] large = new float[64 * 64];
        for (int at = 0; at < large.length; at++) {
            large[at] = 0.3f * picture[at / 64 / 2 * 32 + at % 64 / 2] + 0.1f;
        }
        assertArrayEquals(PlaceFeatures.of(picture, all(1024), 32), PlaceFeatures.of(large, all(64 * 64), 64), CLOSE);
    }

    @Test
    void whatLiesBesideTheRegionSaysNothing() {
        byte[] region = all(1024);
        Arrays.fill(region, 0, 8 * 32, (byte) 0);
        float[] picture = weave();
        float[] other = picture.clone();
        Arrays.fill(other, 0, 8 * 32, 17f);
        assertArrayEquals(PlaceFeatures.of(picture, region, 32), PlaceFeatures.of(other, region, 32), 1e-9);
    }

    @Test
    void aFlatPictureAndAnEmptyRegionHaveFiniteNumbers() {
        float[] flat = new float[1024];
        Arrays.fill(flat, 0.4f);
        double[] expected = new double[8];
        for (int n = 1; n < 6; n += 2) {
            expected[n] = Math.log(0.01);
        }
        assertPlace(PlaceFeatures.of(flat, all(1024), 32), 5, expected);
        assertPlace(PlaceFeatures.of(weave(), new byte[1024], 32), 5, expected);
    }

    /** 0.3 + 0.2 sin(r/5) cos(c/7) + 0.003 r. */
    private static float[] waves() {
        float[] picture = new float[64 * 64];
        for (int at = 0; at < picture.length; at++) {
            int r = at / 64;
            int c = at % 64;
            picture[at] = (float) (0.3 + 0.2 * Math.sin(r / 5.0) * Math.cos(c / 7.0) + 0.003 * r);
        }
        return picture;
    }

    private static byte[] disc(int row, int column, int radius) {
        byte[] region = new byte[64 * 64];
        for (int at = 0; at < region.length; at++) {
            int r = at / 64 - row;
            int c = at % 64 - column;
            region[at] = (byte) (r * r + c * c <= radius * radius ? 1 : 0);
        }
        return region;
    }

    @Test
    void numbersOfMagnifiedRegionsAreThoseOfScipy() {
        RegionFeatures seen = new RegionFeatures(waves(), disc(30, 33, 20), 64);
        assertEquals(2309, seen.pixels());
        assertPixel(
                seen, 0, 1, 1.5981, -0.2529, -0.2824, -0.2439, -0.1269, -0.2669, 0.2513, 0.4074, -0.0385, -0.117,
                -0.9792, -1.2953, -0.0372, -0.1461);
        assertPixel(
                seen, 1154, 20.025, 14.6081, 0.3477, 0.3192, 0.2217, 0.0064, -0.9937, -0.4235, -0.1217, 0.0975, 0.2153,
                -1.6278, -1.8338, 0.072, 0.2238);
        assertPixel(
                seen, 2308, 1, 1.0755, 0.0164, 0.0158, 0.0149, -0.0284, -0.7839, -0.338, -0.1744, 0.0009, 0.0433,
                -1.4606, -1.833, 0.0045, 0.0094);
    }

    @Test
    void numbersOfReducedRegionsAreThoseOfScipy() {
        RegionFeatures seen = new RegionFeatures(waves(), disc(31, 31, 28), 64);
        assertEquals(2297, seen.pixels());
        assertPixel(
                seen, 0, 1, 1.8825, -0.2331, -0.3378, -0.4176, -0.2825, -0.6167, 0.0018, 0.2047, 0.0798, -0.135,
                -1.3942, -1.5403, 0.0477, 0.0229);
        assertPixel(
                seen, 1148, 27.0185, 12.1444, 0.0462, 0.0367, -0.0101, -0.0893, -1.202, -0.3726, 0.047, 0.0467, 0.0792,
                -2.0726, -2.3584, 0.0301, 0.1122);
        assertPixel(
                seen, 2296, 1, 1.3689, 0.2716, 0.2821, 0.2045, 0.0003, -1.1577, -0.514, -0.2154, 0.0776, 0.2042,
                -1.8639, -2.0542, 0.085, 0.1721);
    }

    private static void assertPixel(RegionFeatures seen, int pixel, double depth, double contrast, double... expected) {
        float[] numbers = seen.numbers();
        for (int f = 0; f < expected.length; f++) {
            assertEquals(expected[f], numbers[pixel * RegionFeatures.COUNT + f], 1e-3, pixel + "." + f);
        }
        assertEquals(depth, seen.depth()[pixel], 1e-3);
        assertEquals(contrast, seen.contrast()[pixel], 5e-3);
    }

    @Test
    void aSurfaceOfSecondDegreeIsTakenOutWhateverItsOutliers() {
        double[] values = new double[20 * 20];
        SplittableRandom random = new SplittableRandom(3);
        for (int at = 0; at < values.length; at++) {
            double x = at % 20 / 10.0;
            double y = (double) (at / 20) / 10;
            values[at] = 1 + x - 2 * y + 0.5 * x * y - x * x + 0.01 * random.nextGaussian();
        }
        values[210] += 5;
        double[] rest = RobustSurface.residuals(values, 20, at -> true);
        assertEquals(5, rest[210], 0.05);
        for (int at = 0; at < values.length; at++) {
            assertTrue(at == 210 || Math.abs(rest[at]) < 0.06, at + ": " + rest[at]);
        }
    }

    @Test
    void regionsOfNothingOrOfAFewPixelsHaveFiniteNumbers() {
        RegionFeatures none = new RegionFeatures(waves(), new byte[64 * 64], 64);
        assertEquals(0, none.pixels());
        assertArrayEquals(new float[64 * 64], none.back(new double[0]));
        for (byte[] region : new byte[][] {disc(30, 30, 0), disc(0, 63, 1), all(64 * 64)}) {
            float[] flat = new float[64 * 64];
            for (float[] picture : new float[][] {waves(), flat}) {
                RegionFeatures few = new RegionFeatures(picture, region, 64);
                assertTrue(few.pixels() > 0);
                for (float number : few.numbers()) {
                    assertTrue(Float.isFinite(number));
                }
                for (double value : few.contrast()) {
                    assertTrue(value > 0);
                }
            }
        }
    }

    /** A flat map of a region comes back flat inside, but for its edge, and as 0 far outside. */
    @Test
    void valuesOfARegionComeBackToThePicture() {
        byte[] region = disc(30, 33, 20);
        RegionFeatures seen = new RegionFeatures(waves(), region, 64);
        double[] ones = new double[seen.pixels()];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, seen.smoothed(ones), 1e-9);
        float[] back = seen.back(ones);
        byte[] inner = disc(30, 33, 18);
        byte[] outer = disc(30, 33, 22);
        for (int at = 0; at < back.length; at++) {
            assertTrue(inner[at] == 0 || Math.abs(back[at] - 1) < 1e-6, at + ": " + back[at]);
            assertTrue(outer[at] == 1 || back[at] == 0, at + ": " + back[at]);
        }
    }
}
