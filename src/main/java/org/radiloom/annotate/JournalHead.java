package org.radiloom.annotate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;

/**
 * How a journal begins: which case and which grid it belongs to.
 *
 * <p>Bytes: {@code RLJRNL02}, of which the last two are the version of the format; length of a JSON text (4); the text (UTF-8); its
 * CRC-32 (4).
 */
final class JournalHead {
    private static final byte[] MAGIC = "RLJRNL02".getBytes(StandardCharsets.US_ASCII);
    private static final int NAME = MAGIC.length - 2;
    private static final int MOST = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private JournalHead() {}

    /** What a file begins with. */
    enum Kind {
        /** Nothing, or a part of this head: killed while it was begun. */
        BEGUN,
        OURS,
        OTHER_CASE,
        OTHER_GRID,
        OTHER_VERSION,
        /** Something that is no journal, or has been damaged. */
        NONE
    }

    static byte[] of(String caseId, Geometry g) {
        ObjectNode text = JSON.createObjectNode().put("case", caseId);
        text.putArray("size").add(g.columns()).add(g.rows()).add(g.slices());
        ArrayNode place = text.putArray("place");
        for (Vec3 v : List.of(g.origin(), g.columnStep(), g.rowStep(), g.sliceStep())) {
            place.add(v.x()).add(v.y()).add(v.z());
        }
        byte[] words = text.toString().getBytes(StandardCharsets.UTF_8);
        if (words.length > MOST) {
            throw new IllegalArgumentException("id of " + caseId.length() + " characters");
        }
        return ByteBuffer.allocate(MAGIC.length + 8 + words.length)
                .put(MAGIC)
                .putInt(words.length)
                .put(words)
                .putInt(checksum(words))
                .array();
    }

    private static int checksum(byte[] words) {
        var crc = new CRC32();
        crc.update(words);
        return (int) crc.getValue();
    }

    /**
     * @param start the first bytes of a file, enough for the longest head or all there are
     * @param ours the head that it should have
     */
    static Kind kind(byte[] start, byte[] ours) {
        int common = Math.min(start.length, ours.length);
        if (Arrays.equals(start, 0, common, ours, 0, common)) {
            return start.length < ours.length ? Kind.BEGUN : Kind.OURS;
        }
        if (start.length < MAGIC.length || !Arrays.equals(start, 0, NAME, MAGIC, 0, NAME)) {
            return Kind.NONE;
        }
        if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Character.isDigit(start[NAME]) && Character.isDigit(start[NAME + 1])
                    ? Kind.OTHER_VERSION
                    : Kind.NONE;
        }
        return sameVersion(start, ours);
    }

    private static Kind sameVersion(byte[] start, byte[] ours) {
        try {
            JsonNode there = text(start);
            return there.required("case").equals(text(ours).required("case")) ? Kind.OTHER_GRID : Kind.OTHER_CASE;
        } catch (IOException | RuntimeException e) {
            // cut short or damaged
            return Kind.NONE;
        }
    }

    /** The grid that a journal is for. @throws IOException if this is not the head of a journal of this version */
    static Geometry grid(byte[] start) throws IOException {
        if (start.length < MAGIC.length || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("no journal");
        }
        try {
            JsonNode text = text(start);
            JsonNode size = text.required("size");
            JsonNode place = text.required("place");
            return new Geometry(
                    size.required(0).asInt(),
                    size.required(1).asInt(),
                    size.required(2).asInt(),
                    vector(place, 0),
                    vector(place, 3),
                    vector(place, 6),
                    vector(place, 9));
        } catch (RuntimeException e) {
            throw new IOException("damaged", e);
        }
    }

    /** How many bytes a head takes that {@link #grid} has read. */
    static int length(byte[] start) {
        return MAGIC.length + 8 + ByteBuffer.wrap(start).getInt(MAGIC.length);
    }

    private static Vec3 vector(JsonNode place, int from) {
        return new Vec3(
                place.required(from).asDouble(),
                place.required(from + 1).asDouble(),
                place.required(from + 2).asDouble());
    }

    private static JsonNode text(byte[] head) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(head).position(MAGIC.length);
        int length = in.getInt();
        if (length < 0 || length > in.remaining() - 4) {
            throw new IOException("cut short");
        }
        byte[] words = new byte[length];
        in.get(words);
        if (in.getInt() != checksum(words)) {
            throw new IOException("checksum");
        }
        return JSON.readTree(words);
    }

    /** As many bytes as a head may have. */
    static int most() {
        return MAGIC.length + 8 + MOST;
    }
}
