package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NanPolicyTest {
    @Test
    void singleBadStepsAreAllowedThreeInARowAreNot() {
        NanPolicy policy = new NanPolicy(500);
        assertFalse(policy.tooMany(2, 4));
        assertTrue(policy.tooMany(3, 3));
        assertTrue(policy.tooMany(1, 6));
    }
}
