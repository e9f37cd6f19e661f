package org.radiloom.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.problem.Problem;

/** What the lines of a manifest say, faults and all: a faulty line is left out and the others are still read. */
final class ManifestReader {
    private final List<ManifestEntry> entries = new ArrayList<>();
    private final List<ManifestFault> faults = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private ObjectNode header = Json.object();

    private ManifestReader() {}

    /** @throws Problem if the file cannot be read at all */
    static ManifestReader read(Path file) throws Problem {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Problem.input(
                    "manifest.unreadable", "The manifest " + file + " cannot be read.", "Check path and encoding.", e);
        }
        return Manifest.isCsv(file) ? csv(text) : jsonLines(text.lines().toList());
    }

    static ManifestReader jsonLines(List<String> lines) {
        ManifestReader reader = new ManifestReader();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.isBlank()) {
                continue;
            }
            try {
                reader.add(at + 1, Json.MAPPER.readTree(line));
            } catch (JsonProcessingException e) {
                reader.fault(at + 1, "is not JSON (" + e.getOriginalMessage() + ")");
            }
        }
        return reader;
    }

    static ManifestReader csv(String text) {
        ManifestReader reader = new ManifestReader();
        ManifestCsv.records(text, reader::add, reader::fault);
        return reader;
    }

    private void add(int number, JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            fault(number, "is not a JSON object");
            return;
        }
        if (object.get("header") instanceof ObjectNode found && entries.isEmpty()) {
            header = found;
            return;
        }
        ManifestLine line = new ManifestLine(number, object);
        line.entry().ifPresent(entry -> {
            Integer first = seen.putIfAbsent(entry.sampleId(), number);
            if (first == null) {
                entries.add(entry);
            } else {
                faults.add(ManifestFault.error(
                        "manifest.duplicate",
                        entry,
                        "names the sample " + entry.sampleId() + " a second time (first on line " + first + ")",
                        "Give each sample an id of its own."));
            }
        });
        faults.addAll(line.faults());
    }

    private void fault(int number, String what) {
        faults.add(ManifestFault.error("manifest.line", number, null, what, "Mend that line."));
    }

    ObjectNode header() {
        return header;
    }

    List<ManifestEntry> entries() {
        return entries;
    }

    List<ManifestFault> faults() {
        return faults;
    }
}
