package org.radiloom.nn.anomaly;

import java.util.List;

/**
 * What a {@code patch-memory} keeps of the normal pictures of an organ in a modality.
 *
 * @param organ its number
 * @param modality its number
 * @param way {@link #BY_POSITION}, for pictures that always show the same part of the body, or {@link #IN_REGION}, for an organ
 *     that lies anywhere in the picture
 * @param pictures how many normal pictures there are
 */
public record MemorySpec(int organ, int modality, String way, int pictures) {
    public static final String BY_POSITION = "byPosition";
    public static final String IN_REGION = "inRegion";

    /** What {@link #way} may be. */
    public static final List<String> WAYS = List.of(BY_POSITION, IN_REGION);

    /** Whether it is looked inside a region. */
    public boolean inRegion() {
        return way.equals(IN_REGION);
    }
}
