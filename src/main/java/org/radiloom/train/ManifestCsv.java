package org.radiloom.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Manifests as CSV (RFC 4180): the first line names the columns, which are the keys of the JSON form; an empty cell is an
 * absent key.
 *
 * <p>Lists, numbers and the like are written as JSON, so a box list is the cell {@code "[[1,2,3,4]]"}. The header object,
 * if there is one, is a line before the column names that starts with {@code # } and goes on as JSON.
 */
final class ManifestCsv {
    private static final Set<String> TEXTS = Set.of(
            "sample_id",
            "patient_id",
            "study_uid",
            "series_uid",
            "path",
            "modality",
            "organ",
            "mask_path",
            "region_path",
            "box_source",
            "split",
            "site",
            "sha256");

    private ManifestCsv() {}

    static List<String> lines(Manifest manifest) {
        List<ObjectNode> nodes =
                manifest.entries().stream().map(ManifestEntry::toJson).toList();
        Set<String> present = new TreeSet<>();
        nodes.forEach(n -> n.fieldNames().forEachRemaining(present::add));
        Set<String> columns = new LinkedHashSet<>(ManifestEntry.KEYS);
        columns.retainAll(present);
        columns.addAll(present);
        List<String> lines = new ArrayList<>();
        if (!manifest.header().isEmpty()) {
            lines.add("# " + Json.line(manifest.header()));
        }
        lines.add(String.join(",", columns.stream().map(ManifestCsv::quoted).toList()));
        for (ObjectNode node : nodes) {
            lines.add(String.join(
                    ",", columns.stream().map(c -> quoted(cell(c, node.get(c)))).toList()));
        }
        return lines;
    }

    private static String cell(String column, @Nullable JsonNode value) {
        if (value == null) {
            return "";
        }
        if (TEXTS.contains(column)) {
            return value.asText();
        }
        // a text that would be read as something else keeps its quotation marks
        return value.isTextual() && value.equals(value(column, value.textValue()))
                ? value.textValue()
                : Json.line(value);
    }

    private static @Nullable JsonNode value(String column, String cell) {
        if (cell.isEmpty()) {
            return null;
        }
        if (TEXTS.contains(column)) {
            return TextNode.valueOf(cell);
        }
        try {
            JsonNode parsed = Json.MAPPER
                    .reader()
                    .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(cell);
            return parsed.isMissingNode() ? TextNode.valueOf(cell) : parsed;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(cell);
        }
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /**
     * Hands on the records of a CSV text as JSON objects.
     *
     * @param each told the line on which a record starts, from 1, and the record
     * @param fault told a line and what is wrong with it
     */
    static void records(String text, BiConsumer<Integer, JsonNode> each, BiConsumer<Integer, String> fault) {
        String csv = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int at = 0;
        int line = 1;
        if (csv.startsWith("# ")) {
            int end = csv.indexOf('\n');
            String header = end < 0 ? csv.substring(2) : csv.substring(2, end);
            try {
                each.accept(1, Json.object().set("header", Json.MAPPER.readTree(header)));
            } catch (JsonProcessingException e) {
                fault.accept(1, "is not JSON (" + e.getOriginalMessage() + ")");
            }
            at = end < 0 ? csv.length() : end + 1;
            line = 2;
        }
        Scanner scanner = new Scanner(csv, at, line);
        List<String> columns = scanner.record();
        while (scanner.more()) {
            int number = scanner.line;
            List<String> cells = scanner.record();
            if (cells.size() == 1 && cells.getFirst().isBlank()) {
                continue;
            }
            if (cells.size() != columns.size()) {
                fault.accept(number, "has " + cells.size() + " cells under " + columns.size() + " columns");
                continue;
            }
            ObjectNode node = Json.object();
            for (int c = 0; c < cells.size(); c++) {
                JsonNode value = value(columns.get(c), cells.get(c));
                if (value != null) {
                    node.set(columns.get(c), value);
                }
            }
            each.accept(number, node);
        }
    }

    /** Goes through a CSV text record by record; quoted cells may hold commas and line breaks. */
    private static final class Scanner {
        private final String text;
        private int at;
        private int line;

        Scanner(String text, int at, int line) {
            this.text = text;
            this.at = at;
            this.line = line;
        }

        boolean more() {
            return at < text.length();
        }

        List<String> record() {
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean inside = false;
            while (at < text.length()) {
                char c = text.charAt(at++);
                line += c == '\n' ? 1 : 0;
                if (inside) {
                    if (c != '"') {
                        cell.append(c);
                    } else if (at < text.length() && text.charAt(at) == '"') {
                        cell.append(text.charAt(at++));
                    } else {
                        inside = false;
                    }
                } else if (c == '"') {
                    inside = true;
                } else if (c == ',') {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else if (c == '\n') {
                    break;
                } else if (c != '\r') {
                    cell.append(c);
                }
            }
            cells.add(cell.toString());
            return cells;
        }
    }
}
