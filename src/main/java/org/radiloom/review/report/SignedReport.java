package org.radiloom.review.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version that can no longer be changed.
 *
 * @param version from 1, without gaps
 * @param parent the version before
 * @param by who has signed it
 * @param at when
 * @param files what was written with it
 * @param digest SHA-256 of all the others as they are written, lower-case hex
 */
public record SignedReport(
        int version,
        ReportDraft.Kind kind,
        Optional<ReportDraft.Parent> parent,
        Reader by,
        Instant at,
        List<SignedFile> files,
        ReportContent content,
        String digest) {
    /**
     * A file that belongs to a version.
     *
     * @param kind such as pdf, sr or seg
     * @param name in the folder of the study
     * @param sha256 of its bytes, lower-case hex
     */
    public record SignedFile(String kind, String name, String sha256) {}

    public SignedReport {
        files = List.copyOf(files);
    }

    public ReportDraft.Parent asParent() {
        return new ReportDraft.Parent(version, digest);
    }
}
