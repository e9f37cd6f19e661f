package org.radiloom.infer;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a finding comes from: enough to repeat it and to see whether anything has changed since.
 *
 * @param modelId id of the model package
 * @param modelVersion version of the model package
 * @param sha256 digest of the weights that were loaded, lower-case hex
 * @param engine engine, version and threads
 * @param device such as cpu or gpu:0
 * @param inputs SOP instance UIDs, or SHA-256 digests of files that have none
 * @param parameters settings and side figures by name
 * @param startedAt when the run began
 * @param seconds how long it took
 */
public record Provenance(
        String modelId,
        String modelVersion,
        String sha256,
        String engine,
        String device,
        List<String> inputs,
        Map<String, Object> parameters,
        Instant startedAt,
        double seconds) {
    public Provenance {
        inputs = List.copyOf(inputs);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
