package org.radiloom.annotate.compare;

/** Which of two masks have any voxel at all; where one has none, no distance exists. */
public enum Presence {
    BOTH,
    ONLY_A,
    ONLY_B,
    NEITHER
}
