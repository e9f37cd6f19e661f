package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SaliencyTest {
    @Test
    void theTransformIsTheSumOfItsDefinition() {
        int side = 8;
        double[] real = new double[side * side];
        double[] imaginary = new double[side * side];
        SplittableRandom random = new SplittableRandom(1);
        for (int at = 0; at < real.length; at++) {
            real[at] = random.nextDouble();
            imaginary[at] = random.nextDouble();
        }
        double[] re = real.clone();
        double[] im = imaginary.clone();
        Fourier fourier = new Fourier(side);
        fourier.forward(re, im);
        for (int v = 0; v < side; v++) {
            for (int u = 0; u < side; u++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int at = 0; at < real.length; at++) {
                    double angle = -2 * Math.PI * (u * (at % side) + v * (at / side)) / side;
                    sumRe += real[at] * Math.cos(angle) - imaginary[at] * Math.sin(angle);
                    sumIm += real[at] * Math.sin(angle) + imaginary[at] * Math.cos(angle);
                }
                assertEquals(sumRe, re[v * side + u], 1e-9);
                assertEquals(sumIm, im[v * side + u], 1e-9);
            }
        }
        fourier.inverse(re, im);
        assertArrayEquals(real, re, 1e-12);
        assertArrayEquals(imaginary, im, 1e-12);
    }

    /** Expected values: numpy.fft and scipy.ndimage (uniform_filter wrap, gaussian_filter nearest, cut at 8 pixels). */
    @Test
    void theSpectralResidualAgreesWithNumpy() {
        float[] picture = new float[64 * 64];
        for (int v = 0; v < 64; v++) {
            for (int u = 0; u < 64; u++) {
                double wave = 0.5 + 0.3 * Math.sin(0.013 * u * u + 0.7 * v) + 0.2 * Math.cos(0.31 * u - 0.009 * v * v);
                boolean blob = (u - 40) * (u - 40) + (v - 20) * (v - 20) <= 36;
                picture[v * 64 + u] = (float) (wave + (blob ? 2 : 0));
            }
        }
        float[] map = Saliency.spectralResidual(picture, 64, 64);
        assertEquals(0.001837123333575622, map[20 * 64 + 40], 2e-7);
        assertEquals(0.004263619240468981, map[20 * 64 + 46], 2e-7);
        assertEquals(0.0001683100354639024, map[0], 2e-7);
        assertEquals(0.00019448680793353237, map[63 * 64 + 10], 2e-7);
        assertEquals(0.00027836711785219297, map[30 * 64 + 30], 2e-7);
    }

    @Test
    void anEvenPictureHasNothingThatStandsOut() {
        float[] picture = new float[100 * 70];
        java.util.Arrays.fill(picture, 0.3f);
        for (float value : Saliency.spectralResidual(picture, 100, 70)) {
            assertEquals(0, value);
        }
    }

    @Test
    void theMapHasTheSizeOfThePictureAndPointsAtWhatStandsOut() {
        float[] picture = new float[150 * 90];
        SplittableRandom random = new SplittableRandom(2);
        for (int at = 0; at < picture.length; at++) {
            boolean spot = Math.hypot(at % 150 - 110, at / 150 - 30) < 8;
            picture[at] = (float) (0.3 + 0.02 * random.nextDouble() + (spot ? 0.6 : 0));
        }
        float[] map = Saliency.spectralResidual(picture, 150, 90);
        assertEquals(150 * 90, map.length);
        int best = 0;
        for (int at = 0; at < map.length; at++) {
            best = map[at] > map[best] ? at : best;
        }
        assertTrue(Math.hypot(best % 150 - 110, best / 150 - 30) < 14, best % 150 + ", " + best / 150);
    }

    @Test
    void theDistanceOfColoursIsCountedFromTheBorder() {
        int[] skin = new int[10 * 8];
        java.util.Arrays.fill(skin, 0xC8A090);
        skin[0] = 0; // one odd corner does not move the median
        skin[3 * 10 + 4] = 0xC8A090 - 0x030004;
        float[] distance = Saliency.colourDistance(skin, 10, 8);
        assertEquals(5, distance[3 * 10 + 4], 1e-6);
        assertEquals(0, distance[3 * 10 + 5]);
    }
}
