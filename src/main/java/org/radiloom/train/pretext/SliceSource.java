package org.radiloom.train.pretext;

import java.util.SplittableRandom;

/** The slices of one patient's image, without labels; safe to use from several threads. */
public interface SliceSource {
    /** Names the image among others: what is drawn at random for a slice depends on it. */
    String name();

    int slices();

    /**
     * Cuts a square out of a slice, in [0, 1], placed and changed at random.
     *
     * @param random the only source of chance
     * @param into receives (C, side, side) from {@code offset} on
     */
    void cut(int slice, SplittableRandom random, float[] into, int offset);
}
