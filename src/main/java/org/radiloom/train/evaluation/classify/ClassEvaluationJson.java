package org.radiloom.train.evaluation.classify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.radiloom.metric.Bootstrap;
import org.radiloom.problem.Problem;

/**
 * An evaluation of a classifier as JSON: {@code model, sha256, data, split, unit, n, metrics, perClass, confusion,
 * items}, and beside these {@code run, classes, patients, images, repeats, refused, aucOf, predictionSets}. A figure that does not exist is
 * null.
 */
public final class ClassEvaluationJson {
    private ClassEvaluationJson() {}

    /**
     * The whole file of an evaluation, with {@code pooledCalibration} if it has several folds; the caller owns the tree.
     *
     * @throws Problem as for {@link ClassResult#of}
     */
    public static ObjectNode writeAll(ClassEvaluation evaluation) throws Problem {
        ObjectNode tree = write(ClassResult.of(evaluation));
        PooledCalibration.of(evaluation).ifPresent(pooled -> tree.set("pooledCalibration", write(pooled)));
        return tree;
    }

    /** The file without {@code pooledCalibration}; the caller owns the tree. */
    public static ObjectNode write(ClassResult result) {
        ClassEvaluation evaluation = result.evaluation();
        ClassEvaluation.About about = evaluation.about();
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("model", about.model());
        about.run().ifPresent(run -> tree.putObject("run")
                .put("name", run.name())
                .put("preset", run.preset())
                .put("checkpoint", run.checkpoint()));
        tree.put("sha256", about.sha256()).put("data", about.data()).put("split", about.split());
        tree.put("unit", about.unit().label()).put("n", result.cases());
        tree.put("pool", about.pool().name().toLowerCase(Locale.ROOT));
        tree.put("patients", result.patients())
                .put("images", evaluation.predictions().size() / result.repeats())
                .put("repeats", result.repeats())
                .put("refused", about.refused());
        about.classes().forEach(tree.putArray("classes")::add);
        tree.put(
                "aucOf",
                ClassScores.aucIsOfClassZero(about.classes())
                        ? about.classes().getFirst() + " against the rest"
                        : "mean of each class against the rest");
        ObjectNode metrics = tree.putObject("metrics");
        for (ClassFigure figure : ClassFigure.values()) {
            interval(metrics.putObject(figure.key()), result.of(figure));
        }
        ObjectNode perClass = tree.putObject("perClass");
        ObjectNode ends = tree.putObject("perClassCi95");
        for (ClassResult.OfClass each : result.perClass()) {
            addClass(perClass.putObject(each.name()), ends.putObject(each.name()), each);
        }
        ArrayNode confusion = tree.putArray("confusion");
        for (long[] row : result.confusion().counts()) {
            ArrayNode to = confusion.addArray();
            for (long count : row) {
                to.add(count);
            }
        }
        addSets(tree.putObject("predictionSets"), result.sets());
        ArrayNode items = tree.putArray("items");
        evaluation.predictions().forEach(each -> addItem(items.addObject(), each));
        return tree;
    }

    /**
     * Differences on the patients that both know, first minus second: {@code name, sha256, metrics} (each with value,
     * ci95, n, better and worse) and {@code perClass} recalls.
     *
     * @throws Problem if they cannot be compared
     */
    public static ObjectNode differences(ClassEvaluation first, ClassEvaluation second) throws Problem {
        ClassDifference difference = ClassDifference.of(first, second);
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("name", second.name());
        tree.put("sha256", second.about().sha256());
        ObjectNode metrics = tree.putObject("metrics");
        for (Map.Entry<ClassFigure, Bootstrap.Interval> each :
                difference.figures().entrySet()) {
            ObjectNode node = metrics.putObject(each.getKey().key());
            interval(node, each.getValue());
            node.put("better", difference.better()).put("worse", difference.worse());
        }
        ObjectNode perClass = tree.putObject("perClass");
        List<String> classes = first.about().classes();
        for (int c = 0; c < classes.size(); c++) {
            interval(
                    perClass.putObject(classes.get(c)).putObject("recall"),
                    difference.recalls().get(c));
        }
        return tree;
    }

    private static void addClass(ObjectNode values, ObjectNode ends, ClassResult.OfClass of) {
        values.put("support", of.support());
        Map<String, Bootstrap.Interval> figures = new java.util.LinkedHashMap<>();
        figures.put("recall", of.recall());
        figures.put("precision", of.precision());
        figures.put("f1", of.f1());
        figures.put("auc", of.auc());
        figures.forEach((key, interval) -> {
            put(values, key, interval.value());
            ends(ends.putArray(key), interval);
        });
    }

    private static void addSets(ObjectNode into, SetCoverage sets) {
        into.put("goal", SetCoverage.GOAL).put("method", "least probability").put("threshold", sets.threshold());
        interval(into.putObject("coverage"), sets.coverage());
        interval(into.putObject("meanSize"), sets.meanSize());
        interval(into.putObject("oneClass"), sets.alone());
    }

    private static ObjectNode write(PooledCalibration pooled) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("temperature", pooled.temperature()).put("setThreshold", pooled.setThreshold());
        ObjectNode metrics = tree.putObject("metrics");
        for (ClassFigure figure : List.of(ClassFigure.ECE, ClassFigure.BRIER, ClassFigure.NLL)) {
            interval(metrics.putObject(figure.key()), pooled.others().of(figure));
        }
        addSets(tree.putObject("predictionSets"), pooled.others().sets());
        return tree;
    }

    private static void addItem(ObjectNode item, ClassPrediction each) {
        item.put("id", each.id()).put("patient", each.patient());
        item.put("repeat", each.repeat()).put("fold", each.fold()).put("truth", each.truth());
        each.probabilities().forEach(item.putArray("probabilities")::add);
        each.uncalibrated().forEach(item.putArray("uncalibrated")::add);
    }

    private static void interval(ObjectNode into, Bootstrap.Interval interval) {
        put(into, "value", interval.value());
        ends(into.putArray("ci95"), interval);
        into.put("n", interval.n());
    }

    private static void ends(ArrayNode into, Bootstrap.Interval interval) {
        for (double end : new double[] {interval.low(), interval.high()}) {
            if (Double.isNaN(end)) {
                into.addNull();
            } else {
                into.add(end);
            }
        }
    }

    private static void put(ObjectNode into, String key, double value) {
        if (Double.isNaN(value)) {
            into.putNull(key);
        } else {
            into.put(key, value);
        }
    }
}
