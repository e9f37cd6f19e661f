package org.radiloom.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.radiloom.problem.Problem;

/** How this package writes and reads JSON. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectMapper PRETTY = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** One line without a line break. */
    static String line(JsonNode node) {
        return text(MAPPER, node);
    }

    static String pretty(JsonNode node) {
        return text(PRETTY, node);
    }

    static ObjectNode read(Path file) throws Problem {
        try {
            if (MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return object;
            }
            throw Problem.input("json.object", "The file " + file + " holds no JSON object.", "Restore the file.");
        } catch (IOException e) {
            throw Problem.input("json.unreadable", "The file " + file + " cannot be read.", "Restore the file.", e);
        }
    }

    private static String text(ObjectMapper mapper, JsonNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }
}
