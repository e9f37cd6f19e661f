package org.radiloom.train.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.radiloom.metric.Bootstrap;
import org.radiloom.metric.Calibration;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.problem.Problem;

/**
 * An evaluation as JSON: {@code model, sha256, data, split, unit, n, metrics, perClass, confusion, items}, and beside
 * these {@code run, pooled, calibration, empty}. A figure that does not exist is null.
 */
public final class EvaluationJson {
    /** Figures of all voxels of a choice of slices together. */
    static final List<Figure> POOLED = List.of(
            Figure.ACCURACY,
            Figure.PRECISION_MACRO,
            Figure.RECALL_MACRO,
            Figure.MIOU,
            Figure.PRECISION,
            Figure.RECALL,
            Figure.IOU,
            Figure.DICE);

    private static final List<Figure> PER_CLASS = List.of(Figure.PRECISION, Figure.RECALL, Figure.IOU, Figure.DICE);

    private final Evaluation evaluation;
    private final SeedGroup group;

    private EvaluationJson(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.group = SeedGroup.of(evaluation);
    }

    /** The whole file; the caller owns the tree. */
    public static ObjectNode write(Evaluation evaluation) {
        return new EvaluationJson(evaluation).tree();
    }

    /**
     * Differences of means over the patients that both know, first minus second: {@code name, sha256, metrics}, each with
     * value, ci95, n and the number of patients on which the first is better or worse.
     *
     * @throws Problem if they have no patient in common
     */
    public static ObjectNode differences(SeedGroup first, SeedGroup second) throws Problem {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("name", second.name());
        tree.put("sha256", second.runs().getFirst().about().sha256());
        ObjectNode metrics = tree.putObject("metrics");
        for (Figure figure : Figure.values()) {
            if (first.mean(figure).n() > 0 && second.mean(figure).n() > 0) {
                PairedDifference difference = PairedDifference.ofMeans(first, second, figure);
                ObjectNode node = metrics.putObject(
                        first.runs().getFirst().about().lengths().key(figure));
                interval(node, difference.difference());
                node.put("better", difference.better()).put("worse", difference.worse());
            }
        }
        return tree;
    }

    private ObjectNode tree() {
        Evaluation.About about = evaluation.about();
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("model", about.model());
        about.run().ifPresent(run -> tree.putObject("run")
                .put("name", run.name())
                .put("preset", run.preset())
                .put("checkpoint", run.checkpoint()));
        tree.put("sha256", about.sha256()).put("data", about.data()).put("split", about.split());
        tree.put("unit", "patient").put("n", group.patients().size());
        addMetrics(tree);
        ObjectNode perClass = tree.putObject("perClass");
        addClass(perClass.putObject(about.background()), OverlapMetrics::ofBackground);
        addClass(perClass.putObject(about.foreground()), counts -> counts);
        OverlapMetrics all = evaluation.scores().stream()
                .map(VolumeScore::overlap)
                .reduce(OverlapMetrics.NONE, OverlapMetrics::plus);
        addCounts(tree.putArray("confusion"), all);
        ObjectNode pooled = tree.putObject("pooled");
        addPooled(pooled.putObject("allSlices"), VolumeScore::overlap);
        addPooled(pooled.putObject("structureSlices"), VolumeScore::structureSlices);
        addCalibration(tree.putObject("calibration"));
        addEmpty(tree.putObject("empty"));
        ArrayNode items = tree.putArray("items");
        evaluation.scores().forEach(score -> addItem(items.addObject(), score));
        return tree;
    }

    private void addMetrics(ObjectNode tree) {
        ObjectNode metrics = tree.putObject("metrics");
        for (Figure figure : Figure.values()) {
            Bootstrap.Interval mean = group.mean(figure);
            if (mean.n() > 0) {
                interval(metrics.putObject(evaluation.about().lengths().key(figure)), mean);
            }
        }
    }

    /** Means over patients of one class's figures. */
    private void addClass(ObjectNode into, UnaryOperator<OverlapMetrics> side) {
        Map<String, List<VolumeScore>> byPatient =
                evaluation.scores().stream().collect(java.util.stream.Collectors.groupingBy(VolumeScore::patientId));
        for (Figure figure : PER_CLASS) {
            into.put(
                    figure.key(),
                    byPatient.values().stream()
                            .mapToDouble(volumes -> volumes.stream()
                                    .mapToDouble(score -> figure.of(side.apply(score.overlap())))
                                    .average()
                                    .orElseThrow())
                            .average()
                            .orElseThrow());
        }
    }

    private void addPooled(ObjectNode into, Function<VolumeScore, OverlapMetrics> counts) {
        into.put(
                "voxels",
                evaluation.scores().stream()
                        .mapToLong(score -> counts.apply(score).total())
                        .sum());
        ObjectNode metrics = into.putObject("metrics");
        for (Figure figure : POOLED) {
            interval(metrics.putObject(figure.key()), group.pooled(figure, counts));
        }
    }

    private void addCalibration(ObjectNode into) {
        Calibration all =
                evaluation.scores().stream().map(VolumeScore::calibration).reduce(Calibration.NONE, Calibration::plus);
        into.put(
                        evaluation.about().lengths().key("marginMm"),
                        evaluation.about().marginMm())
                .put("voxels", all.n());
        ObjectNode metrics = into.putObject("metrics");
        interval(metrics.putObject("ece"), group.calibration(Calibration::ece));
        interval(metrics.putObject("brier"), group.calibration(Calibration::brier));
        interval(metrics.putObject("nll"), group.calibration(Calibration::nll));
        ArrayNode rows = into.putArray("reliability");
        for (Calibration.Bin bin : all.reliability()) {
            ObjectNode row = rows.addObject();
            put(row, "low", bin.low());
            put(row, "high", bin.high());
            row.put("n", bin.n());
            put(row, "stated", bin.stated());
            put(row, "observed", bin.observed());
        }
    }

    private void addEmpty(ObjectNode into) {
        List<VolumeScore> scores = evaluation.scores();
        into.put(
                        "predictions",
                        scores.stream()
                                .filter(score -> score.overlap().predictionEmpty())
                                .count())
                .put(
                        "references",
                        scores.stream()
                                .filter(score -> score.overlap().referenceEmpty())
                                .count())
                .put(
                        "withoutDistance",
                        scores.stream()
                                .filter(score -> score.surface().isEmpty())
                                .count());
    }

    private void addItem(ObjectNode item, VolumeScore score) {
        Evaluation.Lengths lengths = evaluation.about().lengths();
        item.put("id", score.sampleId()).put("patient", score.patientId()).put("seconds", score.seconds());
        for (Figure figure : Figure.values()) {
            put(item, lengths.key(figure), figure.of(score));
        }
        if (lengths == Evaluation.Lengths.MM) {
            put(item, "referenceCm3", score.referenceCm3());
            put(item, "predictedCm3", score.predictedCm3());
        } else {
            OverlapMetrics counts = score.overlap();
            item.put("referencePixels", counts.tp() + counts.fn()).put("predictedPixels", counts.tp() + counts.fp());
        }
        addCounts(item.putArray("confusion"), score.overlap());
        addCounts(item.putArray("confusionStructureSlices"), score.structureSlices());
        ObjectNode calibration = item.putObject("calibration");
        Calibration.Sums sums = score.calibration().sums();
        sums.count().forEach(calibration.putArray("n")::add);
        sums.stated().forEach(calibration.putArray("stated")::add);
        sums.observed().forEach(calibration.putArray("observed")::add);
        calibration.put("brier", sums.brier()).put("nll", sums.nll());
    }

    /** Rows are the reference, columns the prediction, background first. */
    private static void addCounts(ArrayNode into, OverlapMetrics counts) {
        into.addArray().add(counts.tn()).add(counts.fp());
        into.addArray().add(counts.fn()).add(counts.tp());
    }

    /** Value, 95 % interval and number of patients. */
    static void interval(ObjectNode into, Bootstrap.Interval interval) {
        put(into, "value", interval.value());
        ArrayNode ends = into.putArray("ci95");
        for (double end : new double[] {interval.low(), interval.high()}) {
            if (Double.isNaN(end)) {
                ends.addNull();
            } else {
                ends.add(end);
            }
        }
        into.put("n", interval.n());
    }

    private static void put(ObjectNode into, String key, double value) {
        if (Double.isNaN(value)) {
            into.putNull(key);
        } else {
            into.put(key, value);
        }
    }
}
