package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.radiloom.model.RegionRule;

/** Frames of 100 x 100 pixels. */
class RegionFinderTest {
    private static final int SIDE = 100;
    private static final RegionRule RULE = new RegionRule(0.05, 0.6, 0.3);

    private final float[] probabilities = new float[SIDE * SIDE];

    private void box(int left, int top, int right, int bottom, float probability) {
        for (int row = top; row < bottom; row++) {
            java.util.Arrays.fill(probabilities, left + SIDE * row, right + SIDE * row, probability);
        }
    }

    private RegionFinder.Found find() {
        byte[] inside = new byte[probabilities.length];
        for (int at = 0; at < inside.length; at++) {
            inside[at] = (byte) (probabilities[at] >= 0.5 ? 1 : 0);
        }
        return new RegionFinder(RULE, "liver").find(new FrameOutline(SIDE, SIDE, probabilities, inside));
    }

    @Test
    void theLargestPieceIsTakenWithItsHolesFilled() {
        box(10, 10, 50, 60, 0.9f);
        box(20, 20, 25, 25, 0.1f);
        box(70, 70, 80, 80, 0.9f);
        RegionFinder.Found found = find();
        FrameRegion region = found.region().orElseThrow();
        assertEquals(0.2, region.shareOfFrame(), 1e-9);
        assertTrue(region.polygon().contains(22, 22));
        assertFalse(region.polygon().contains(75, 75));
        // 1975 pixels of 0.9 and 25 of 0.1
        assertEquals(0.89, region.probability(), 1e-6);
        assertFalse(region.edited());
    }

    @Test
    void aLargePieceThatIsNotPlausibleGivesWayToASmallerOneThatIs() {
        box(0, 0, 100, 30, 0.55f);
        box(30, 50, 70, 90, 0.95f);
        FrameRegion region = find().region().orElseThrow();
        assertTrue(region.polygon().contains(50, 70));
        assertEquals(0.16, region.shareOfFrame(), 1e-9);
    }

    @Test
    void everyNoHasItsReason() {
        assertEquals("No liver was found.", find().why());
        box(10, 10, 30, 30, 0.9f);
        assertEquals("Too little liver is in sight: 4.0 % of the frame, at least 5.0 % are needed.", find().why());
        box(10, 10, 90, 50, 0.55f);
        assertEquals(
                "No liver was found with confidence: mean probability 0.55, at least 0.60 is needed.", find().why());
    }

    @Test
    void aFrameIsNoLiver() {
        box(0, 0, 100, 100, 0.9f);
        box(0, 8, 92, 100, 0.1f);
        assertEquals("What was found has not the shape of a liver: it fills 15 % of its bounds.", find().why());
    }
}
