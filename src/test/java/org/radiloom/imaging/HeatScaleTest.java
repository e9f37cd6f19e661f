package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HeatScaleTest {
    private static final HeatScale SCALE = new HeatScale(1, 2, 5);

    @Test
    void belowTheThresholdAndWithoutANumberNothingIsDrawn() {
        assertEquals(0, SCALE.argb(1.999));
        assertEquals(0, SCALE.argb(-7));
        assertEquals(0, SCALE.argb(Double.NaN));
        assertEquals(0xFF, SCALE.argb(2) >>> 24);
        assertEquals(0xFF, SCALE.argb(99) >>> 24);
    }

    @Test
    void aValueHasTheColourOfItsPlaceBetweenTheEnds() {
        // (3 - 1) / (5 - 1) = 1/2: step 127 of 0 to 254
        assertEquals(HeatColours.rgb(0.5), SCALE.rgb(3));
        assertEquals(HeatColours.rgb(1), SCALE.rgb(5));
        assertEquals(HeatColours.rgb(1), SCALE.rgb(50));
        assertEquals(HeatColours.rgb(0), SCALE.rgb(1));
    }

    @Test
    void anotherThresholdLeavesTheColoursOfValuesAlone() {
        HeatScale other = SCALE.withThreshold(4);
        assertEquals(0, other.argb(3));
        assertEquals(SCALE.argb(4.5), other.argb(4.5));
        assertEquals(SCALE.rgb(3), other.rgb(3));
    }

    @Test
    void oneValueHasOneColourInTwoPicturesWhateverElseTheyShow() {
        int[] calm = drawn(new float[] {3, 0, 0, 0});
        int[] wild = drawn(new float[] {3, 90, 4, 2.5f});
        assertEquals(calm[0], wild[0]);
        assertEquals(SCALE.rgb(3), calm[0] & 0xFFFFFF);
        assertNotEquals(wild[0], wild[1]);
        // black picture, nothing laid over it
        assertEquals(0, calm[1] & 0xFFFFFF);
    }

    private static int[] drawn(float[] map) {
        int[] pixels = new int[4];
        var view = new SliceView(
                GreySlice.ofValues(new float[4], 2, 2),
                new Window(1, 1),
                false,
                java.util.Optional.of(SCALE.overlay(map, 2, 2, 1)),
                new ViewTransform(1, 1, 0.5, 0.5),
                2,
                2);
        new SliceRenderer(view).render(pixels);
        return pixels;
    }

    @Test
    void aScaleWithoutExtentIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new HeatScale(2, 2, 2));
    }
}
