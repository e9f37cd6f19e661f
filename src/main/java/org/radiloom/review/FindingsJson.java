package org.radiloom.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.Finding;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.Provenance;
import org.radiloom.infer.SegmentationFinding;

/** Findings as other programs read them: {@code findings.json}. */
public final class FindingsJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private FindingsJson() {}

    /**
     * The result of a review.
     *
     * @param masks for each finding's id, the names of its mask files by kind (seg, nifti)
     */
    public static ObjectNode of(ReviewResult result, Map<String, Map<String, String>> masks) {
        ObjectNode tree = MAPPER.createObjectNode();
        tree.put("studyUid", result.study().uid());
        tree.put("createdAt", result.createdAt().toString());
        ArrayNode findings = tree.putArray("findings");
        for (ReviewFinding each : result.findings()) {
            Map<String, String> files = masks.get(each.finding().id());
            findings.add(finding(each, files == null ? Map.of() : files));
        }
        ArrayNode notRun = tree.putArray("notRun");
        for (NotRun each : result.notRun()) {
            notRun.addObject()
                    .put("model", each.model())
                    .put("reason", each.reason())
                    .put("series", each.series().seriesUid());
        }
        return tree;
    }

    /** One finding. */
    public static ObjectNode finding(ReviewFinding reviewed, Map<String, String> files) {
        Finding finding = reviewed.finding();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", finding.id());
        node.put("model", finding.provenance().modelId());
        switch (finding) {
            case SegmentationFinding segmentation -> {
                node.put("kind", "segmentation");
                node.put("series", reviewed.series().seriesUid());
                node.put("complete", finding.complete());
                node.set("provenance", provenance(finding.provenance()));
                node.put("label", segmentation.label());
                node.put("volumeCm3", rounded(segmentation.volumeCm3()));
                segmentation.caution().ifPresent(caution -> node.put("caution", caution));
                ObjectNode mask = node.putObject("mask");
                files.forEach(mask::put);
                ArrayNode slices = node.putArray("slices");
                for (SliceAreas area : SliceAreas.of(segmentation.mask())) {
                    slices.addObject().put("slice", area.slice()).put("areaMm2", rounded(area.areaMm2()));
                }
            }
            case GradeFinding grade -> {
                node.put("kind", "grades");
                node.put("series", reviewed.series().seriesUid());
                node.put("complete", finding.complete());
                node.set("provenance", provenance(finding.provenance()));
                GradesJson.add(node, grade);
                if (!files.isEmpty()) {
                    ObjectNode pictures = node.putObject("pictures");
                    files.forEach(pictures::put);
                }
            }
            case AnomalyFinding anomaly -> {
                node.put("kind", "anomaly");
                node.put("series", reviewed.series().seriesUid());
                node.put("complete", finding.complete());
                node.set("provenance", provenance(finding.provenance()));
                AnomalyJson.add(node, anomaly, files);
            }
        }
        return node;
    }

    private static ObjectNode provenance(Provenance provenance) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("modelId", provenance.modelId());
        node.put("modelVersion", provenance.modelVersion());
        node.put("sha256", provenance.sha256());
        node.put("engine", provenance.engine());
        node.put("device", provenance.device());
        ArrayNode inputs = node.putArray("inputs");
        provenance.inputs().forEach(inputs::add);
        node.set("parameters", MAPPER.valueToTree(provenance.parameters()));
        node.put("startedAt", provenance.startedAt().toString());
        node.put("seconds", provenance.seconds());
        return node;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
