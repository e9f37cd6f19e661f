package org.radiloom.review.report;

/**
 * Who reads, as they call themselves; nobody checks it.
 *
 * @param name empty where nobody said
 * @param role such as radiologist; empty where nobody said
 */
public record Reader(String name, String role) {
    public static final Reader NOBODY = new Reader("", "");

    public boolean named() {
        return !name.isBlank();
    }

    /** The role only: names must not reach a log. */
    @Override
    public String toString() {
        return "Reader[" + role + "]";
    }
}
