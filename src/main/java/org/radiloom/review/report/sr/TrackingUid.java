package org.radiloom.review.report.sr;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Makes the identifier under which all objects speak of one thing: the same each time for the same thing. */
public final class TrackingUid {
    private TrackingUid() {}

    /**
     * The identifier of a thing.
     *
     * @param id of a measurement or finding, a UUID as a rule; of anything else the UUID is made of its letters
     */
    public static String of(String id) {
        UUID uuid;
        try {
            uuid = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            uuid = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put((byte) 0)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        // PS3.5, B.2
        return "2.25." + new BigInteger(bytes);
    }

    /** The identifier of a part of a thing. */
    static String of(String id, int part) {
        return of(id + "#" + part);
    }
}
