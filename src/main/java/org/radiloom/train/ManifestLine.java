package org.radiloom.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line of a manifest while it is being understood; every fault of the line is kept, not only the first. */
final class ManifestLine {
    private static final Set<String> KNOWN = Set.copyOf(ManifestEntry.KEYS);
    private static final Set<String> BOX_SOURCES = Set.of("manual", "saliency", "segmentation");
    private static final String MEND = "Mend that line.";

    private final int number;
    private final ObjectNode fields;
    private final List<ManifestFault> faults = new ArrayList<>();

    ManifestLine(int number, ObjectNode fields) {
        this.number = number;
        this.fields = fields;
    }

    /** Filled by {@link #entry}. */
    List<ManifestFault> faults() {
        return faults;
    }

    /** The sample, empty if the line has an error. */
    Optional<ManifestEntry> entry() {
        String sampleId = needed("sample_id");
        String patientId = text("patient_id");
        String study = text("study_uid");
        if (patientId == null) {
            patientId = study == null ? sampleId : study;
            faults.add(ManifestFault.warning(
                    "manifest.patient",
                    number,
                    sampleId,
                    "no patient_id, " + (study == null ? "the sample" : "the study") + " stands for the patient",
                    "Add patient_id, or a patient may be in two splits."));
        }
        Map<String, JsonNode> other = new HashMap<>();
        fields.properties().forEach(field -> {
            if (!KNOWN.contains(field.getKey()) && !field.getValue().isNull()) {
                other.put(field.getKey(), field.getValue());
            }
        });
        String split = oneOf("split", "the split", Set.of("train", "val", "test"), "train, val, test");
        String boxSource = oneOf("box_source", "boxes from", BOX_SOURCES, "manual, saliency, segmentation");
        ManifestEntry entry = new ManifestEntry(
                number,
                sampleId,
                patientId,
                study,
                text("series_uid"),
                integer("instance", Integer.MIN_VALUE),
                String.valueOf(inside(needed("path"))),
                integer("frame", 0),
                text("modality"),
                text("organ"),
                integer("label", Integer.MIN_VALUE),
                abnormal(),
                inside(text("mask_path")),
                inside(text("region_path")),
                boxes(),
                boxSource,
                spacing(),
                thickness(),
                split,
                integer("fold", 0),
                text("site"),
                text("sha256"),
                declared(),
                other);
        return faults.stream().anyMatch(ManifestFault::isError) ? Optional.empty() : Optional.of(entry);
    }

    private void fault(String what) {
        JsonNode id = fields.get("sample_id");
        faults.add(ManifestFault.error(
                "manifest.line", number, id != null && id.isTextual() ? id.textValue() : null, what, MEND));
    }

    private String needed(String key) {
        String value = text(key);
        if (value == null) {
            if (!fields.hasNonNull(key) || fields.get(key).isTextual()) {
                fault("has no " + key);
            }
            return "";
        }
        return value;
    }

    /** Blank text counts as absent, so that an empty CSV cell and a missing key are the same. */
    private @Nullable String text(String key) {
        JsonNode node = fields.get(key);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            fault("has a " + key + " that is not text");
            return null;
        }
        return node.textValue().isBlank() ? null : node.textValue();
    }

    private @Nullable Integer integer(String key, int least) {
        JsonNode node = fields.get(key);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToInt()) {
            fault("has a " + key + " that is not a whole number");
            return null;
        }
        if (node.intValue() < least) {
            fault("has a " + key + " below " + least);
        }
        return node.intValue();
    }

    private @Nullable String oneOf(String key, String what, Set<String> names, String list) {
        String value = text(key);
        if (value != null && !names.contains(value)) {
            fault("asks for " + what + " '" + value + "', which is none of " + list);
        }
        return value;
    }

    private @Nullable Boolean abnormal() {
        JsonNode node = fields.get("abnormal");
        if (node != null && node.isBoolean()) {
            return node.booleanValue();
        }
        Integer value = integer("abnormal", 0);
        if (value != null && value > 1) {
            fault("has an abnormal that is neither 0 nor 1");
        }
        return value == null ? null : value == 1;
    }

    private List<ManifestEntry.Box> boxes() {
        JsonNode node = fields.get("boxes");
        if (node == null || node.isNull()) {
            return List.of();
        }
        List<ManifestEntry.Box> boxes = new ArrayList<>();
        for (JsonNode each : node) {
            double[] sides = numbers(each, 4);
            if (sides.length != 4 || !(sides[2] > sides[0]) || !(sides[3] > sides[1])) {
                fault("has a box that is not [x0, y0, x1, y1] with x0 < x1 and y0 < y1: " + each);
            } else {
                boxes.add(new ManifestEntry.Box(sides[0], sides[1], sides[2], sides[3]));
            }
        }
        if (!node.isArray()) {
            fault("has boxes that are no list");
        }
        return boxes;
    }

    private ManifestEntry.@Nullable Spacing spacing() {
        JsonNode node = fields.get("pixel_spacing");
        if (node == null || node.isNull()) {
            return null;
        }
        double[] mm = numbers(node, 2);
        if (mm.length != 2 || !(mm[0] > 0) || !(mm[1] > 0)) {
            fault("has a pixel_spacing that is not [row, column] in mm: " + node);
            return null;
        }
        return new ManifestEntry.Spacing(mm[0], mm[1]);
    }

    private @Nullable Double thickness() {
        JsonNode node = fields.get("slice_thickness");
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isNumber() || !(node.doubleValue() > 0)) {
            fault("has a slice_thickness that is no length in mm: " + node);
            return null;
        }
        return node.doubleValue();
    }

    private Map<String, Double> declared() {
        JsonNode node = fields.get("declared");
        Map<String, Double> numbers = new HashMap<>();
        if (node == null || node.isNull()) {
            return numbers;
        }
        boolean fits = node.isObject();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            fits &= field.getValue().isNumber()
                    && Double.isFinite(field.getValue().doubleValue());
            numbers.put(field.getKey(), field.getValue().doubleValue());
        }
        if (!fits) {
            fault("has a declared that is not numbers by name: " + node);
        }
        return numbers;
    }

    private static double[] numbers(JsonNode node, int count) {
        if (!(node instanceof ArrayNode list) || list.size() != count) {
            return new double[0];
        }
        double[] values = new double[count];
        for (int at = 0; at < count; at++) {
            if (!list.get(at).isNumber() || !Double.isFinite(list.get(at).doubleValue())) {
                return new double[0];
            }
            values[at] = list.get(at).doubleValue();
        }
        return values;
    }

    private @Nullable String inside(@Nullable String path) {
        if (path == null) {
            return null;
        }
        try {
            Path relative = Path.of(path).normalize();
            if (relative.isAbsolute() || relative.startsWith("..")) {
                fault("names a path outside the data set: " + path);
            }
        } catch (InvalidPathException e) {
            fault("names a path that cannot be: " + e.getReason());
        }
        return path;
    }
}
