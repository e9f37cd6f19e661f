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
 * Reads and writes {@code card.json}: one flat object, in which {@code task} says which fields stand beside the common
 * ones. Every field must be there except the optional ones, unknown ones are ignored.
 */
final class CardJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    /** Fields that cards of the first shape do not have. */
    private static final Map<String, Object> OPTIONAL = Map.of(
            "plausibleVolumeCm3", PlausibleVolume.ANY, "notes", List.of(), "skip", SliceSkip.NONE, "pictureSide", 0);
    /** Fields of the input that cards of the first shape do not have. */
    private static final Map<String, Object> OPTIONAL_INPUT = Map.of("norm", InputNorm.NONE, "wholePixels", false);

    private static final long MAX_BYTES = 1 << 20;

    private CardJson() {}

    /** The fields that every card has, besides {@code task} and those of the task. */
    private record Common(
            String id,
            String version,
            String name,
            String family,
            String task,
            String intendedUse,
            List<String> limits,
            List<String> bodyParts,
            JsonNode network,
            ModelCard.Data data,
            Map<String, ModelCard.Metric> metrics,
            List<String> notes,
            String command) {
        ModelCard with(CardTask parts) {
            return new ModelCard(
                    id,
                    version,
                    name,
                    family,
                    intendedUse,
                    limits,
                    bodyParts,
                    parts,
                    network,
                    data,
                    metrics,
                    notes,
                    command);
        }
    }

    private static ModelCard card(JsonNode tree) throws JsonProcessingException {
        Common common = MAPPER.treeToValue(tree, Common.class);
        Class<? extends CardTask> kind =
                switch (common.task()) {
                    case SegmentationTask.WORD -> SegmentationTask.class;
                    case GradingTask.WORD -> GradingTask.class;
                    case AnomalyTask.WORD -> AnomalyTask.class;
                    default -> throw new UnknownTask(common.task());
                };
        return common.with(MAPPER.treeToValue(tree, kind));
    }

    /** A card of a later program. */
    private static final class UnknownTask extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        UnknownTask(String word) {
            super("this program knows no task '" + word + "'");
        }
    }

    private static ObjectNode tree(ModelCard card) {
        ObjectNode tree = MAPPER.createObjectNode();
        tree.put("id", card.id());
        tree.put("version", card.version());
        tree.put("name", card.name());
        tree.put("family", card.family());
        tree.put("task", card.task().word());
        tree.put("intendedUse", card.intendedUse());
        tree.set("limits", MAPPER.valueToTree(card.limits()));
        tree.set("bodyParts", MAPPER.valueToTree(card.bodyParts()));
        ObjectNode task = MAPPER.valueToTree(card.task());
        tree.setAll(task);
        tree.set("network", card.network());
        tree.set("data", MAPPER.valueToTree(card.data()));
        tree.set("metrics", MAPPER.valueToTree(card.metrics()));
        tree.set("notes", MAPPER.valueToTree(card.notes()));
        tree.put("command", card.command());
        return tree;
    }

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
            return card(tree);
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
        ObjectNode tree = tree(card);
        merge(tree, changes);
        try {
            return card(tree);
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
            return MAPPER.writer(printer).writeValueAsString(tree(card)).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
