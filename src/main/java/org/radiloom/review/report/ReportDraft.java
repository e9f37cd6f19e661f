package org.radiloom.review.report;

import java.util.Optional;

/**
 * A report that is being written.
 *
 * @param parent the signed version that it takes the place of or adds to; empty for the first
 */
public record ReportDraft(ReportContent content, Kind kind, Optional<Parent> parent) {
    /** What it becomes when it is signed. */
    public enum Kind {
        REPORT,
        /** What was signed is the same, words were added. */
        ADDENDUM
    }

    /**
     * A signed version.
     *
     * @param version from 1
     * @param digest of the version, lower-case hex
     */
    public record Parent(int version, String digest) {}

    /** A report of which nothing is signed yet. */
    public static ReportDraft first(ReportContent content) {
        return new ReportDraft(content, Kind.REPORT, Optional.empty());
    }

    /** A new version of a signed one, to be changed. */
    public static ReportDraft amending(SignedReport signed) {
        return new ReportDraft(signed.content(), Kind.REPORT, Optional.of(signed.asParent()));
    }

    /** A signed one with words added. */
    public static ReportDraft adding(SignedReport signed, Addendum addendum) {
        return new ReportDraft(signed.content().with(addendum), Kind.ADDENDUM, Optional.of(signed.asParent()));
    }

    public ReportDraft with(ReportContent other) {
        return new ReportDraft(other, kind, parent);
    }
}
