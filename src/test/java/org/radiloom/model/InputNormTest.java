package org.radiloom.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class InputNormTest {
    @Test
    void noneLeavesTheValuesAlone() {
        float[] values = {0, 0.5f, 1};
        InputNorm.NONE.apply(values, 0, 1, 3, 1);
        assertArrayEquals(new float[] {0, 0.5f, 1}, values);
    }

    @Test
    void threeChannelsHaveTheFiguresOfTheColours() {
        // (0.5 - 0.485) / 0.229, (0.5 - 0.456) / 0.224, (0.5 - 0.406) / 0.225
        float[] values = {9, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f};
        InputNorm.IMAGENET.apply(values, 1, 2, 3, 1);
        float[] expected = {9, 0.0655022f, 0.1964286f, 0.4177778f, 0.0655022f, 0.1964286f, 0.4177778f};
        assertArrayEquals(expected, values, 1e-5f);
    }

    @Test
    void anyOtherNumberOfChannelsHasTheirAverages() {
        // mean 0.449, deviation 0.226: (1 - 0.449) / 0.226 = 2.438053, -0.449 / 0.226 = -1.986726
        float[] values = {1, 0, 0, 1};
        InputNorm.IMAGENET.apply(values, 0, 1, 2, 2);
        assertArrayEquals(new float[] {2.438053f, -1.986726f, -1.986726f, 2.438053f}, values, 1e-5f);
    }
}
