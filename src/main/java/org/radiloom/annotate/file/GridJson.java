package org.radiloom.annotate.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/** The grid and the segments of a segmentation as JSON, beside pictures that have no room for them; mm LPS. */
final class GridJson {
    private static final int LONGEST_TEXT = 1 << 28;
    static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .enable(SerializationFeature.INDENT_OUTPUT);

    private GridJson() {}

    static ObjectNode write(Segmentation segmentation) {
        Geometry g = segmentation.map().geometry();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("columns", g.columns()).put("rows", g.rows()).put("slices", g.slices());
        vector(json.putArray("originMm"), g.origin());
        vector(json.putArray("columnStepMm"), g.columnStep());
        vector(json.putArray("rowStepMm"), g.rowStep());
        vector(json.putArray("sliceStepMm"), g.sliceStep());
        ArrayNode segments = json.putArray("segments");
        for (Segment s : segmentation.segments()) {
            ObjectNode one = segments.addObject();
            one.put("label", s.label()).put("name", s.name());
            one.put("color", String.format(Locale.ROOT, "#%06x", s.rgb()));
            one.put("state", s.state().name().toLowerCase(Locale.ROOT));
            one.putObject("code")
                    .put("value", s.code().value())
                    .put("scheme", s.code().scheme())
                    .put("meaning", s.code().meaning());
        }
        return json;
    }

    private static void vector(ArrayNode array, Vec3 v) {
        array.add(v.x()).add(v.y()).add(v.z());
    }

    /** A JSON object in UTF-8. */
    static ObjectNode parse(byte[] bytes, String file) throws Problem {
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw damaged(file, "it holds no JSON object");
        } catch (IOException e) {
            throw Problem.input(
                    "json.damaged", file + " is damaged or no JSON.", "Get the file again from its source.", e);
        }
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    static Geometry grid(JsonNode json, String file) throws Problem {
        int columns = json.path("columns").asInt();
        int rows = json.path("rows").asInt();
        int slices = json.path("slices").asInt();
        if ((double) columns * rows * slices
                > Math.min(Integer.MAX_VALUE, 0.4 * Runtime.getRuntime().maxMemory())) {
            throw damaged(file, "its grid is larger than the memory of this program");
        }
        try {
            return new Geometry(
                    columns,
                    rows,
                    slices,
                    vector(json, "originMm"),
                    vector(json, "columnStepMm"),
                    vector(json, "rowStepMm"),
                    vector(json, "sliceStepMm"));
        } catch (IllegalArgumentException e) {
            throw damaged(file, "its grid makes no sense");
        }
    }

    private static Vec3 vector(JsonNode json, String key) {
        JsonNode v = json.path(key);
        if (v.size() != 3
                || !v.path(0).isNumber()
                || !v.path(1).isNumber()
                || !v.path(2).isNumber()) {
            throw new IllegalArgumentException(key);
        }
        return new Vec3(v.path(0).asDouble(), v.path(1).asDouble(), v.path(2).asDouble());
    }

    /** The segments; of those that share a label, the first. */
    static List<Segment> segments(JsonNode json, String file) throws Problem {
        List<Segment> all = new ArrayList<>();
        try {
            for (JsonNode s : json.path("segments")) {
                int label = s.path("label").asInt();
                if (all.stream().noneMatch(known -> known.label() == label)) {
                    all.add(segment(label, s));
                }
            }
        } catch (IllegalArgumentException e) {
            throw damaged(file, "its segments make no sense");
        }
        return all;
    }

    private static Segment segment(int label, JsonNode s) {
        Segment plain = PlainSegments.of(label, s.path("name").asText(PlainSegments.name(label)));
        String colour = s.path("color").asText("");
        JsonNode code = s.path("code");
        return PlainSegments.of(
                label,
                plain.name(),
                colour.matches("#[0-9a-fA-F]{6}") ? Integer.parseInt(colour.substring(1), 16) : plain.rgb(),
                code.isObject()
                        ? new CodedConcept(
                                code.path("value").asText(),
                                code.path("scheme").asText(),
                                code.path("meaning").asText())
                        : plain.code(),
                s.has("state")
                        ? Segment.State.valueOf(s.path("state").asText().toUpperCase(Locale.ROOT))
                        : plain.state());
    }

    static Problem damaged(String file, String why) {
        return Problem.input("json.damaged", file + " is damaged: " + why + ".", "Get the file again from its source.");
    }
}
