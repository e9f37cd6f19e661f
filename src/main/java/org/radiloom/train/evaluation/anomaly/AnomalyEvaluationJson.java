package org.radiloom.train.evaluation.anomaly;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.radiloom.metric.Bootstrap;

/** The evaluation of a detector as {@code radiloom evaluate --json} writes it. */
public final class AnomalyEvaluationJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AnomalyEvaluationJson() {}

    /** All of it; figures that do not exist are left out. */
    public static ObjectNode write(AnomalyEvaluation evaluation) {
        AnomalyEvaluation.About about = evaluation.about();
        ObjectNode tree = MAPPER.createObjectNode().put("model", about.model());
        about.run().ifPresent(run -> tree.putObject("run")
                .put("name", run.name())
                .put("preset", run.preset())
                .put("checkpoint", run.checkpoint()));
        AnomalyCases all = evaluation.all();
        tree.put("sha256", about.sha256())
                .put("data", about.data())
                .put("split", about.split())
                .put("task", "anomaly")
                .put("method", about.method())
                .put("regions", about.regions())
                .put("unit", "patient")
                .put("n", all.n())
                .put("images", evaluation.items().size())
                .put("skipped", about.skipped());
        tree.set("metrics", figures(all.figures()));
        ObjectNode perClass = tree.putObject("perClass");
        evaluation.domains().forEach((name, cases) -> {
            ObjectNode values = perClass.putObject(name);
            cases.figures().forEach((figure, interval) -> values.put(figure.key(), interval.value()));
        });
        tree.set("confusion", MAPPER.valueToTree(all.confusion()));
        groups(tree.putObject("domains"), evaluation.domains());
        groups(tree.putObject("sites"), evaluation.sites());
        ArrayNode items = tree.putArray("items");
        evaluation.items().forEach(item -> items.add(item(item)));
        return tree;
    }

    private static void groups(ObjectNode into, Map<String, AnomalyCases> groups) {
        groups.forEach((name, cases) -> {
            ObjectNode group = into.putObject(name)
                    .put("n", cases.n())
                    .put("normals", cases.n() - cases.abnormals())
                    .put("abnormals", cases.abnormals())
                    .put("images", cases.items().size());
            group.set("metrics", figures(cases.figures()));
            group.set("confusion", MAPPER.valueToTree(cases.confusion()));
            Map<String, Bootstrap.Interval> shortcuts = cases.shortcuts();
            if (!shortcuts.isEmpty()) {
                ObjectNode told = group.putObject("shortcutAuroc");
                shortcuts.forEach((shortcut, interval) -> told.set(shortcut, interval(interval)));
            }
            Map<AnomalyFigure, Bootstrap.Interval> prior = cases.centrePrior();
            if (!prior.isEmpty()) {
                group.set("centrePrior", figures(prior));
            }
        });
    }

    private static ObjectNode figures(Map<AnomalyFigure, Bootstrap.Interval> figures) {
        ObjectNode tree = MAPPER.createObjectNode();
        figures.forEach((figure, interval) -> tree.set(figure.key(), interval(interval)));
        return tree;
    }

    private static ObjectNode interval(Bootstrap.Interval interval) {
        ObjectNode node = MAPPER.createObjectNode().put("value", interval.value());
        ArrayNode ends = node.putArray("ci95");
        for (double end : new double[] {interval.low(), interval.high()}) {
            if (Double.isNaN(end)) {
                ends.addNull();
            } else {
                ends.add(end);
            }
        }
        return node.put("n", interval.n());
    }

    private static ObjectNode item(AnomalyItem item) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("id", item.id())
                .put("patient", item.patient())
                .put("site", item.site())
                .put("organ", item.organ())
                .put("modality", item.modality())
                .put("abnormal", item.abnormal())
                .put("score", item.score())
                .put("threshold", item.threshold());
        if (!item.namedOrgan().isEmpty()) {
            node.put("namedOrgan", item.namedOrgan());
        }
        if (!item.namedModality().isEmpty()) {
            node.put("namedModality", item.namedModality());
        }
        item.localisation().ifPresent(found -> node.set("localisation", MAPPER.valueToTree(found)));
        if (!item.shortcuts().isEmpty()) {
            ObjectNode shortcuts = node.putObject("shortcuts");
            item.shortcuts().forEach(shortcuts::put);
        }
        item.centrePrior().ifPresent(found -> node.set("centrePrior", MAPPER.valueToTree(found)));
        return node;
    }
}
