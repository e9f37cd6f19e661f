package org.radiloom.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.radiloom.model.AnomalyTask;

/**
 * What the slices of a series say together: the score of the most suspicious one.
 *
 * @param perSlice with what counts decided
 */
record SeriesAnomaly(AnomalyTask.Domain domain, List<SliceAnomaly> perSlice) {
    /** @param seen at least one with a score */
    static SeriesAnomaly of(AnomalyTask.Domain domain, List<SliceAnomaly> seen) {
        boolean some = seen.stream().anyMatch(SliceAnomaly::counts);
        return new SeriesAnomaly(
                domain, some ? seen : seen.stream().map(SeriesAnomaly::counted).toList());
    }

    private static SliceAnomaly counted(SliceAnomaly slice) {
        return new SliceAnomaly(
                slice.slice(),
                slice.refused(),
                slice.score(),
                slice.percentile(),
                slice.above(),
                slice.scored(),
                slice.warning(),
                slice.organProbabilities(),
                slice.modalityProbabilities(),
                slice.map());
    }

    private List<SliceAnomaly> counting() {
        return perSlice.stream().filter(SliceAnomaly::counts).toList();
    }

    /** The first of those with the largest score. */
    SliceAnomaly suspect() {
        return counting().stream()
                .max(Comparator.comparingDouble(SliceAnomaly::score).thenComparing(s -> -s.slice()))
                .orElseThrow();
    }

    int above() {
        return (int) counting().stream().filter(SliceAnomaly::above).count();
    }

    double aboveByChance() {
        return counting().size() * domain.normalsAbove();
    }

    Map<String, Double> organs() {
        return mean(SliceAnomaly::organProbabilities);
    }

    Map<String, Double> modalities() {
        return mean(SliceAnomaly::modalityProbabilities);
    }

    private Map<String, Double> mean(Function<SliceAnomaly, Map<String, Double>> what) {
        List<SliceAnomaly> scored =
                perSlice.stream().filter(SliceAnomaly::scored).toList();
        Map<String, Double> mean = new LinkedHashMap<>();
        scored.forEach(
                slice -> what.apply(slice).forEach((name, p) -> mean.merge(name, p / scored.size(), Double::sum)));
        return mean;
    }

    /** Why the series may not be what its scores are compared with. */
    Optional<String> warning() {
        List<String> sentences = new ArrayList<>();
        otherDomain(domain, organs(), modalities()).ifPresent(sentences::add);
        beyond(domain, suspect().score()).ifPresent(sentences::add);
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    /** What must be said with every result of the kind, and a word about slices that have no score or do not count. */
    Optional<String> caution() {
        List<String> sentences = new ArrayList<>();
        if (!domain.caution().isEmpty()) {
            sentences.add(domain.caution());
        }
        long refused = perSlice.stream().filter(s -> !s.scored()).count();
        if (refused > 0) {
            sentences.add(refused + " of " + perSlice.size() + " slices could not be looked at.");
        }
        long others = perSlice.stream().filter(s -> s.scored() && !s.counts()).count();
        if (others > 0) {
            sentences.add(others + " of " + perSlice.size()
                    + " slices do not count: of one grey, or taken by the network for another organ or modality.");
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    /** What the network takes a picture for, if that is not the domain it is compared with. */
    static Optional<String> otherDomain(
            AnomalyTask.Domain domain, Map<String, Double> organs, Map<String, Double> modalities) {
        Optional<String> organ = largest(organs).filter(name -> !name.equals(domain.organ()));
        Optional<String> modality = largest(modalities).filter(name -> !name.equals(domain.modality()));
        if (organ.isEmpty() && modality.isEmpty()) {
            return Optional.empty();
        }
        List<String> taken = new ArrayList<>();
        organ.ifPresent(name -> taken.add(said(name, organs)));
        modality.ifPresent(name -> taken.add(said(name, modalities)));
        return Optional.of("The network takes this for " + String.join(" and ", taken) + ", not for " + domain.name()
                + ": it may lie outside what the model has learned.");
    }

    private static String said(String name, Map<String, Double> probabilities) {
        return String.format(Locale.ROOT, "%s (%.0f %%)", name, 100 * probabilities.getOrDefault(name, 0.0));
    }

    /** A word about a score beyond those of all pictures that the model was judged on. */
    static Optional<String> beyond(AnomalyTask.Domain domain, double score) {
        return score > domain.largestKnown()
                ? Optional.of("The score is larger than that of any picture that the model was judged on ("
                        + domain.name() + "): the picture may be of another kind altogether.")
                : Optional.empty();
    }

    private static Optional<String> largest(Map<String, Double> probabilities) {
        return probabilities.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** Why no slice has a score: the commonest reason. */
    static String reason(List<SliceAnomaly> seen) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        seen.forEach(each -> each.refused().ifPresent(reason -> reasons.merge(reason, 1, Integer::sum)));
        String commonest = reasons.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("There is no slice.");
        return seen.size() <= 1
                ? commonest
                : "None of " + seen.size() + " slices can be looked at; most often: " + commonest;
    }
}
