package org.radiloom.review.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found when the record was read.
 *
 * @param entries lines that it has
 * @param faults in the order of the lines; empty when nothing has been changed
 */
public record AuditCheck(int entries, List<Fault> faults) {
    /** Something that has been changed. */
    public enum Kind {
        /** A line is no entry. */
        UNREADABLE,
        /** An entry says something else than when it was written. */
        CHANGED,
        /** Entries before this one are gone. */
        REMOVED_BEFORE,
        /** An entry stands where an earlier or later one belongs. */
        OUT_OF_ORDER,
        /** An entry was put in the place of another, whose digest the next ones know. */
        REPLACED,
        /** The last entries are gone. */
        CUT
    }

    /**
     * @param line counted from 1
     * @param words what is wrong, in a sentence
     */
    public record Fault(int line, Kind kind, String words) {}

    public AuditCheck {
        faults = List.copyOf(faults);
    }

    public boolean intact() {
        return faults.isEmpty();
    }

    /**
     * Follows the chain.
     *
     * @param lines of the record
     * @param length how many entries there were when the last one was written; -1 where nobody knows
     * @param last digest of the last one; empty where nobody knows
     */
    static AuditCheck of(List<String> lines, long length, String last) {
        List<Fault> faults = new ArrayList<>();
        long expected = 0;
        String previous = AuditEntry.NOTHING;
        // each line that cannot be read may have been an entry, or half of one that was never finished
        int unread = 0;
        for (int n = 0; n < lines.size(); n++) {
            AuditEntry entry;
            try {
                entry = AuditEntry.parse(lines.get(n));
            } catch (IllegalArgumentException e) {
                faults.add(new Fault(
                        n + 1, Kind.UNREADABLE, "The line after entry " + (expected - 1) + " cannot be read."));
                unread++;
                continue;
            }
            if (entry.number() > expected + unread) {
                faults.add(new Fault(n + 1, Kind.REMOVED_BEFORE, missing(expected, entry.number())));
            } else if (entry.number() < expected) {
                faults.add(new Fault(
                        n + 1,
                        Kind.OUT_OF_ORDER,
                        "Entry " + entry.number() + " stands where entry " + expected + " belongs."));
            }
            if (!entry.computed().equals(entry.digest())) {
                faults.add(new Fault(n + 1, Kind.CHANGED, "Entry " + entry.number() + " has been changed."));
            } else if (entry.number() == expected
                    && !previous.isEmpty()
                    && !entry.previous().equals(previous)) {
                faults.add(new Fault(
                        n + 1,
                        Kind.REPLACED,
                        "Entry " + entry.number()
                                + " does not follow the one before it: one of the two was replaced."));
            }
            unread = 0;
            expected = entry.number() + 1;
            previous = entry.digest();
        }
        if (length > expected + unread) {
            faults.add(new Fault(lines.size(), Kind.CUT, missing(expected, length)));
        } else if (length == expected && !last.isEmpty() && !last.equals(previous)) {
            faults.add(new Fault(lines.size(), Kind.REPLACED, "Entry " + (expected - 1) + " was replaced."));
        }
        return new AuditCheck(lines.size(), faults);
    }

    private static String missing(long from, long to) {
        return to - from == 1 ? "Entry " + from + " is gone." : "Entries " + from + " to " + (to - 1) + " are gone.";
    }
}
