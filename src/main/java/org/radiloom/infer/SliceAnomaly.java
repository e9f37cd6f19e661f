package org.radiloom.infer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How unlike normal pictures one slice or frame is.
 *
 * @param slice index in the series, from 0
 * @param refused why the slice has no score, one sentence for people; empty when it has one
 * @param score as the network gives it, larger is less normal; NaN without a score
 * @param percentile of the score among single normal validation pictures, 0 to 100; NaN without a score
 * @param above whether the score reaches the threshold
 * @param counts whether the slice counts for the series: those that the network takes for another organ or modality do
 *     not, unless all are
 * @param warning why the score deserves doubt, for people
 * @param organProbabilities by organ, in the network's order; empty without such a head
 * @param modalityProbabilities by modality, in the network's order; empty without such a head
 * @param map where; empty without a score
 */
public record SliceAnomaly(
        int slice,
        Optional<String> refused,
        double score,
        double percentile,
        boolean above,
        boolean counts,
        Optional<String> warning,
        Map<String, Double> organProbabilities,
        Map<String, Double> modalityProbabilities,
        Optional<AnomalyMap> map) {
    public SliceAnomaly {
        organProbabilities = Collections.unmodifiableMap(new LinkedHashMap<>(organProbabilities));
        modalityProbabilities = Collections.unmodifiableMap(new LinkedHashMap<>(modalityProbabilities));
        if (refused.isPresent() != Double.isNaN(score) || refused.isPresent() && map.isPresent()) {
            throw new IllegalArgumentException("a slice has either a score or a reason why not");
        }
    }

    /** One without a score. */
    static SliceAnomaly refused(int slice, String why) {
        return new SliceAnomaly(
                slice,
                Optional.of(why),
                Double.NaN,
                Double.NaN,
                false,
                false,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty());
    }

    /** Whether the slice has a score. */
    public boolean scored() {
        return refused.isEmpty();
    }
}
