package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NanPolicyTest {
    @Test
    void threeInARowAreTooMany() {
        assertFalse(NanPolicy.USUAL.tooMany(2, 2, 500));
        assertTrue(NanPolicy.USUAL.tooMany(3, 3, 500));
    }

    @Test
    void moreThanOneInAHundredAreTooMany() {
        assertFalse(NanPolicy.USUAL.tooMany(1, 5, 500));
        assertTrue(NanPolicy.USUAL.tooMany(1, 6, 500));
    }

    @Test
    void aShortEpochMayLoseOneBatchButNotItsOnlyOne() {
        assertFalse(NanPolicy.USUAL.tooMany(1, 1, 20));
        assertTrue(NanPolicy.USUAL.tooMany(1, 2, 20));
        assertTrue(NanPolicy.USUAL.tooMany(1, 1, 1));
    }
}
