package org.radiloom.review.report;

import java.time.Instant;

/**
 * Words that were added to a signed report without changing it.
 *
 * @param text never blank
 */
public record Addendum(String text, Reader by, Instant at) {
    public Addendum {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an addendum without words");
        }
    }
}
