package org.radiloom.annotate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A record of a journal: what happened, when, and by whom, in bytes with a checksum.
 *
 * <p>Bytes: length of the content (4), kind (1), time in ms since 1970 (8), content, CRC-32 of kind, time and content (4). The
 * content: length of a JSON text (4), the text (UTF-8), the bytes of the edit where there is one.
 */
sealed interface JournalRecord {
    ObjectMapper JSON = new ObjectMapper();
    /** Bytes of a record before its content. */
    int BEFORE = 13;
    /** Bytes of a record besides its content. */
    int FRAME = BEFORE + 4;

    byte STEP = 1;
    byte UNDO = 2;
    byte REDO = 3;
    byte BASE = 4;
    byte PAST = 5;
    byte FUTURE = 6;

    Stamp stamp();

    /**
     * A step that was made.
     *
     * @param segments after it; empty where they stayed as they were
     */
    record Made(Stamp stamp, String name, Edit edit, Optional<List<Segment>> segments) implements JournalRecord {}

    /** The last step was taken back. */
    record Undone(Stamp stamp) implements JournalRecord {}

    /** The step taken back last was made again. */
    record Redone(Stamp stamp) implements JournalRecord {}

    /**
     * Where a journal that was written anew begins.
     *
     * @param map all labels, as a change of an empty map
     * @param effort of all that was done before
     */
    record Base(Stamp stamp, Edit map, List<Segment> segments, Effort effort) implements JournalRecord {}

    /**
     * A step from before the base.
     *
     * @param ahead whether it had been taken back and can be made again
     */
    record Kept(Step step, boolean ahead) implements JournalRecord {
        @Override
        public Stamp stamp() {
            return step.stamp();
        }
    }

    /** The bytes of a record. */
    default byte[] toBytes() throws IOException {
        ObjectNode text = JSON.createObjectNode();
        if (!stamp().who().isEmpty()) {
            text.put("who", stamp().who());
        }
        byte kind;
        byte[] edit = new byte[0];
        switch (this) {
            case Made made -> {
                kind = STEP;
                text.put("name", made.name());
                made.segments().ifPresent(s -> text.set("segments", SegmentJson.write(JSON, s)));
                edit = made.edit().toBytes();
            }
            case Undone undone -> kind = UNDO;
            case Redone redone -> kind = REDO;
            case Base base -> {
                kind = BASE;
                text.set("segments", SegmentJson.write(JSON, base.segments()));
                text.set("effort", base.effort().json());
                edit = base.map().toBytes();
            }
            case Kept kept -> {
                kind = kept.ahead() ? FUTURE : PAST;
                Step step = kept.step();
                text.put("name", step.name());
                text.set("before", SegmentJson.write(JSON, step.before()));
                if (!step.after().equals(step.before())) {
                    text.set("after", SegmentJson.write(JSON, step.after()));
                }
                edit = step.edit().toBytes();
            }
        }
        byte[] words = JSON.writeValueAsBytes(text);
        int length = 4 + words.length + edit.length;
        ByteBuffer out = ByteBuffer.allocate(FRAME + length)
                .putInt(length)
                .put(kind)
                .putLong(stamp().atMs())
                .putInt(words.length)
                .put(words)
                .put(edit);
        return out.putInt(checksum(out.array(), length)).array();
    }

    /** CRC-32 of kind, time and content. */
    private static int checksum(byte[] record, int length) {
        var crc = new CRC32();
        crc.update(record, 4, BEFORE - 4 + length);
        return (int) crc.getValue();
    }

    /**
     * The record that these bytes are.
     *
     * @param bytes as many as its length says
     * @return null where they are not what was written
     */
    static @Nullable JournalRecord of(byte[] bytes, LabelMap map) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int length = in.getInt();
        byte kind = in.get();
        long atMs = in.getLong();
        if (in.getInt(BEFORE + length) != checksum(bytes, length)) {
            return null;
        }
        try {
            byte[] words = new byte[in.getInt()];
            in.get(words);
            byte[] runs = new byte[in.remaining() - 4];
            in.get(runs);
            JsonNode text = JSON.readTree(words);
            var stamp = new Stamp(atMs, text.path("who").asText());
            return switch (kind) {
                case STEP ->
                    new Made(
                            stamp,
                            text.required("name").asText(),
                            Edit.of(runs, map),
                            Optional.ofNullable(text.get("segments")).map(SegmentJson::read));
                case UNDO -> new Undone(stamp);
                case REDO -> new Redone(stamp);
                case BASE ->
                    new Base(
                            stamp,
                            Edit.of(runs, map),
                            SegmentJson.read(text.required("segments")),
                            Effort.of(text.required("effort")));
                case PAST, FUTURE -> {
                    List<Segment> before = SegmentJson.read(text.required("before"));
                    List<Segment> after = text.has("after") ? SegmentJson.read(text.required("after")) : before;
                    Edit edit = Edit.of(runs, map);
                    String name = text.required("name").asText();
                    yield new Kept(new Step(stamp, name, edit, before, after), kind == FUTURE);
                }
                default -> null;
            };
        } catch (IOException | RuntimeException e) {
            // the checksum is right and the content is not: written by something else
            return null;
        }
    }
}
