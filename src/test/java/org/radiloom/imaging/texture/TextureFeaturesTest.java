package org.radiloom.imaging.texture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TextureFeaturesTest {
    private static final int SIDE = 28;

    /** NumPy and SciPy ({@code ndimage.gaussian_filter}, {@code uniform_filter}, {@code map_coordinates}, {@code skew}). */
    private static final double[] EXPECTED = {
        1.072524630,
        0.752449008,
        0.376224504,
        -0.638056667,
        -1.867350296,
        -3.989769107,
        0.090024503,
        -2.653241222,
        -3.068776757,
        -3.540996067,
        -3.217828754,
        -3.548192117,
        -3.413481462,
        -4.377221817,
        -4.786392076,
        -5.133636193,
        0.161915309,
        0.169353429,
        0.295188000,
        0.496758363,
        0.398203421,
        0.502026486,
        0.281977562,
        0.184614490,
        0.158113883,
        0.241398354,
        0.313575855,
        0.204503445,
        0.374866120,
        0.283562103,
        0.271806589,
        0.271302321,
        0.388428206,
        0.209024250,
        0.306850947,
        0.444871099,
        0.372462421,
        0.244000648,
        0.171624277,
        0.181013474,
        0.274352777,
        0.169298868,
        0.193088764,
        0.226126723,
        0.379637635,
        0.622436684
    };

    @Test
    void theNumbersOfAPatternAreThoseOfSciPy() {
        assertArrayEquals(EXPECTED, TextureFeatures.of(waves(1), SIDE), 1e-5);
    }

    @Test
    void everyNumberHasANameOfItsOwn() {
        assertEquals(TextureFeatures.COUNT, TextureFeatures.names().size());
        assertEquals(TextureFeatures.COUNT, new HashSet<>(TextureFeatures.names()).size());
        assertEquals("band.1.5", TextureFeatures.names().get(10));
    }

    @Test
    void whatMultipliesAllPixelsSaysNothing() {
        assertArrayEquals(TextureFeatures.of(waves(1), SIDE), TextureFeatures.of(waves(1.7), SIDE), 1e-4);
    }

    @Test
    void evenAndBlackPatchesGiveTheSameFiniteNumbers() {
        float[] grey = new float[SIDE * SIDE];
        Arrays.fill(grey, 0.4f);
        double[] even = TextureFeatures.of(grey, SIDE);
        assertTrue(Arrays.stream(even).allMatch(Double::isFinite));
        assertArrayEquals(even, TextureFeatures.of(new float[SIDE * SIDE], SIDE), 1e-9);
    }

    @Test
    void patchesThatAreTooSmallAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> TextureFeatures.of(new float[64], 8));
    }

    private static float[] waves(double gain) {
        float[] patch = new float[SIDE * SIDE];
        for (int r = 0; r < SIDE; r++) {
            for (int c = 0; c < SIDE; c++) {
                patch[r * SIDE + c] = (float) (gain
                        * (100
                                + 20 * Math.sin(.7 * c + .3 * r)
                                + 15 * Math.cos(1.3 * r - .4 * c)
                                + (r * 7 + c * 13) % 11));
            }
        }
        return patch;
    }
}
