package org.radiloom.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.problem.Problem;

/** One setting of a configuration changed by its dotted key, with the type that it has by default. */
final class ConfigChange {
    private ConfigChange() {}

    /** @throws Problem if there is no such key or the value has another type; names the keys that there are */
    static void apply(ObjectNode tree, String key, String value) throws Problem {
        ObjectNode at = tree;
        String[] steps = key.split("\\.", -1);
        for (int s = 0; s < steps.length - 1; s++) {
            if (!(at.get(steps[s]) instanceof ObjectNode next)) {
                throw unknown(tree, key);
            }
            at = next;
        }
        String last = steps[steps.length - 1];
        JsonNode old = at.get(last);
        if (old == null || old.isObject()) {
            throw unknown(tree, key);
        }
        JsonNode parsed = old.isTextual() ? Json.MAPPER.getNodeFactory().textNode(value) : parsed(value);
        boolean fits = parsed.getNodeType() == old.getNodeType()
                && (!old.isIntegralNumber() || parsed.canConvertToExactIntegral());
        if (!fits && old.getNodeType() != JsonNodeType.NULL) {
            throw Problem.usage(
                    "config.type",
                    "The setting " + key + " cannot be '" + value + "'; it is " + old + " by default.",
                    "Give a value of the same type.");
        }
        at.set(last, parsed);
    }

    private static JsonNode parsed(String value) {
        try {
            return Json.MAPPER.readTree(value);
        } catch (JsonProcessingException e) {
            // not a number, truth value or list: then it can only be text
            return Json.MAPPER.getNodeFactory().textNode(value);
        }
    }

    private static Problem unknown(ObjectNode tree, String key) {
        List<String> known = new ArrayList<>();
        collect(tree, "", known);
        String section = key.contains(".") ? key.substring(0, key.indexOf('.') + 1) : "";
        List<String> near = known.stream().filter(k -> k.startsWith(section)).toList();
        return Problem.usage(
                "config.key",
                "There is no setting " + key + ".",
                "Use one of " + String.join(", ", near.isEmpty() ? known : near) + ".");
    }

    private static void collect(ObjectNode node, String prefix, List<String> into) {
        node.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner) {
                collect(inner, prefix + field.getKey() + ".", into);
            } else {
                into.add(prefix + field.getKey());
            }
        });
    }
}
