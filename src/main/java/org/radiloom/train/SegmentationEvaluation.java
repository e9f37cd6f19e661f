package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.infer.VolumeSegmenter;
import org.radiloom.job.Progress;
import org.radiloom.metric.Bootstrap;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.problem.Problem;

/**
 * A segmentation model judged on reference masks: one score per volume on its native grid, then means over patients with
 * 95 % bootstrap intervals. The reference is never resampled.
 */
public record SegmentationEvaluation(List<VolumeScore> scores) {
    public SegmentationEvaluation {
        scores = List.copyOf(scores);
    }

    /** Runs the model on every entry; entries need a mask. */
    public static SegmentationEvaluation run(
            VolumeSegmenter model, Manifest manifest, List<ManifestEntry> entries, Progress progress) throws Problem {
        List<VolumeScore> scores = new ArrayList<>();
        for (ManifestEntry entry : entries) {
            progress.check();
            progress.report((double) scores.size() / entries.size(), entry.sampleId());
            String maskPath = entry.maskPath();
            if (maskPath == null) {
                throw Problem.input(
                        "data.mask.missing", "The sample " + entry.sampleId() + " has no mask_path.", "Add it.");
            }
            ImageStack stack = LabelledVolume.readStack(manifest.resolve(entry.path()), entry);
            Mask reference = Nifti.readMask(manifest.resolve(maskPath));
            long started = System.nanoTime();
            Mask predicted = model.segment(stack, List.of(entry.sampleId()), Progress.NONE, partial -> {})
                    .mask();
            double seconds = (System.nanoTime() - started) / 1e9;
            // mask and image of a case may round their positions differently; voxel by voxel they are the same grid
            Mask onItsGrid = Mask.of(reference.geometry(), sameSize(entry, reference, predicted));
            scores.add(VolumeScore.of(entry, reference, onItsGrid, seconds));
        }
        return new SegmentationEvaluation(scores);
    }

    private static byte[] sameSize(ManifestEntry entry, Mask reference, Mask predicted) throws Problem {
        byte[] voxels = predicted.toArray();
        if (voxels.length != reference.geometry().voxels()
                || predicted.geometry().columns() != reference.geometry().columns()
                || predicted.geometry().rows() != reference.geometry().rows()) {
            throw Problem.input(
                    "data.mask.grid",
                    "The mask of sample " + entry.sampleId() + " has another size than its image.",
                    "Make the mask on the image's grid.");
        }
        return voxels;
    }

    /** Mean over patients (first over a patient's volumes) with interval, by metric name. */
    public Map<String, Bootstrap.Interval> metrics() {
        Map<String, Bootstrap.Interval> metrics = new LinkedHashMap<>();
        NAMES.forEach((name, of) -> {
            double[] values = perPatient(of);
            if (values.length > 0) {
                metrics.put(name, Bootstrap.ofMean(values));
            }
        });
        return metrics;
    }

    private double[] perPatient(Function<VolumeScore, @Nullable Double> of) {
        return scores.stream()
                .filter(score -> of.apply(score) != null)
                .collect(Collectors.groupingBy(
                        VolumeScore::patientId, LinkedHashMap::new, Collectors.averagingDouble(score -> {
                            Double value = of.apply(score);
                            return value == null ? 0 : value;
                        })))
                .values()
                .stream()
                .mapToDouble(value -> value)
                .toArray();
    }

    /**
     * The evaluation as JSON: {@code unit, n, metrics, perClass, confusion, items}; a distance that does not exist is
     * null, the confusion matrix counts voxels of all volumes together (rows are the reference).
     *
     * @param background name of the background class
     * @param foreground name of the structure's class
     */
    public ObjectNode toJson(String background, String foreground) {
        ObjectNode tree = Json.object().put("unit", "patient").put("n", (int)
                scores.stream().map(VolumeScore::patientId).distinct().count());
        ObjectNode metrics = tree.putObject("metrics");
        metrics().forEach((name, interval) -> {
            ObjectNode node = metrics.putObject(name).put("value", interval.value());
            node.putArray("ci95").add(interval.low()).add(interval.high());
            node.put("n", interval.n());
        });
        ObjectNode perClass = tree.putObject("perClass");
        addClass(perClass.putObject(background), OverlapMetrics::ofBackground);
        addClass(perClass.putObject(foreground), overlap -> overlap);
        OverlapMetrics all =
                scores.stream().map(VolumeScore::overlap).reduce(OverlapMetrics.NONE, OverlapMetrics::plus);
        ArrayNode confusion = tree.putArray("confusion");
        confusion.addArray().add(all.tn()).add(all.fp());
        confusion.addArray().add(all.fn()).add(all.tp());
        ArrayNode items = tree.putArray("items");
        for (VolumeScore score : scores) {
            ObjectNode item = items.addObject()
                    .put("id", score.sampleId())
                    .put("patient", score.patientId())
                    .put("seconds", score.seconds());
            NAMES.forEach((name, of) -> item.put(name, of.apply(score)));
        }
        return tree;
    }

    private void addClass(ObjectNode into, UnaryOperator<OverlapMetrics> side) {
        PER_CLASS.forEach((name, of) -> {
            double[] values = perPatient(score -> of.applyAsDouble(side.apply(score.overlap())));
            if (values.length > 0) {
                into.put(name, Bootstrap.ofMean(values).value());
            }
        });
    }

    private static final Map<String, ToDoubleFunction<OverlapMetrics>> PER_CLASS = new LinkedHashMap<>();

    private static final Map<String, Function<VolumeScore, @Nullable Double>> NAMES = new LinkedHashMap<>();

    static {
        PER_CLASS.put("precision", OverlapMetrics::precision);
        PER_CLASS.put("recall", OverlapMetrics::recall);
        PER_CLASS.put("iou", OverlapMetrics::iou);
        PER_CLASS.put("dice", OverlapMetrics::dice);
        NAMES.put("dice", s -> s.overlap().dice());
        NAMES.put("iou", s -> s.overlap().iou());
        NAMES.put("miou", s -> s.overlap().miou());
        NAMES.put("accuracy", s -> s.overlap().accuracy());
        NAMES.put("precision", s -> s.overlap().precision());
        NAMES.put("recall", s -> s.overlap().recall());
        NAMES.put("precisionMacro", s -> s.overlap().precisionMacro());
        NAMES.put("recallMacro", s -> s.overlap().recallMacro());
        NAMES.put("hd95Mm", s -> s.surface().isPresent() ? s.surface().get().hd95Mm() : null);
        NAMES.put("assdMm", s -> s.surface().isPresent() ? s.surface().get().assdMm() : null);
        NAMES.put("volumeErrorPercent", s -> s.overlap().volumeErrorPercent());
    }
}
