package org.radiloom.train.evaluation.anomaly;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.problem.Problem;
import org.radiloom.train.evaluation.Evaluation;

/** Reads back what {@link AnomalyEvaluationJson} wrote. Figures are computed again from the items. */
public final class AnomalyEvaluationFile {
    private AnomalyEvaluationFile() {}

    /** Whether a tree is the evaluation of a detector. */
    public static boolean isOne(JsonNode tree) {
        return tree.path("task").asText().equals("anomaly");
    }

    /**
     * The evaluation of a tree.
     *
     * @param name of the file, for messages
     * @throws Problem {@code evaluation.items} if it has no items
     */
    public static AnomalyEvaluation read(JsonNode tree, String name) throws Problem {
        List<AnomalyItem> items = new ArrayList<>();
        for (JsonNode item : tree.path("items")) {
            items.add(item(item));
        }
        if (items.isEmpty()) {
            throw Problem.input("evaluation.items", "The evaluation " + name + " has no items.", "Make it again.");
        }
        JsonNode run = tree.path("run");
        return new AnomalyEvaluation(
                new AnomalyEvaluation.About(
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
                        tree.path("method").asText(),
                        tree.path("regions").asText(),
                        tree.path("skipped").asInt()),
                items);
    }

    private static AnomalyItem item(JsonNode item) {
        Map<String, Double> shortcuts = new LinkedHashMap<>();
        item.path("shortcuts")
                .properties()
                .forEach(field -> shortcuts.put(field.getKey(), field.getValue().asDouble()));
        return new AnomalyItem(
                item.path("id").asText(),
                item.path("patient").asText(),
                item.path("site").asText(),
                item.path("organ").asText(),
                item.path("modality").asText(),
                item.path("abnormal").asBoolean(),
                item.path("score").asDouble(),
                item.path("threshold").asDouble(),
                item.path("namedOrgan").asText(),
                item.path("namedModality").asText(),
                localisation(item.path("localisation")),
                shortcuts,
                localisation(item.path("centrePrior")));
    }

    private static Optional<Localisation> localisation(JsonNode node) {
        return node.isObject()
                ? Optional.of(new Localisation(
                        node.path("auroc").asDouble(),
                        node.path("ap").asDouble(),
                        node.path("hit").asDouble(),
                        node.path("overlap").asDouble(),
                        node.path("share").asDouble()))
                : Optional.empty();
    }
}
