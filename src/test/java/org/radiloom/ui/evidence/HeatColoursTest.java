package org.radiloom.ui.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.HeatColours;

class HeatColoursTest {
    /** L* of CIELAB from sRGB. */
    private static double lightness(int rgb) {
        double y = 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
        return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    @Test
    void equalStepsOfTheValueAreEqualStepsOfLightness() {
        for (int n = 0; n <= 10; n++) {
            assertEquals(22 + 7.0 * n, lightness(HeatColours.rgb(n / 10.0)), 0.8, "at " + n / 10.0);
        }
    }

    @Test
    void valuesOutsideTheScaleHaveTheColourOfItsEnds() {
        assertEquals(HeatColours.rgb(0), HeatColours.rgb(-3));
        assertEquals(HeatColours.rgb(1), HeatColours.rgb(7));
        assertTrue((HeatColours.rgb(1) >> 8 & 255) > 200, "the upper end is yellow");
    }

    @Test
    void theFourGradesHaveTheirFixedColoursInAnyOrder() {
        assertEquals(0x4FB68C, GradeColours.rgb(List.of("Normal", "Mild", "Moderate", "Severe"), 0));
        assertEquals(0xD9534F, GradeColours.rgb(List.of("severe", "normal"), 0));
        assertEquals(0xD9534F, GradeColours.rgb(List.of("0", "1", "2", "3", "4"), 4));
    }
}
