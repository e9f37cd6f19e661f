package org.radiloom.train;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.radiloom.problem.Problem;

/**
 * Which samples a model learns from, is chosen on, and is judged on; a patient is in one part only.
 *
 * @param parts part of every sample, by sample id
 * @param lines one JSON line per sample, sorted by sample id: the file {@code split.jsonl}
 */
public record Split(Map<String, Part> parts, List<String> lines) {
    /** Part of a split. */
    public enum Part {
        TRAIN,
        VAL,
        TEST;

        /** The part of that name, lower case as in files. */
        public static Optional<Part> named(String name) {
            return Arrays.stream(values()).filter(p -> p.label().equals(name)).findFirst();
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Split {
        parts = Map.copyOf(parts);
        lines = List.copyOf(lines);
    }

    /**
     * Takes the split that the manifest gives, or makes one: patients are shuffled by seed, sorted by size and by the
     * rarity of their classes, and each goes to the part that lacks most of its classes.
     *
     * @param ratios shares of train, val and test, not negative, summing to 1
     * @throws Problem if only some samples name a split, or the result leaks (see {@link SplitCheck})
     */
    public static Split of(Manifest manifest, List<Double> ratios, long seed) throws Problem {
        if (ratios.size() != 3
                || ratios.stream().anyMatch(r -> !(r >= 0))
                || Math.abs(ratios.stream().mapToDouble(r -> r).sum() - 1) > 1e-9) {
            throw Problem.usage(
                    "split.ratios",
                    "The split ratios " + ratios + " do not sum to 1.",
                    "Give train, val and test shares.");
        }
        long given = manifest.entries().stream().filter(e -> e.split() != null).count();
        if (given != 0 && given != manifest.entries().size()) {
            throw Problem.input(
                    "split.partial",
                    "Only " + given + " of " + manifest.entries().size() + " samples of the manifest name a split.",
                    "Give every sample a split, or none.");
        }
        Map<String, Part> parts = new HashMap<>();
        if (given > 0) {
            manifest.entries()
                    .forEach(e -> parts.put(
                            e.sampleId(),
                            Part.named(Objects.requireNonNull(e.split())).orElseThrow()));
        } else {
            int[] bins = deal(manifest, ratios.stream().mapToDouble(r -> r).toArray(), seed);
            for (int at = 0; at < bins.length; at++) {
                parts.put(manifest.entries().get(at).sampleId(), Part.values()[bins[at]]);
            }
        }
        return checked(manifest, parts);
    }

    /**
     * Cross-validation: fold {@code fold} is the test part, the next one the validation part, the others train.
     *
     * @param folds at least 3
     * @param fold in [0, folds)
     */
    public static Split fold(Manifest manifest, int folds, int fold, long seed) throws Problem {
        if (folds < 3 || fold < 0 || fold >= folds) {
            throw Problem.usage(
                    "split.fold", "There is no fold " + fold + " of " + folds + ".", "Use 3 or more folds, from 0.");
        }
        double[] ratios = new double[folds];
        Arrays.fill(ratios, 1.0 / folds);
        int[] bins = deal(manifest, ratios, seed);
        Map<String, Part> parts = new HashMap<>();
        for (int at = 0; at < bins.length; at++) {
            Part part = bins[at] == fold ? Part.TEST : bins[at] == (fold + 1) % folds ? Part.VAL : Part.TRAIN;
            parts.put(manifest.entries().get(at).sampleId(), part);
        }
        return checked(manifest, parts);
    }

    /** The samples of one part, in manifest order. */
    public List<ManifestEntry> entries(Manifest manifest, Part part) {
        return manifest.entries().stream()
                .filter(e -> parts.get(e.sampleId()) == part)
                .toList();
    }

    /** What a line of {@code split.jsonl} says. */
    public record Line(String sampleId, String patientId, Part part) {}

    /**
     * Reads {@code split.jsonl}.
     *
     * @return by sample id
     * @throws Problem naming the line that cannot be understood
     */
    public static Map<String, Line> parse(List<String> lines) throws Problem {
        Map<String, Line> parsed = new LinkedHashMap<>();
        for (int at = 0; at < lines.size(); at++) {
            try {
                var node = Json.MAPPER.readTree(lines.get(at));
                String id = node.path("sample_id").asText();
                parsed.put(
                        id,
                        new Line(
                                id,
                                node.path("patient_id").asText(),
                                Part.named(node.path("split").asText()).orElseThrow()));
            } catch (com.fasterxml.jackson.core.JsonProcessingException | java.util.NoSuchElementException e) {
                throw Problem.input(
                        "split.line",
                        "Line " + (at + 1) + " of the split is not understood.",
                        "Restore the file split.jsonl.",
                        e);
            }
        }
        return parsed;
    }

    /** SHA-256 of the lines, hexadecimal: names this split whatever the order of the manifest was. */
    public String fingerprint() {
        return fingerprint(lines);
    }

    static String fingerprint(List<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Split checked(Manifest manifest, Map<String, Part> parts) throws Problem {
        SplitCheck.refuseLeaks(manifest, parts);
        TreeMap<String, String> lines = new TreeMap<>();
        for (ManifestEntry e : manifest.entries()) {
            Part part = Objects.requireNonNull(parts.get(e.sampleId()));
            lines.put(
                    e.sampleId(),
                    Json.line(Json.object()
                            .put("sample_id", e.sampleId())
                            .put("patient_id", e.patientId())
                            .put("split", part.label())));
        }
        return new Split(parts, List.copyOf(lines.values()));
    }

    /** Bin of every entry. Patients that share a pixel hash are dealt as one. */
    private static int[] deal(Manifest manifest, double[] ratios, long seed) {
        Map<String, String> group = groups(manifest);
        Map<String, Map<String, Integer>> classesOf = new LinkedHashMap<>();
        Map<String, Integer> total = new HashMap<>();
        for (ManifestEntry e : manifest.entries()) {
            String c = String.valueOf(e.label());
            classesOf
                    .computeIfAbsent(Objects.requireNonNull(group.get(e.patientId())), g -> new HashMap<>())
                    .merge(c, 1, Integer::sum);
            total.merge(c, 1, Integer::sum);
        }
        List<String> order = new ArrayList<>(new java.util.TreeSet<>(classesOf.keySet()));
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
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int b = 0; b < ratios.length; b++) {
                Map<String, Double> wanted = lacking.get(b);
                double deficit = 0;
                for (String c : new TreeMap<>(classes).keySet()) {
                    deficit += wanted.getOrDefault(c, 0.0);
                }
                if (ratios[b] > 0 && deficit > most + 1e-9) {
                    most = deficit;
                    best = b;
                }
            }
            Map<String, Double> wanted = lacking.get(best);
            classes.forEach((c, n) -> wanted.merge(c, (double) -n, Double::sum));
            bin.put(g, best);
        }
        return manifest.entries().stream()
                .mapToInt(e -> Objects.requireNonNull(bin.get(Objects.requireNonNull(group.get(e.patientId())))))
                .toArray();
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

    /** Name of the group of every patient: the smallest patient id among those that share an image. */
    private static Map<String, String> groups(Manifest manifest) {
        Map<String, String> parent = new HashMap<>();
        Map<String, String> firstWith = new HashMap<>();
        for (ManifestEntry e : manifest.entries()) {
            parent.putIfAbsent(e.patientId(), e.patientId());
            if (e.sha256() != null) {
                String first = firstWith.putIfAbsent(e.sha256(), e.patientId());
                if (first != null) {
                    String a = root(parent, first);
                    String b = root(parent, e.patientId());
                    parent.put(a.compareTo(b) < 0 ? b : a, a.compareTo(b) < 0 ? a : b);
                }
            }
        }
        Map<String, String> group = new HashMap<>();
        parent.keySet().forEach(p -> group.put(p, root(parent, p)));
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
