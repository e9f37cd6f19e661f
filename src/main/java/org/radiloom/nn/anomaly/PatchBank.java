package org.radiloom.nn.anomaly;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is remembered of normal pictures of one kind; plain numbers, read by many threads at once. */
sealed interface PatchBank permits PlaceBank, RegionBank {
    /**
     * What is unlike the remembered pictures.
     *
     * @param score larger is less normal
     * @param map (S, S), row by row, at least 0; 0 beside the region
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Seen(double score, float[] map) {}

    /**
     * Compares a picture.
     *
     * @param picture (side, side) in [0, 1]
     * @param region 1 where it is looked at, alike
     */
    Seen see(float[] picture, byte[] region, int side);

    /** Whether nothing is remembered. */
    boolean empty();

    /** Its arrays by name. */
    Map<String, float[]> arrays();

    /**
     * A normal picture to remember.
     *
     * @param values (side, side) in [0, 1]
     * @param region 1 where it is looked at, alike
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Normal(float[] values, byte[] region) {}

    /** Sizes of the arrays by name, before there are any. */
    static Map<String, Integer> sizes(MemorySpec kind, int memory) {
        return kind.inRegion() ? RegionBank.sizes(memory) : PlaceBank.sizes(rows(kind, memory));
    }

    /** How many rows a bank of places keeps at each. */
    static int rows(MemorySpec kind, int memory) {
        return Math.min(memory, kind.pictures());
    }

    /** From its arrays. */
    static PatchBank of(MemorySpec kind, int memory, Function<String, float[]> arrays) {
        return kind.inRegion() ? RegionBank.of(arrays) : PlaceBank.of(rows(kind, memory), arrays);
    }

    /**
     * Remembers pictures.
     *
     * @param pictures may be none
     */
    static PatchBank fit(MemorySpec kind, int memory, List<Normal> pictures, int side) {
        return kind.inRegion()
                ? RegionBank.fit(pictures, side, memory)
                : PlaceBank.fit(pictures, side, rows(kind, memory));
    }
}
