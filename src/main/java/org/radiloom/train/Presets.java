package org.radiloom.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.radiloom.problem.Problem;

/** The stored configurations: {@code presets/defaults.json}, and one file per preset with what differs from it. */
public final class Presets {
    private Presets() {}

    /** Names of all presets, such as {@code mandi/fast}. */
    public static List<String> names() {
        return new String(resource("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(l -> !l.isBlank())
                .toList();
    }

    /** What a preset is for, in a phrase. */
    public static String description(String name) throws Problem {
        return tree(name).path("description").asText();
    }

    /** Defaults and preset merged; the caller owns the tree. */
    static ObjectNode tree(String name) throws Problem {
        if (!names().contains(name)) {
            throw Problem.usage(
                    "preset.unknown",
                    "There is no preset " + name + ".",
                    "Use one of " + String.join(", ", names()) + ".");
        }
        ObjectNode tree = Json.object().put("preset", name).put("description", "");
        merge(tree, parse("defaults.json"));
        merge(tree, parse(name + ".json"));
        return tree;
    }

    private static void merge(ObjectNode into, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> field : changes.properties()) {
            if (field.getValue() instanceof ObjectNode inner && into.get(field.getKey()) instanceof ObjectNode target) {
                merge(target, inner);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        }
    }

    private static ObjectNode parse(String file) {
        try {
            if (Json.MAPPER.readTree(resource(file)) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalStateException("the preset file " + file + " is no JSON object");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String file) {
        try (InputStream in = Presets.class.getResourceAsStream("presets/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the preset file " + file + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
