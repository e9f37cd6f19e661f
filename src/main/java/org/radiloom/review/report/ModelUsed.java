package org.radiloom.review.report;

import org.radiloom.infer.Provenance;

/**
 * Which model has made a finding.
 *
 * @param id of its package
 * @param version of its package
 * @param sha256 of the weights, lower-case hex
 * @param engine engine, version and threads
 * @param device such as cpu
 * @param startedAt ISO 8601, UTC
 */
public record ModelUsed(String id, String version, String sha256, String engine, String device, String startedAt) {
    public static ModelUsed of(Provenance provenance) {
        return new ModelUsed(
                provenance.modelId(),
                provenance.modelVersion(),
                provenance.sha256(),
                provenance.engine(),
                provenance.device(),
                provenance.startedAt().toString());
    }
}
