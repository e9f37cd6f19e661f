package org.radiloom.infer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.model.AnomalyTask;

/**
 * How unlike normal pictures a series is; its score is that of its most suspicious slice.
 *
 * @param method of the model, such as dpa
 * @param organ whose normal pictures the series was compared with
 * @param modality US, CT or XR, of these
 * @param domainBasis how it is known that it is this organ in this modality, one sentence for people
 * @param domainWarning why the series may not be of the kind that the model knows, for people: its scores mean little then
 * @param organProbabilities mean over the scored slices, by organ, in the network's order; empty without such a head
 * @param modalityProbabilities the same by modality
 * @param perSlice all slices that were looked at, in order; also those without a score
 * @param mostSuspicious index in the series of the slice with the largest score among those that count
 * @param score its score
 * @param percentile of {@code score} among single normal validation pictures, 0 to 100
 * @param threshold of the score of one picture
 * @param above whether the score reaches it
 * @param thresholdRule how it was chosen, for people
 * @param normals how many normal validation pictures percentiles rest on
 * @param slicesAbove how many slices that count reach the threshold
 * @param slicesAboveByChance how many of as many single normal pictures do, on average
 * @param scale of the maps, the same in every study
 * @param caution why the result deserves a second look besides, for people
 * @param complete false if the run was cancelled; slices not yet looked at are missing
 */
public record AnomalyFinding(
        String id,
        String label,
        String method,
        String organ,
        String modality,
        String domainBasis,
        Optional<String> domainWarning,
        Map<String, Double> organProbabilities,
        Map<String, Double> modalityProbabilities,
        List<SliceAnomaly> perSlice,
        int mostSuspicious,
        double score,
        double percentile,
        double threshold,
        boolean above,
        String thresholdRule,
        int normals,
        int slicesAbove,
        double slicesAboveByChance,
        AnomalyTask.MapScale scale,
        Optional<String> caution,
        boolean complete,
        Provenance provenance)
        implements Finding {
    public AnomalyFinding {
        organProbabilities = Collections.unmodifiableMap(new LinkedHashMap<>(organProbabilities));
        modalityProbabilities = Collections.unmodifiableMap(new LinkedHashMap<>(modalityProbabilities));
        perSlice = List.copyOf(perSlice);
    }

    /** What a reader is told first. */
    public String headline() {
        return above ? "above the threshold" : "below the threshold";
    }

    /** What was seen in a slice of the series; empty if it was not looked at. */
    public Optional<SliceAnomaly> slice(int k) {
        return perSlice.stream().filter(each -> each.slice() == k).findFirst();
    }

    /** The slice with the largest score among those that count. */
    public SliceAnomaly suspect() {
        return slice(mostSuspicious).orElseThrow();
    }

    /** How many slices have a score. */
    public int scoredSlices() {
        return (int) perSlice.stream().filter(SliceAnomaly::scored).count();
    }

    /** How many slices count for the series. */
    public int countedSlices() {
        return (int) perSlice.stream().filter(SliceAnomaly::counts).count();
    }
}
