package org.radiloom.infer;

import java.util.List;

/** What became of a search for anomalies: a finding, or the reason why there is none. */
public sealed interface AnomalyOutcome {
    /** There is a score. */
    record Scored(AnomalyFinding finding) implements AnomalyOutcome {}

    /**
     * No slice could be scored.
     *
     * @param reason one sentence for people
     * @param perSlice what was seen in each slice, with its own reason; empty if none was looked at
     */
    record Refused(String reason, List<SliceAnomaly> perSlice) implements AnomalyOutcome {
        public Refused {
            perSlice = List.copyOf(perSlice);
        }
    }
}
