package org.radiloom.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AttentionOverlapTest {
    @Test
    void massAndLargestValueAreLookedForInside() {
        AttentionOverlap overlap = AttentionOverlap.of(new float[] {1, 0.5f, 0.25f, 0.25f}, new float[] {1, 0, 1, 0});
        assertEquals(1.25 / 2, overlap.insideShare(), 1e-9);
        assertEquals(0.625 - 0.375, overlap.insideMean(), 1e-9);
        assertTrue(overlap.pointingHit());
        assertFalse(
                AttentionOverlap.of(new float[] {1, 0.5f}, new float[] {0, 1}).pointingHit());
    }

    @Test
    void aMapWithoutMassPointsNowhere() {
        AttentionOverlap overlap = AttentionOverlap.of(new float[2], new float[] {1, 0});
        assertTrue(Double.isNaN(overlap.insideShare()));
        assertFalse(overlap.pointingHit());
    }
}
