package org.radiloom.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One line of a manifest: a sample, where its pixels are and what is known about it.
 *
 * @param line line number in the file, from 1
 * @param sampleId unique in the manifest
 * @param patientId the unit that splits keep together
 * @param path image, relative to the manifest's folder: a picture, a volume, or the folder of a DICOM series
 * @param frame which frame of a file that holds several, from 0; without it all of a volume's slices are meant
 * @param instance place among the slices of a series
 * @param label class index
 * @param abnormal whether anything is wrong with what the image shows
 * @param maskPath mask on the image's grid, relative to the manifest's folder
 * @param regionPath mask of the region to analyse, such as the liver or the scan sector
 * @param boxes around what is to be found, in source pixels
 * @param boxSource where the boxes come from: manual, saliency or segmentation
 * @param sliceThickness mm
 * @param split the split that the file asks for: train, val or test
 * @param fold the fold of a cross-validation that the file asks for, from 0
 * @param sha256 hash of the decoded pixels, to find duplicates; see {@link PixelFacts}
 * @param declared numbers that a reader measured beside the picture, by name, such as hepatorenalIndex
 * @param other every other key of the line, unchanged
 */
public record ManifestEntry(
        int line,
        String sampleId,
        String patientId,
        @Nullable String studyUid,
        @Nullable String seriesUid,
        @Nullable Integer instance,
        String path,
        @Nullable Integer frame,
        @Nullable String modality,
        @Nullable String organ,
        @Nullable Integer label,
        @Nullable Boolean abnormal,
        @Nullable String maskPath,
        @Nullable String regionPath,
        List<Box> boxes,
        @Nullable String boxSource,
        @Nullable Spacing pixelSpacing,
        @Nullable Double sliceThickness,
        @Nullable String split,
        @Nullable Integer fold,
        @Nullable String site,
        @Nullable String sha256,
        Map<String, Double> declared,
        Map<String, JsonNode> other) {
    /** The known keys in the order in which they are written. */
    static final List<String> KEYS = List.of(
            "sample_id",
            "patient_id",
            "study_uid",
            "series_uid",
            "instance",
            "path",
            "frame",
            "modality",
            "organ",
            "label",
            "abnormal",
            "mask_path",
            "region_path",
            "boxes",
            "box_source",
            "pixel_spacing",
            "slice_thickness",
            "split",
            "fold",
            "site",
            "sha256",
            "declared");

    public ManifestEntry {
        boxes = List.copyOf(boxes);
        declared = Map.copyOf(declared);
        other = Map.copyOf(other);
    }

    /** A rectangle in source pixels, left and top included, right and bottom not. */
    public record Box(double x0, double y0, double x1, double y1) {}

    /** Distance between neighbouring rows and between neighbouring columns, mm. */
    public record Spacing(double rowMm, double columnMm) {}

    /** The entry of the same line with changed keys. */
    ManifestEntry with(Consumer<ObjectNode> change) {
        ObjectNode node = toJson();
        change.accept(node);
        return new ManifestLine(line, node).entry().orElseThrow();
    }

    /** The line that this entry is read from, less what is unknown. */
    ObjectNode toJson() {
        ObjectNode node = Json.object();
        put(node, "sample_id", sampleId);
        put(node, "patient_id", patientId);
        put(node, "study_uid", studyUid);
        put(node, "series_uid", seriesUid);
        put(node, "instance", instance);
        put(node, "path", path);
        put(node, "frame", frame);
        put(node, "modality", modality);
        put(node, "organ", organ);
        put(node, "label", label);
        put(node, "abnormal", abnormal == null ? null : abnormal ? 1 : 0);
        put(node, "mask_path", maskPath);
        put(node, "region_path", regionPath);
        if (!boxes.isEmpty()) {
            ArrayNode all = node.putArray("boxes");
            boxes.forEach(b -> all.addArray().add(b.x0).add(b.y0).add(b.x1).add(b.y1));
        }
        put(node, "box_source", boxSource);
        if (pixelSpacing != null) {
            node.putArray("pixel_spacing").add(pixelSpacing.rowMm).add(pixelSpacing.columnMm);
        }
        put(node, "slice_thickness", sliceThickness);
        put(node, "split", split);
        put(node, "fold", fold);
        put(node, "site", site);
        put(node, "sha256", sha256);
        if (!declared.isEmpty()) {
            ObjectNode numbers = node.putObject("declared");
            new TreeMap<>(declared).forEach(numbers::put);
        }
        new TreeMap<>(other).forEach(node::set);
        return node;
    }

    private static void put(ObjectNode node, String key, @Nullable Object value) {
        if (value != null) {
            node.set(key, Json.MAPPER.valueToTree(value));
        }
    }
}
