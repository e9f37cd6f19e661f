package org.radiloom.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.radiloom.problem.Problem;

/**
 * Reads and writes {@code card.json}; every field must be there except those in {@link #OPTIONAL}, unknown ones are
 * ignored.
 */
final class CardJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    /** Fields that cards of the first shape do not have. */
    private static final Map<String, Object> OPTIONAL =
            Map.of("plausibleVolumeCm3", PlausibleVolume.ANY, "notes", List.of(), "skip", SliceSkip.NONE);
    /** Fields of the input that cards of the first shape do not have. */
    private static final Map<String, Object> OPTIONAL_INPUT = Map.of("norm", InputNorm.NONE, "wholePixels", false);

    private static final long MAX_BYTES = 1 << 20;

    private CardJson() {}

    static ModelCard read(Path file) throws Problem {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw broken(file, "it is larger than a card can be", null);
            }
            JsonNode tree = MAPPER.readTree(file.toFile());
            if (tree instanceof ObjectNode card) {
                OPTIONAL.forEach((field, value) -> card.putIfAbsent(field, MAPPER.valueToTree(value)));
                if (card.get("input") instanceof ObjectNode input) {
                    OPTIONAL_INPUT.forEach((field, value) -> input.putIfAbsent(field, MAPPER.valueToTree(value)));
                }
            }
            return MAPPER.treeToValue(tree, ModelCard.class);
        } catch (JsonProcessingException e) {
            throw broken(file, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw Problem.model(
                    "model.missing",
                    "The model card " + file + " cannot be read.",
                    "Install the model package again.",
                    e);
        }
    }

    private static Problem broken(Path file, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String what = "The model card " + file + " is not valid: " + why + ".";
        String remedy = "Install the model package again.";
        return cause == null
                ? Problem.model("model.card", what, remedy)
                : Problem.model("model.card", what, remedy, cause);
    }

    static ModelCard changed(ModelCard card, JsonNode changes) throws Problem {
        ObjectNode tree = MAPPER.valueToTree(card);
        merge(tree, changes);
        try {
            return MAPPER.treeToValue(tree, ModelCard.class);
        } catch (JsonProcessingException e) {
            throw Problem.model(
                    "model.card",
                    "The changed model card is not valid: " + e.getOriginalMessage() + ".",
                    "Correct it.",
                    e);
        }
    }

    private static void merge(ObjectNode into, JsonNode changes) {
        changes.properties().forEach(each -> {
            if (into.get(each.getKey()) instanceof ObjectNode inner
                    && each.getValue().isObject()) {
                merge(inner, each.getValue());
            } else {
                into.set(each.getKey(), each.getValue());
            }
        });
    }

    static String write(ModelCard card) {
        var printer = new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try {
            return MAPPER.writer(printer).writeValueAsString(card).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
