package org.radiloom.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.model.AnomalyTask;

/** An anomaly score as other programs read it: the part of {@code findings.json} that only these have. */
final class AnomalyJson {
    private AnomalyJson() {}

    /** @param files what was written, by kind; empty if nothing was */
    static void add(ObjectNode node, AnomalyFinding found, Map<String, String> files) {
        node.put("label", found.label());
        node.put("method", found.method());
        node.put("organ", found.organ());
        node.put("modality", found.modality());
        node.put("domainBasis", found.domainBasis());
        found.domainWarning().ifPresent(warning -> node.put("domainWarning", warning));
        node.put("score", rounded(found.score()));
        node.put("percentile", rounded(found.percentile()));
        node.put("threshold", rounded(found.threshold()));
        node.put("above", found.above());
        node.put("thresholdRule", found.thresholdRule());
        node.put("normals", found.normals());
        node.put("mostSuspicious", found.mostSuspicious());
        node.put("slicesScored", found.scoredSlices());
        node.put("slicesCounted", found.countedSlices());
        node.put("slicesAbove", found.slicesAbove());
        node.put("slicesAboveByChance", rounded(found.slicesAboveByChance()));
        found.caution().ifPresent(caution -> node.put("caution", caution));
        probabilities(node.putObject("organProbabilities"), found.organProbabilities());
        probabilities(node.putObject("modalityProbabilities"), found.modalityProbabilities());
        AnomalyTask.MapScale scale = found.scale();
        node.putObject("scale")
                .put("low", scale.low())
                .put("threshold", scale.threshold())
                .put("high", scale.high())
                .put("unit", scale.unit());
        String map = files.getOrDefault(AnomalyMaps.MAP, "");
        boolean deepPng = map.endsWith(AnomalyMaps.PNG);
        if (!map.isEmpty()) {
            node.put("map", map);
            ObjectNode encoding = node.putObject("mapEncoding");
            encoding.put("format", deepPng ? "png16" : "nifti-float32");
            encoding.put("valuePerStep", deepPng ? AnomalyMaps.step(found) : 1);
            encoding.put("unit", scale.unit());
            ObjectNode pictures = node.putObject("pictures");
            files.forEach((kind, file) -> {
                if (!kind.equals(AnomalyMaps.MAP)) {
                    pictures.put(kind, file);
                }
            });
        }
        ArrayNode slices = node.putArray("perSlice");
        for (SliceAnomaly slice : found.perSlice()) {
            ObjectNode each = slices.addObject();
            slice(each, slice);
            if (deepPng && slice.scored()) {
                each.put("map", AnomalyMaps.beside(map, slice.slice()));
            }
        }
    }

    private static void slice(ObjectNode node, SliceAnomaly slice) {
        node.put("slice", slice.slice());
        slice.refused().ifPresent(reason -> node.put("refused", reason));
        if (slice.scored()) {
            node.put("score", rounded(slice.score()));
            node.put("percentile", rounded(slice.percentile()));
            node.put("above", slice.above());
            node.put("counts", slice.counts());
            slice.warning().ifPresent(warning -> node.put("warning", warning));
            probabilities(node.putObject("organProbabilities"), slice.organProbabilities());
            probabilities(node.putObject("modalityProbabilities"), slice.modalityProbabilities());
        }
    }

    private static void probabilities(ObjectNode into, Map<String, Double> values) {
        values.forEach((name, value) -> into.put(name, Math.round(value * 1e7) / 1e7));
    }

    /** Seven significant digits, as many as a float has. */
    private static double rounded(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(7)).doubleValue()
                : value;
    }
}
