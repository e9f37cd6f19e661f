package org.radiloom.nn.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

class GreysTest {
    /** Mean 0, deviation 0.5: divided by 1.25 (and a thousandth). */
    @Test
    void aPictureIsMeasuredByItsOwnMeanAndDeviation() {
        float[] values = {9, 0.5f, -0.5f, 0.5f, -0.5f, 9};
        Greys.apply(Greys.PER_PICTURE, values, 1, 4);
        float one = 0.5f / 1.251f;
        assertArrayEquals(new float[] {9, one, -one, one, -one, 9}, values, 1e-6f);
        Greys.apply(Greys.AS_SHOWN, values, 0, 6);
        assertEquals(9, values[0]);
    }

    @Test
    void aFlatPictureBecomesGrey() {
        float[] values = {0.7f, 0.7f, 0.7f, 0.7f};
        Greys.apply(Greys.PER_PICTURE, values, 0, 4);
        assertArrayEquals(new float[4], values, 1e-4f);
    }

    /** Twice as bright and shifted: the same score and map, and a reconstruction in the greys that were shown. */
    @Test
    @Tag("engine")
    void brightnessAndContrastOfAPictureDoNotCount() throws Problem {
        DetectorSpec spec = new DetectorSpec(
                        Detectors.MEMAE, 16, 16, 8, 32, 0.03, 0, ConstraintSpec.none(), FeatureSpec.none())
                .withGrey(Greys.PER_PICTURE);
        SplittableRandom random = new SplittableRandom(4);
        float[] dark = new float[256];
        float[] bright = new float[256];
        for (int at = 0; at < 256; at++) {
            dark[at] = (float) (0.4 * random.nextDouble() - 0.9);
            bright[at] = 2 * dark[at] + 1;
        }
        try (Detector detector = Detectors.create(spec, Device.cpu(), 1);
                NDManager manager = detector.manager().newSubManager()) {
            NDArray one = manager.create(dark, new Shape(1, 1, 16, 16));
            NDArray other = manager.create(bright, new Shape(1, 1, 16, 16));
            Look first = detector.look(one);
            Look second = detector.look(other);
            // the thousandth in the denominator is all that is left of the contrast
            assertEquals(
                    first.score().getFloat(0),
                    second.score().getFloat(0),
                    0.02 * first.score().getFloat(0));
            float a = first.reconstruction().orElseThrow().mean().getFloat();
            float b = second.reconstruction().orElseThrow().mean().getFloat();
            assertEquals(2 * a + 1, b, 0.02);
            assertTrue(b > a);
        }
    }
}
