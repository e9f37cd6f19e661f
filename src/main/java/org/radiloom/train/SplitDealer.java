package org.radiloom.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Deals groups of samples into bins, stratified: groups are shuffled by seed, sorted by falling size and then rarest
 * class first, and each goes to the bin that lacks most.
 *
 * <p>What a bin lacks is the sum, over the classes that the group holds, of the samples still missing to the bin's share
 * of the class; a class that a bin has too much of counts against it. (Summed over all classes whatever the group holds,
 * the largest bin would take nearly every group first and small bins would miss classes.)
 */
final class SplitDealer {
    private final Manifest manifest;
    private final Map<String, String> group;

    /** @param bySample whether every sample is a group of its own, instead of every patient */
    SplitDealer(Manifest manifest, boolean bySample) {
        this.manifest = manifest;
        this.group = groups(manifest, bySample);
    }

    /** Bin of every entry. Groups that share a pixel hash are dealt as one. */
    int[] deal(double[] ratios, long seed) {
        Map<String, Map<String, Integer>> classesOf = new LinkedHashMap<>();
        Map<String, Integer> total = new HashMap<>();
        for (ManifestEntry e : manifest.entries()) {
            String c = String.valueOf(e.label());
            classesOf.computeIfAbsent(groupOf(e), g -> new HashMap<>()).merge(c, 1, Integer::sum);
            total.merge(c, 1, Integer::sum);
        }
        List<String> order = new ArrayList<>(new TreeSet<>(classesOf.keySet()));
        Collections.shuffle(order, new Random(seed));
        order.sort(Comparator.comparingInt((String g) -> -sum(classesOf, g))
                .thenComparingInt(g -> rarity(Objects.requireNonNull(classesOf.get(g)), total)));
        List<Map<String, Double>> lacking = new ArrayList<>();
        for (double ratio : ratios) {
            Map<String, Double> wanted = new HashMap<>();
            total.forEach((c, n) -> wanted.put(c, ratio * n));
            lacking.add(wanted);
        }
        Map<String, Integer> bin = new HashMap<>();
        for (String g : order) {
            Map<String, Integer> classes = Objects.requireNonNull(classesOf.get(g));
            int best = neediest(classes, ratios, lacking);
            Map<String, Double> wanted = lacking.get(best);
            classes.forEach((c, n) -> wanted.merge(c, (double) -n, Double::sum));
            bin.put(g, best);
        }
        return manifest.entries().stream()
                .mapToInt(e -> Objects.requireNonNull(bin.get(groupOf(e))))
                .toArray();
    }

    private static int neediest(Map<String, Integer> classes, double[] ratios, List<Map<String, Double>> lacking) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int b = 0; b < ratios.length; b++) {
            double deficit = 0;
            for (String c : new TreeMap<>(classes).keySet()) {
                deficit += lacking.get(b).getOrDefault(c, 0.0);
            }
            if (ratios[b] > 0 && deficit > most + 1e-9) {
                most = deficit;
                best = b;
            }
        }
        return best;
    }

    private String groupOf(ManifestEntry e) {
        return Objects.requireNonNull(group.get(e.sampleId()));
    }

    private static int sum(Map<String, Map<String, Integer>> classesOf, String g) {
        return Objects.requireNonNull(classesOf.get(g)).values().stream()
                .mapToInt(n -> n)
                .sum();
    }

    private static int rarity(Map<String, Integer> classes, Map<String, Integer> total) {
        return classes.keySet().stream()
                .mapToInt(c -> total.getOrDefault(c, 0))
                .min()
                .orElse(0);
    }

    /** Name of the group of every sample: the smallest unit name among those that share an image. */
    private static Map<String, String> groups(Manifest manifest, boolean bySample) {
        Map<String, String> parent = new HashMap<>();
        Map<String, String> firstWith = new HashMap<>();
        for (ManifestEntry e : manifest.entries()) {
            String unit = bySample ? e.sampleId() : e.patientId();
            parent.putIfAbsent(unit, unit);
            if (e.sha256() != null) {
                String first = firstWith.putIfAbsent(e.sha256(), unit);
                if (first != null) {
                    String a = root(parent, first);
                    String b = root(parent, unit);
                    parent.put(a.compareTo(b) < 0 ? b : a, a.compareTo(b) < 0 ? a : b);
                }
            }
        }
        Map<String, String> group = new HashMap<>();
        manifest.entries().forEach(e -> group.put(e.sampleId(), root(parent, bySample ? e.sampleId() : e.patientId())));
        return group;
    }

    private static String root(Map<String, String> parent, String of) {
        String at = of;
        String up = parent.getOrDefault(at, at);
        while (!up.equals(at)) {
            at = up;
            up = parent.getOrDefault(at, at);
        }
        return at;
    }
}
