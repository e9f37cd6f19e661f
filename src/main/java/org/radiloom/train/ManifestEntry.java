package org.radiloom.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a manifest: a sample, where its pixels are and what is known about it.
 *
 * @param line line number in the file, from 1
 * @param sampleId unique in the manifest
 * @param patientId the unit that splits keep together
 * @param path image, relative to the manifest's folder
 * @param maskPath mask on the image's grid, relative to the manifest's folder
 * @param label class index
 * @param split the split that the file asks for: train, val or test
 * @param sha256 hash of the decoded pixels, to find duplicates
 * @param other every other key of the line, unchanged
 */
public record ManifestEntry(
        int line,
        String sampleId,
        String patientId,
        String path,
        @Nullable String maskPath,
        @Nullable String modality,
        @Nullable String organ,
        @Nullable Integer label,
        @Nullable String split,
        @Nullable String sha256,
        Map<String, JsonNode> other) {
    public ManifestEntry {
        other = Map.copyOf(other);
    }
}
