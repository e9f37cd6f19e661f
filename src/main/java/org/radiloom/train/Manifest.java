package org.radiloom.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/**
 * The samples of a data set: a JSON Lines file whose first line may be a header and whose other lines are samples.
 *
 * <p>Keys that are not known are kept. Paths are relative to the folder of the file.
 *
 * @param root folder that paths start from
 * @param header the object under {@code header} in the first line; empty when there is none
 * @param entries in file order, sample ids unique, at least one
 * @param warnings what was odd but usable, one sentence each
 */
public record Manifest(Path root, ObjectNode header, List<ManifestEntry> entries, List<String> warnings) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Manifest {
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a manifest.
     *
     * @throws Problem naming the file and the line if the file is missing, a line is no JSON object, a needed key is
     *     missing or has the wrong type, a sample id comes twice, or a path leaves the folder
     */
    public static Manifest read(Path file) throws Problem {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Problem.input(
                    "manifest.unreadable", "The manifest " + file + " cannot be read.", "Check path and encoding.", e);
        }
        Path root = file.toAbsolutePath().getParent();
        return parse(lines, root == null ? Path.of("/") : root, file.toString());
    }

    static Manifest parse(List<String> lines, Path root, String name) throws Problem {
        ObjectNode header = JSON.createObjectNode();
        List<ManifestEntry> entries = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.isBlank()) {
                continue;
            }
            Line parsed = new Line(name, at + 1, line);
            if (parsed.fields.get("header") instanceof ObjectNode found && entries.isEmpty()) {
                header = found;
                continue;
            }
            ManifestEntry entry = parsed.entry(warnings);
            if (!seen.add(entry.sampleId())) {
                throw parsed.problem("names the sample " + entry.sampleId() + " a second time");
            }
            entries.add(entry);
        }
        if (entries.isEmpty()) {
            throw Problem.input("manifest.empty", "The manifest " + name + " names no sample.", "Add samples to it.");
        }
        return new Manifest(root, header, entries, warnings);
    }

    /** Absolute place of a path of this manifest. */
    public Path resolve(String path) {
        return root.resolve(path);
    }

    /** One line while it is being understood. */
    private static final class Line {
        private final String file;
        private final int number;
        final ObjectNode fields;

        Line(String file, int number, String text) throws Problem {
            this.file = file;
            this.number = number;
            JsonNode node;
            try {
                node = JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw problem("is not JSON (" + e.getOriginalMessage() + ")");
            }
            if (!(node instanceof ObjectNode object)) {
                throw problem("is not a JSON object");
            }
            this.fields = object;
        }

        Problem problem(String what) {
            return Problem.input(
                    "manifest.line",
                    "Line " + number + " of the manifest " + file + " " + what + ".",
                    "Mend that line.");
        }

        ManifestEntry entry(List<String> warnings) throws Problem {
            String sampleId = needed("sample_id");
            String patientId = text("patient_id");
            if (patientId == null) {
                String study = text("study_uid");
                patientId = study == null ? sampleId : study;
                warnings.add("line " + number + ": no patient_id, " + (study == null ? "the sample" : "the study")
                        + " stands for the patient");
            }
            Map<String, JsonNode> other = new HashMap<>();
            fields.properties().forEach(field -> {
                if (!KNOWN.contains(field.getKey()) && !field.getValue().isNull()) {
                    other.put(field.getKey(), field.getValue());
                }
            });
            String split = text("split");
            if (split != null && Split.Part.named(split).isEmpty()) {
                throw problem("asks for the split '" + split + "', which is none of train, val, test");
            }
            return new ManifestEntry(
                    number,
                    sampleId,
                    patientId,
                    inside(needed("path")),
                    text("mask_path") instanceof String mask ? inside(mask) : null,
                    text("modality"),
                    text("organ"),
                    integer("label"),
                    split,
                    text("sha256"),
                    other);
        }

        private String needed(String key) throws Problem {
            String value = text(key);
            if (value == null || value.isBlank()) {
                throw problem("has no " + key);
            }
            return value;
        }

        private @Nullable String text(String key) throws Problem {
            JsonNode node = fields.get(key);
            if (node == null || node.isNull()) {
                return null;
            }
            if (!node.isTextual()) {
                throw problem("has a " + key + " that is not text");
            }
            return node.textValue();
        }

        private @Nullable Integer integer(String key) throws Problem {
            JsonNode node = fields.get(key);
            if (node == null || node.isNull()) {
                return null;
            }
            if (!node.canConvertToExactIntegral()) {
                throw problem("has a " + key + " that is not a whole number");
            }
            return node.intValue();
        }

        private String inside(String path) throws Problem {
            Path relative = Path.of(path).normalize();
            if (relative.isAbsolute() || relative.startsWith("..")) {
                throw problem("names a path outside the data set: " + path);
            }
            return path;
        }
    }

    private static final Set<String> KNOWN =
            Set.of("sample_id", "patient_id", "path", "mask_path", "modality", "organ", "label", "split", "sha256");
}
