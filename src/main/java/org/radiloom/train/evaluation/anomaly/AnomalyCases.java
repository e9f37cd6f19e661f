package org.radiloom.train.evaluation.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.radiloom.metric.Bootstrap;

/**
 * Patients of an evaluation and the figures of them. A patient is as abnormal as the most suspicious of the patient's pictures
 * of an organ in a modality.
 *
 * <p>Intervals come from 2000 resamples of patients, drawn from normal and abnormal ones apart.
 */
public final class AnomalyCases {
    /** In the order in which {@link CaseCounts} gives them. */
    private static final List<AnomalyFigure> OF_SCORES = List.of(
            AnomalyFigure.AUROC,
            AnomalyFigure.AP,
            AnomalyFigure.F1,
            AnomalyFigure.F1_BINARY,
            AnomalyFigure.F1_WEIGHTED,
            AnomalyFigure.ACCURACY,
            AnomalyFigure.FALSE_ALARMS);

    private final List<AnomalyItem> items;
    private final List<Case> cases;

    private record Case(double score, boolean called, boolean abnormal) {}

    private AnomalyCases(List<AnomalyItem> items, List<Case> cases) {
        this.items = List.copyOf(items);
        this.cases = List.copyOf(cases);
    }

    static AnomalyCases of(List<AnomalyItem> items, ToDoubleFunction<AnomalyItem> score) {
        Map<String, List<AnomalyItem>> byPatient = items.stream()
                .collect(Collectors.groupingBy(
                        item -> item.patient() + "\n" + item.domain(), LinkedHashMap::new, Collectors.toList()));
        List<Case> cases = new ArrayList<>();
        for (List<AnomalyItem> each : byPatient.values()) {
            cases.add(new Case(
                    each.stream().mapToDouble(score).max().orElseThrow(),
                    each.stream().anyMatch(AnomalyItem::called),
                    each.stream().anyMatch(AnomalyItem::abnormal)));
        }
        return new AnomalyCases(items, cases);
    }

    /** The pictures. */
    public List<AnomalyItem> items() {
        return items;
    }

    /** Patients. */
    public int n() {
        return cases.size();
    }

    /** Patients with anything wrong. */
    public int abnormals() {
        return (int) cases.stream().filter(Case::abnormal).count();
    }

    /** Rows are the truth, columns what the threshold says; normal before abnormal. */
    public long[][] confusion() {
        long[][] counts = new long[2][2];
        cases.forEach(c -> counts[c.abnormal ? 1 : 0][c.called ? 1 : 0]++);
        return counts;
    }

    /** Every figure that there is, with its interval. */
    public SequencedMap<AnomalyFigure, Bootstrap.Interval> figures() {
        EnumMap<AnomalyFigure, Bootstrap.Interval> found = new EnumMap<>(AnomalyFigure.class);
        List<Bootstrap.Interval> ofScores = intervals(cases);
        for (int at = 0; at < ofScores.size(); at++) {
            found.put(OF_SCORES.get(at), ofScores.get(at));
        }
        if (items.stream().anyMatch(AnomalyItem::named)) {
            found.put(AnomalyFigure.DOMAIN_ACCURACY, mean(items, item -> item.namedRightly() ? 1 : 0));
        }
        localisation(AnomalyItem::localisation).forEach(found::put);
        SequencedMap<AnomalyFigure, Bootstrap.Interval> ordered = new LinkedHashMap<>();
        found.forEach((figure, interval) -> {
            if (!Double.isNaN(interval.value())) {
                ordered.put(figure, interval);
            }
        });
        return ordered;
    }

    /** Figures of the distance to the region's edge in the place of the map; empty where it was not asked for. */
    public SequencedMap<AnomalyFigure, Bootstrap.Interval> centrePrior() {
        return localisation(AnomalyItem::centrePrior);
    }

    /** Areas under the ROC curve of scores that look at nothing that matters, by name. */
    public SequencedMap<String, Bootstrap.Interval> shortcuts() {
        TreeSet<String> names = new TreeSet<>();
        items.forEach(item -> names.addAll(item.shortcuts().keySet()));
        SequencedMap<String, Bootstrap.Interval> found = new LinkedHashMap<>();
        for (String name : names) {
            List<AnomalyItem> having = items.stream()
                    .filter(item -> item.shortcuts().containsKey(name))
                    .toList();
            Bootstrap.Interval area = intervals(
                            of(having, item -> item.shortcuts().getOrDefault(name, 0.0)).cases)
                    .getFirst();
            if (!Double.isNaN(area.value())) {
                found.put(name, area);
            }
        }
        return found;
    }

    private static List<Bootstrap.Interval> intervals(List<Case> cases) {
        int[] order = IntStream.range(0, cases.size())
                .boxed()
                .sorted(Comparator.comparingDouble(at -> -cases.get(at).score))
                .mapToInt(at -> at)
                .toArray();
        CaseCounts counts = new CaseCounts(
                Arrays.stream(order).mapToDouble(at -> cases.get(at).score).toArray(),
                flags(order, at -> cases.get(at).abnormal),
                flags(order, at -> cases.get(at).called));
        int[] stratum =
                Arrays.stream(order).map(at -> cases.get(at).abnormal ? 1 : 0).toArray();
        return Bootstrap.stratified(stratum, OF_SCORES.size(), counts::figures);
    }

    private static boolean[] flags(int[] order, Function<Integer, Boolean> flag) {
        boolean[] flags = new boolean[order.length];
        for (int at = 0; at < order.length; at++) {
            flags[at] = flag.apply(order[at]);
        }
        return flags;
    }

    private SequencedMap<AnomalyFigure, Bootstrap.Interval> localisation(
            Function<AnomalyItem, java.util.Optional<Localisation>> part) {
        List<AnomalyItem> drawn =
                items.stream().filter(item -> part.apply(item).isPresent()).toList();
        SequencedMap<AnomalyFigure, Bootstrap.Interval> found = new LinkedHashMap<>();
        if (!drawn.isEmpty()) {
            Function<AnomalyItem, Localisation> of = item -> part.apply(item).orElseThrow();
            found.put(AnomalyFigure.PIXEL_AUROC, mean(drawn, item -> of.apply(item)
                    .auroc()));
            found.put(AnomalyFigure.PIXEL_AP, mean(drawn, item -> of.apply(item).ap()));
            found.put(AnomalyFigure.POINTING, mean(drawn, item -> of.apply(item).hit()));
            found.put(AnomalyFigure.REGION_OVERLAP, mean(drawn, item -> of.apply(item)
                    .overlap()));
        }
        return found;
    }

    /** Mean over patients of the mean over a patient's pictures. */
    private static Bootstrap.Interval mean(List<AnomalyItem> items, ToDoubleFunction<AnomalyItem> value) {
        Map<String, Double> byPatient = items.stream()
                .collect(Collectors.groupingBy(
                        AnomalyItem::patient, LinkedHashMap::new, Collectors.averagingDouble(value)));
        return Bootstrap.ofMean(byPatient.values().stream().mapToDouble(v -> v).toArray());
    }
}
