package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong or odd in a manifest or in the files that it names.
 *
 * @param code stable dotted name of the kind of fault
 * @param line in the manifest, from 1; 0 when no single line is meant
 * @param sample sample id, if one is meant and known
 * @param what what is wrong, a phrase that follows "line 3"
 * @param next what to do about it, a sentence
 */
public record ManifestFault(
        Severity severity, String code, int line, @Nullable String sample, String what, String next) {
    /** Whether the manifest can be used in spite of it. */
    public enum Severity {
        ERROR,
        WARNING
    }

    static ManifestFault error(String code, int line, @Nullable String sample, String what, String next) {
        return new ManifestFault(Severity.ERROR, code, line, sample, what, next);
    }

    static ManifestFault warning(String code, int line, @Nullable String sample, String what, String next) {
        return new ManifestFault(Severity.WARNING, code, line, sample, what, next);
    }

    static ManifestFault error(String code, ManifestEntry of, String what, String next) {
        return error(code, of.line(), of.sampleId(), what, next);
    }

    static ManifestFault warning(String code, ManifestEntry of, String what, String next) {
        return warning(code, of.line(), of.sampleId(), what, next);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** All of it in one line for people. */
    public String sentence() {
        return severity.name().toLowerCase(Locale.ROOT)
                + (line > 0 ? ", line " + line : "")
                + (sample == null ? "" : " (" + sample + ")")
                + ": " + what + ". " + next;
    }

    /** The fault as a JSON object; a fault of no single line has neither line nor sample. */
    public ObjectNode toJson() {
        ObjectNode node = Json.object()
                .put("severity", severity.name().toLowerCase(Locale.ROOT))
                .put("code", code);
        if (line > 0) {
            node.put("line", line);
        }
        if (sample != null) {
            node.put("sample", sample);
        }
        return node.put("what", what).put("next", next);
    }
}
