package org.radiloom.nn.anomaly;

import java.util.Arrays;
import java.util.List;

/**
 * What is known of pictures beside their pixels. Networks do without; what remembers pictures by organ and place does not.
 *
 * @param organs (B), number of each picture's organ, -1 where unknown; no values if none is known
 * @param modalities (B), the modality's number, likewise
 * @param regions (B, S, S), row by row: 1 where a picture is looked at, 0 beside it; no values for everywhere
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Known(int[] organs, int[] modalities, byte[] regions) {
    private static final Known NOTHING = new Known(new int[0], new int[0], new byte[0]);

    /** Nothing at all. */
    public static Known nothing() {
        return NOTHING;
    }

    /**
     * Pictures of one organ in one modality.
     *
     * @param organ its number; -1 if unknown
     * @param modality its number; -1 if unknown
     * @param regions (S, S) of each picture
     */
    public static Known of(int organ, int modality, List<byte[]> regions) {
        int[] organs = new int[regions.size()];
        int[] modalities = new int[regions.size()];
        Arrays.fill(organs, organ);
        Arrays.fill(modalities, modality);
        return of(organs, modalities, regions);
    }

    /** Pictures with a region (S, S) each. */
    public static Known of(int[] organs, int[] modalities, List<byte[]> regions) {
        int plane = regions.isEmpty() ? 0 : regions.getFirst().length;
        byte[] all = new byte[regions.size() * plane];
        for (int n = 0; n < regions.size(); n++) {
            System.arraycopy(regions.get(n), 0, all, n * plane, plane);
        }
        return new Known(organs, modalities, all);
    }

    /** Number of a picture's organ; -1 if unknown. */
    public int organ(int picture) {
        return organs.length == 0 ? -1 : organs[picture];
    }

    /** Number of a picture's modality; -1 if unknown. */
    public int modality(int picture) {
        return modalities.length == 0 ? -1 : modalities[picture];
    }

    /** Where a picture of {@code plane} pixels is looked at, a copy. */
    public byte[] region(int picture, int plane) {
        if (regions.length == 0) {
            byte[] everywhere = new byte[plane];
            Arrays.fill(everywhere, (byte) 1);
            return everywhere;
        }
        return Arrays.copyOfRange(regions, picture * plane, (picture + 1) * plane);
    }
}
