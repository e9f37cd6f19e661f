package org.radiloom.study.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.measure.Shape;

/**
 * The measurements of one series as JSON: {@code format} 1, {@code measurements} with {@code id}, {@code sopInstanceUid},
 * {@code frame} from 1 (as Referenced Frame Number has it), {@code kind}, {@code points} as pairs of column and row from
 * the centre of the first pixel, {@code name}, and {@code label} where the reader has put its words. Numbers are written so
 * that they come back bit by bit.
 */
final class MeasurementFile {
    static final int FORMAT = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private MeasurementFile() {}

    static byte[] write(List<Measurement> measurements) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        ArrayNode all = root.putArray("measurements");
        measurements.forEach(m -> put(m, all.addObject()));
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(root)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and texts can be written", e);
        }
    }

    /** Writes what is kept of one measurement. */
    static void put(Measurement m, ObjectNode into) {
        into.put("id", m.id());
        into.put("sopInstanceUid", m.image().sopInstanceUid());
        into.put("frame", m.image().frame() + 1);
        into.put("kind", m.shape().kind().name());
        into.put("name", m.name());
        ArrayNode points = into.putArray("points");
        m.shape().points().forEach(p -> points.addArray().add(p.column()).add(p.row()));
        m.label().ifPresent(p -> into.putArray("label").add(p.column()).add(p.row()));
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException if it is anything else
     */
    static List<Measurement> read(byte[] bytes) throws IOException {
        JsonNode root = JSON.readTree(bytes);
        JsonNode all = root.path("measurements");
        if (root.path("format").asInt() != FORMAT || !all.isArray()) {
            throw new IOException("format " + root.path("format").asInt());
        }
        List<Measurement> measurements = new ArrayList<>();
        try {
            for (JsonNode m : all) {
                measurements.add(measurement(m));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(e);
        }
        return List.copyOf(measurements);
    }

    /** The format that a newer program has written; empty where this one can read it or nobody can. */
    static Optional<Integer> newer(byte[] bytes) {
        try {
            int format = JSON.readTree(bytes).path("format").asInt();
            return format > FORMAT ? Optional.of(format) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Measurement measurement(JsonNode m) throws IOException {
        List<Point> points = new ArrayList<>();
        for (JsonNode point : m.path("points")) {
            points.add(point(point));
        }
        Optional<Point> label = m.has("label") ? Optional.of(point(m.path("label"))) : Optional.empty();
        return new Measurement(
                text(m, "id"),
                new ImageKey(text(m, "sopInstanceUid"), whole(m.path("frame")) - 1),
                new Shape(Shape.Kind.valueOf(text(m, "kind")), points),
                text(m, "name"),
                label);
    }

    private static Point point(JsonNode pair) throws IOException {
        if (pair.size() != 2 || !pair.path(0).isNumber() || !pair.path(1).isNumber()) {
            throw new IOException("no point");
        }
        return new Point(pair.path(0).doubleValue(), pair.path(1).doubleValue());
    }

    private static String text(JsonNode m, String field) throws IOException {
        if (!m.path(field).isTextual()) {
            throw new IOException("no " + field);
        }
        return m.path(field).textValue();
    }

    private static int whole(JsonNode number) throws IOException {
        if (!number.isInt()) {
            throw new IOException("no whole number");
        }
        return number.intValue();
    }
}
