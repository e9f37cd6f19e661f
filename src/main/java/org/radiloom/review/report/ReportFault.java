package org.radiloom.review.report;

/**
 * Something about a signed version that is no longer as it was signed.
 *
 * @param version from 1
 * @param words what is wrong, in a sentence
 */
public record ReportFault(int version, Kind kind, String words) {
    /** What has happened to it. */
    public enum Kind {
        /** It says something else than when it was signed. */
        CHANGED,
        /** A file or picture that belongs to it is not the one that was signed. */
        FILE_CHANGED,
        /** It, or a file or picture of it, is gone or cannot be read. */
        GONE,
        /** It follows another version than the one that is there. */
        PARENT_CHANGED,
        /** The record of the audit does not know it: it was made anew, or the record is another one. */
        NOT_RECORDED
    }
}
