package org.radiloom.dicom.sr;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Who vouches for a document.
 *
 * @param observer name of the person, as DICOM writes names
 * @param organization that the person works for; never empty in what is written
 * @param when to the second
 * @param code of the person; empty where nobody has given one
 */
public record Verification(String observer, String organization, LocalDateTime when, Optional<Code> code) {
    public Verification {
        when = when.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Nothing of the person: names must not reach a log. */
    @Override
    public String toString() {
        return "Verification[" + when + "]";
    }
}
