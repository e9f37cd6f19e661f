package org.radiloom.train.evaluation.classify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.radiloom.model.Aggregation;
import org.radiloom.problem.Problem;
import org.radiloom.train.evaluation.Evaluation;

/** Reads back what {@link ClassEvaluationJson} wrote. Figures are computed again from the items. */
public final class ClassEvaluationFile {
    private ClassEvaluationFile() {}

    /** Whether a tree is the evaluation of a classifier. */
    public static boolean isOne(JsonNode tree) {
        return tree.path("classes").isArray() && tree.path("items").path(0).has("truth");
    }

    /**
     * The evaluation of a tree.
     *
     * @param name of the file, for messages
     * @throws Problem {@code evaluation.items} if an item makes no sense
     */
    public static ClassEvaluation read(JsonNode tree, String name) throws Problem {
        JsonNode run = tree.path("run");
        List<ClassPrediction> predictions = new ArrayList<>();
        try {
            for (JsonNode item : tree.path("items")) {
                predictions.add(new ClassPrediction(
                        item.path("id").asText(),
                        item.path("patient").asText(),
                        item.path("repeat").asInt(),
                        item.path("fold").asInt(),
                        item.path("truth").asInt(),
                        numbers(item.path("probabilities")),
                        numbers(item.path("uncalibrated"))));
            }
        } catch (IllegalArgumentException e) {
            throw Problem.input(
                    "evaluation.items",
                    "An item of the evaluation " + name + " makes no sense: " + e.getMessage() + ".",
                    "Make it again.",
                    e);
        }
        return new ClassEvaluation(
                new ClassEvaluation.About(
                        tree.path("model").asText(),
                        run.isObject()
                                ? Optional.of(new Evaluation.Run(
                                        run.path("name").asText(),
                                        run.path("preset").asText(),
                                        run.path("checkpoint").asText()))
                                : Optional.empty(),
                        tree.path("sha256").asText(),
                        tree.path("data").asText(),
                        tree.path("split").asText(),
                        tree.path("classes").valueStream().map(JsonNode::asText).toList(),
                        ClassUnit.named(tree.path("unit").asText()).orElse(ClassUnit.PATIENT),
                        pool(tree.path("pool").asText()),
                        tree.path("refused").asInt()),
                predictions);
    }

    /** Older files name none. */
    private static Aggregation.Rule pool(String name) {
        return Arrays.stream(Aggregation.Rule.values())
                .filter(rule -> rule.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(Aggregation.Rule.MEAN);
    }

    private static List<Double> numbers(JsonNode array) {
        return array.valueStream().map(JsonNode::asDouble).toList();
    }
}
