package org.radiloom.review.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiloom.problem.Problem;

/**
 * The forms that there are: those of the program, and those that the user has put into {@code templates} of the data folder
 * as JSON files of the same shape with their {@code language}. One of the user with the id of one of the program replaces it.
 */
public final class Templates {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> OURS = List.of("liver-ultrasound", "mandible-ct", "general");
    /** Larger than any form; whatever is larger is none. */
    private static final long MOST_BYTES = 1 << 20;

    private final Path folder;

    /**
     * What was found.
     *
     * @param templates in the order in which they are offered
     * @param troubles files of the user that are no forms
     */
    public record Found(List<ReportTemplate> templates, List<Problem> troubles) {
        public Found {
            templates = List.copyOf(templates);
            troubles = List.copyOf(troubles);
        }

        /** The first form that is meant for a modality; the last one is meant for all. */
        public ReportTemplate fitting(String modality) {
            return templates.stream()
                    .filter(each -> each.modalities().contains(modality))
                    .findFirst()
                    .or(() -> templates.stream()
                            .filter(each -> each.modalities().isEmpty())
                            .findFirst())
                    .orElseGet(templates::getLast);
        }
    }

    /** @param data the folder of what users make, as {@code Home.data()} */
    public Templates(Path data) {
        folder = data.resolve("templates");
    }

    /** All forms in a language. */
    public Found in(ReportLanguage language) {
        Map<String, ReportTemplate> all = new LinkedHashMap<>();
        OURS.forEach(id -> all.put(id, ours(id, language)));
        List<Problem> troubles = new ArrayList<>();
        for (Path file : files(troubles)) {
            try {
                read(file, language).ifPresent(own -> all.put(own.id(), own));
            } catch (IOException | IllegalArgumentException e) {
                troubles.add(Problem.input(
                        "report.template",
                        "The form " + file + " cannot be read: " + e.getMessage() + ".",
                        "Compare it with the example in docs/how-to/report.md.",
                        e));
            }
        }
        return new Found(List.copyOf(all.values()), troubles);
    }

    private List<Path> files(List<Problem> troubles) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            troubles.add(Problem.input(
                    "report.templates", "The forms in " + folder + " cannot be listed.", "Check its rights.", e));
            return List.of();
        }
    }

    private static ReportTemplate ours(String id, ReportLanguage language) {
        String name = "templates/" + id + "." + language.id() + ".json";
        try (InputStream in = Templates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return parse(JSON.readTree(in.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static Optional<ReportTemplate> read(Path file, ReportLanguage language) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is too large");
        }
        JsonNode tree = JSON.readTree(Files.readAllBytes(file));
        return ReportLanguage.of(text(tree, "language")) == language ? Optional.of(parse(tree)) : Optional.empty();
    }

    /** @throws IllegalArgumentException if it is no form; the message says what is missing */
    static ReportTemplate parse(JsonNode tree) {
        List<ReportTemplate.Section> sections = new ArrayList<>();
        for (JsonNode section : tree.path("sections")) {
            List<ReportTemplate.Field> fields = new ArrayList<>();
            for (JsonNode field : section.path("fields")) {
                fields.add(new ReportTemplate.Field(
                        text(field, "id"),
                        text(field, "label"),
                        texts(field.path("choices")),
                        field.path("text").asText(""),
                        Math.clamp(field.path("lines").asInt(1), 1, 40)));
            }
            sections.add(new ReportTemplate.Section(
                    text(section, "id"), text(section, "title"), holds(section.path("holds")), fields));
        }
        if (sections.isEmpty()) {
            throw new IllegalArgumentException("it has no sections");
        }
        return new ReportTemplate(text(tree, "id"), text(tree, "title"), texts(tree.path("modalities")), sections);
    }

    private static ReportTemplate.Holds holds(JsonNode name) {
        for (ReportTemplate.Holds each : ReportTemplate.Holds.values()) {
            if (each.name().equalsIgnoreCase(name.asText("text"))) {
                return each;
            }
        }
        throw new IllegalArgumentException("a section cannot hold \"" + name.asText() + "\"");
    }

    private static List<String> texts(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(each -> all.add(each.asText()));
        return all;
    }

    private static String text(JsonNode tree, String name) {
        String text = tree.path(name).asText("");
        if (text.isBlank()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return text;
    }
}
