package org.radiloom.annotate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.seg.CodedConcept;

/**
 * A record of a journal: what happened, in bytes with a checksum.
 *
 * <p>Bytes: length of the content (4), kind (1), content, CRC-32 of kind and content (4). The content of a step: length of a
 * JSON text (4), the text with the name and the segments before and after, the bytes of the edit.
 */
sealed interface JournalRecord {
    ObjectMapper JSON = new ObjectMapper();
    byte STEP = 1;
    byte UNDO = 2;
    byte REDO = 3;
    int FRAME = 9;

    /** A step that was made. */
    record Made(Step step) implements JournalRecord {}

    /** The last step was taken back. */
    record Undone() implements JournalRecord {}

    /** The step taken back last was made again. */
    record Redone() implements JournalRecord {}

    /** The bytes of a record. */
    default byte[] toBytes() throws IOException {
        byte kind =
                switch (this) {
                    case Made m -> STEP;
                    case Undone u -> UNDO;
                    case Redone r -> REDO;
                };
        byte[] content = this instanceof Made made ? content(made.step()) : new byte[0];
        var crc = new CRC32();
        crc.update(kind);
        crc.update(content);
        return ByteBuffer.allocate(FRAME + content.length)
                .putInt(content.length)
                .put(kind)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] content(Step step) throws IOException {
        ObjectNode text = JSON.createObjectNode().put("name", step.name());
        text.set("before", json(step.before()));
        text.set("after", json(step.after()));
        byte[] words = JSON.writeValueAsBytes(text);
        byte[] edit = step.edit().toBytes();
        return ByteBuffer.allocate(4 + words.length + edit.length)
                .putInt(words.length)
                .put(words)
                .put(edit)
                .array();
    }

    private static ArrayNode json(List<Segment> segments) {
        ArrayNode array = JSON.createArrayNode();
        for (Segment s : segments) {
            array.addObject()
                    .put("label", s.label())
                    .put("name", s.name())
                    .put("rgb", s.rgb())
                    .put("code", s.code().value())
                    .put("scheme", s.code().scheme())
                    .put("meaning", s.code().meaning())
                    .put("visible", s.visible())
                    .put("locked", s.locked())
                    .put("state", s.state().name());
        }
        return array;
    }

    /**
     * Reads the record that begins here and moves behind it.
     *
     * @return null where the bytes end within it, or are not what was written
     */
    static @Nullable JournalRecord read(ByteBuffer in, LabelMap map) {
        if (in.remaining() < FRAME) {
            return null;
        }
        int length = in.getInt(in.position());
        if (length < 0 || length > in.remaining() - FRAME) {
            return null;
        }
        byte[] content = new byte[length];
        byte kind = in.get(in.position() + 4);
        in.get(in.position() + 5, content);
        var crc = new CRC32();
        crc.update(kind);
        crc.update(content);
        if (in.getInt(in.position() + 5 + length) != (int) crc.getValue()) {
            return null;
        }
        in.position(in.position() + FRAME + length);
        return switch (kind) {
            case STEP -> made(content, map);
            case UNDO -> new Undone();
            case REDO -> new Redone();
            default -> null;
        };
    }

    private static @Nullable JournalRecord made(byte[] content, LabelMap map) {
        try {
            ByteBuffer in = ByteBuffer.wrap(content);
            byte[] words = new byte[in.getInt()];
            in.get(words);
            byte[] runs = new byte[in.remaining()];
            in.get(runs);
            JsonNode text = JSON.readTree(new String(words, StandardCharsets.UTF_8));
            return new Made(new Step(
                    text.required("name").asText(),
                    Edit.of(runs, map),
                    segments(text.required("before")),
                    segments(text.required("after"))));
        } catch (IOException | RuntimeException e) {
            // the checksum is right and the content is not: written by something else
            return null;
        }
    }

    private static List<Segment> segments(JsonNode array) {
        List<Segment> all = new ArrayList<>();
        for (JsonNode s : array) {
            all.add(new Segment(
                    s.required("label").asInt(),
                    s.required("name").asText(),
                    s.required("rgb").asInt(),
                    new CodedConcept(
                            s.required("code").asText(),
                            s.required("scheme").asText(),
                            s.required("meaning").asText()),
                    s.required("visible").asBoolean(),
                    s.required("locked").asBoolean(),
                    Segment.State.valueOf(s.required("state").asText())));
        }
        return all;
    }
}
