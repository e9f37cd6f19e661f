package org.radiloom.annotate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.dicom.seg.CodedConcept;

/** Segments as a journal writes them. */
final class SegmentJson {
    private SegmentJson() {}

    static ArrayNode write(ObjectMapper json, List<Segment> segments) {
        ArrayNode array = json.createArrayNode();
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

    /** @throws IllegalArgumentException if something is missing or cannot be */
    static List<Segment> read(JsonNode array) {
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
        return List.copyOf(all);
    }
}
