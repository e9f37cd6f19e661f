package org.radiloom.review.report;

import java.time.Instant;
import java.util.Optional;

/**
 * What a version will be called, for those who write its files.
 *
 * @param version from 1
 * @param parent number of the version before; empty for the first
 */
public record Signing(int version, ReportDraft.Kind kind, Optional<Integer> parent, Reader by, Instant at) {
    /** Of a version that is signed already. */
    public static Signing of(SignedReport signed) {
        return new Signing(
                signed.version(),
                signed.kind(),
                signed.parent().map(ReportDraft.Parent::version),
                signed.by(),
                signed.at());
    }
}
