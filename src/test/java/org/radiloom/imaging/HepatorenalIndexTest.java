package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.HepatorenalIndex.Caution;

class HepatorenalIndexTest {
    private static final Ellipse LIVER = Ellipse.circle(80, 120, 25);
    private static final Ellipse KIDNEY = new Ellipse(230, 125, 30, 15);

    /** A liver of mean 126 on the left and a kidney of mean 84 on the right, with grains up to 40 % either way: ratio 1.5. */
    private static GreySlice phantom() {
        var random = new Random(7);
        float[] values = new float[320 * 240];
        for (int at = 0; at < values.length; at++) {
            float mean = at % 320 < 160 ? 126 : 84;
            values[at] = Math.round(mean * (1 + 0.4f * (2 * random.nextFloat() - 1)));
        }
        return GreySlice.ofValues(values, 320, 240);
    }

    private static GreySlice flat(float left, float right) {
        float[] values = new float[320 * 240];
        for (int at = 0; at < values.length; at++) {
            values[at] = at % 320 < 160 ? left : right;
        }
        return GreySlice.ofValues(values, 320, 240);
    }

    private static HepatorenalIndex measure(Slice frame) {
        return HepatorenalIndex.measure(frame, LIVER, KIDNEY, Optional.of(0.5));
    }

    @Test
    void twoFlatRegionsGiveExactlyTheirRatio() {
        HepatorenalIndex index = measure(flat(120, 80));
        assertEquals(1.5, index.value().orElseThrow(), 1e-12);
        assertEquals(Set.of(), index.cautions());
        assertEquals(2.5, index.depthDifference().mm().orElseThrow(), 1e-12);
    }

    /** The means of the grains differ from 126 and 84 by chance: 0.4/√3 over 40 pixels is 0.5 %; here far more are in. */
    @Test
    void theRatioOfASpeckledPhantomIsWithinHalfAPercent() {
        HepatorenalIndex index = HepatorenalIndex.measure(
                phantom(), Ellipse.circle(80, 120, 70), Ellipse.circle(240, 120, 70), Optional.empty());
        assertEquals(1.5, index.value().orElseThrow(), 0.005 * 1.5);
        assertEquals(Set.of(), index.cautions());
    }

    /** Area of an ellipse; the grid of pixel centres comes within a few per cent. */
    @Test
    void aRegionHoldsThePixelsWhoseCentreLiesInside() {
        HepatorenalIndex index = measure(flat(120, 80));
        assertEquals(Math.PI * 25 * 25, index.liver().pixels(), 20);
        assertEquals(Math.PI * 30 * 15, index.kidney().pixels(), 20);
    }

    /** Luminance of (200, 100, 50) by BT.601 is 124.2; of (62, 62, 62) it is 62. */
    @Test
    void colouredFramesCountByTheirLuminance() {
        int[] rgb = new int[320 * 240];
        for (int at = 0; at < rgb.length; at++) {
            rgb[at] = at % 320 < 160 ? 0xC86432 : 0x3E3E3E;
        }
        HepatorenalIndex index = measure(ColourSlice.of(rgb, 320, 240));
        assertEquals(124.2 / 62, index.value().orElseThrow(), 1e-9);
        assertEquals(EnumSet.of(Caution.COLOUR), index.cautions());
    }

    @Test
    void differentDepthsAreSaid() {
        Ellipse deeper = KIDNEY.movedBy(0, 20);
        assertEquals(
                Set.of(Caution.DEPTH),
                HepatorenalIndex.measure(flat(120, 80), LIVER, deeper, Optional.of(0.5))
                        .cautions());
        assertEquals(
                Set.of(),
                HepatorenalIndex.measure(flat(120, 80), LIVER, deeper, Optional.of(0.3))
                        .cautions());
        // without a spacing 25 of 240 rows are too many
        assertEquals(
                Set.of(Caution.DEPTH),
                HepatorenalIndex.measure(flat(120, 80), LIVER, deeper, Optional.empty())
                        .cautions());
    }

    @Test
    void clippedPixelsAreSaidOnTheSideTheyAreOn() {
        assertEquals(Set.of(Caution.LIVER_SATURATED), measure(flat(255, 80)).cautions());
        assertEquals(Set.of(Caution.KIDNEY_SATURATED), measure(flat(200, 255)).cautions());
        assertEquals(1, measure(flat(255, 80)).liver().saturated(), 1e-12);
        // 255 is nothing special in a frame of 16 bits
        float[] deep = new float[320 * 240];
        Arrays.fill(deep, 255);
        deep[0] = 4000;
        assertEquals(Set.of(), measure(GreySlice.ofValues(deep, 320, 240)).cautions());
    }

    @Test
    void smallOverlappingAndCutRegionsAreSaid() {
        GreySlice frame = flat(120, 80);
        assertTrue(HepatorenalIndex.measure(frame, Ellipse.circle(80, 120, 5), KIDNEY, Optional.empty())
                .cautions()
                .contains(Caution.SMALL));
        assertTrue(HepatorenalIndex.measure(frame, LIVER, LIVER.movedBy(30, 0), Optional.empty())
                .cautions()
                .contains(Caution.OVERLAP));
        assertTrue(HepatorenalIndex.measure(frame, Ellipse.circle(5, 120, 25), KIDNEY, Optional.empty())
                .cautions()
                .contains(Caution.OUTSIDE));
    }

    @Test
    void aBlackKidneyGivesNoValueAndADarkOneACaution() {
        assertTrue(measure(flat(120, 0)).value().isEmpty());
        assertEquals(Set.of(Caution.DARK_KIDNEY), measure(flat(120, 5)).cautions());
        HepatorenalIndex away =
                HepatorenalIndex.measure(flat(120, 80), LIVER, Ellipse.circle(900, 120, 25), Optional.empty());
        assertTrue(away.value().isEmpty());
        assertEquals(0, away.kidney().pixels());
    }
}
