package org.radiloom.train.evaluation.anomaly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.radiloom.train.evaluation.Evaluation;

/**
 * An anomaly detector judged on patients that it never saw.
 *
 * @param items at least one
 */
public record AnomalyEvaluation(About about, List<AnomalyItem> items) {
    public AnomalyEvaluation {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("an evaluation without a picture");
        }
    }

    /**
     * What was judged on what.
     *
     * @param model id on the card
     * @param run the training run's folder and preset, when the model is one's checkpoint
     * @param sha256 of the weights
     * @param data the manifest
     * @param split train, val, test or all
     * @param method of the detector
     * @param regions how the part to look at was found, for people
     * @param skipped pictures of organs in modalities that the model does not know; no figure counts them
     */
    public record About(
            String model,
            Optional<Evaluation.Run> run,
            String sha256,
            String data,
            String split,
            String method,
            String regions,
            int skipped) {}

    /** Name of the run, or of the model when it is none. */
    public String name() {
        return about.run().map(Evaluation.Run::name).orElse(about.model());
    }

    /** All together, scores divided by the thresholds of their organ and modality. */
    public AnomalyCases all() {
        return AnomalyCases.of(items, item -> item.score() / item.threshold());
    }

    /** By organ and modality, such as {@code liver US}. */
    public SequencedMap<String, AnomalyCases> domains() {
        return grouped(AnomalyItem::domain);
    }

    /** By site, where an organ in a modality comes from more than one. */
    public SequencedMap<String, AnomalyCases> sites() {
        Map<String, Long> sitesOf = items.stream()
                .collect(Collectors.groupingBy(
                        AnomalyItem::domain,
                        Collectors.collectingAndThen(
                                Collectors.mapping(AnomalyItem::site, Collectors.toSet()), set -> (long) set.size())));
        SequencedMap<String, AnomalyCases> sites = new LinkedHashMap<>();
        grouped(AnomalyItem::site).forEach((site, cases) -> {
            if (!site.isEmpty() && cases.items().stream().anyMatch(i -> sitesOf.getOrDefault(i.domain(), 0L) > 1)) {
                sites.put(site, cases);
            }
        });
        return sites;
    }

    private SequencedMap<String, AnomalyCases> grouped(Function<AnomalyItem, String> key) {
        SequencedMap<String, List<AnomalyItem>> groups =
                items.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
        SequencedMap<String, AnomalyCases> cases = new LinkedHashMap<>();
        groups.forEach((name, members) -> cases.put(name, AnomalyCases.of(members, AnomalyItem::score)));
        return cases;
    }
}
