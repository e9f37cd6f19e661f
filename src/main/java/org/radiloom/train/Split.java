package org.radiloom.train;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** What a split keeps together. */
    public enum Unit {
        PATIENT,
        /** Each sample for itself: slices of one patient come into several parts, and results look better than they are. */
        SLICE;

        /** The unit of that name, lower case as in configurations. */
        public static Unit named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    public Split {
        parts = Map.copyOf(parts);
        lines = List.copyOf(lines);
    }

    /**
     * Takes the split that the manifest gives, or makes one: patients are shuffled by seed, sorted by size and by the
     * rarity of their classes, and each goes to the part that lacks most of its classes (see {@link SplitDealer}).
     *
     * @param ratios shares of train, val and test, not negative, summing to 1
     * @throws Problem if only some samples name a split, or the result leaks (see {@link SplitCheck})
     */
    public static Split of(Manifest manifest, List<Double> ratios, long seed) throws Problem {
        return of(manifest, ratios, seed, Unit.PATIENT);
    }

    /** The same, keeping together what {@code unit} says. */
    public static Split of(Manifest manifest, List<Double> ratios, long seed, Unit unit) throws Problem {
        if (ratios.size() != 3
                || ratios.stream().anyMatch(r -> !(r >= 0))
                || Math.abs(ratios.stream().mapToDouble(r -> r).sum() - 1) > 1e-9) {
            throw Problem.usage(
                    "split.ratios",
                    "The split ratios " + ratios + " do not sum to 1.",
                    "Give train, val and test shares.");
        }
        Map<String, Part> parts = new HashMap<>();
        if (given(manifest)) {
            manifest.entries()
                    .forEach(e -> parts.put(
                            e.sampleId(),
                            Part.named(Objects.requireNonNull(e.split())).orElseThrow()));
        } else {
            int[] bins = new SplitDealer(manifest, unit == Unit.SLICE)
                    .deal(ratios.stream().mapToDouble(r -> r).toArray(), seed);
            for (int at = 0; at < bins.length; at++) {
                parts.put(manifest.entries().get(at).sampleId(), Part.values()[bins[at]]);
            }
        }
        return checked(manifest, parts, unit);
    }

    /** Whether the manifest gives a split, which then counts more than any setting. */
    public static boolean given(Manifest manifest) throws Problem {
        long given = manifest.entries().stream().filter(e -> e.split() != null).count();
        if (given != 0 && given != manifest.entries().size()) {
            throw Problem.input(
                    "split.partial",
                    "Only " + given + " of " + manifest.entries().size() + " samples of the manifest name a split.",
                    "Give every sample a split, or none.");
        }
        return given > 0;
    }

    /**
     * Cross-validation: fold {@code fold} is the test part, the next one the validation part, the others train. Which fold
     * a sample is in says the manifest, or else they are dealt like the parts of {@link #of}.
     *
     * @param folds at least 3
     * @param fold in [0, folds)
     */
    public static Split fold(Manifest manifest, int folds, int fold, long seed) throws Problem {
        return fold(manifest, folds, fold, seed, Unit.PATIENT);
    }

    /** The same, keeping together what {@code unit} says. */
    public static Split fold(Manifest manifest, int folds, int fold, long seed, Unit unit) throws Problem {
        if (folds < 3 || fold < 0 || fold >= folds) {
            throw Problem.usage(
                    "split.fold", "There is no fold " + fold + " of " + folds + ".", "Use 3 or more folds, from 0.");
        }
        int[] bins = folds(manifest, folds, seed, unit);
        Map<String, Part> parts = new HashMap<>();
        for (int at = 0; at < bins.length; at++) {
            Part part = bins[at] == fold ? Part.TEST : bins[at] == (fold + 1) % folds ? Part.VAL : Part.TRAIN;
            parts.put(manifest.entries().get(at).sampleId(), part);
        }
        return checked(manifest, parts, unit);
    }

    private static int[] folds(Manifest manifest, int folds, long seed, Unit unit) throws Problem {
        List<Integer> named = manifest.entries().stream()
                .filter(e -> e.fold() != null)
                .map(e -> Objects.requireNonNull(e.fold()))
                .toList();
        if (named.isEmpty()) {
            double[] ratios = new double[folds];
            Arrays.fill(ratios, 1.0 / folds);
            return new SplitDealer(manifest, unit == Unit.SLICE).deal(ratios, seed);
        }
        if (named.size() != manifest.entries().size() || Collections.max(named) >= folds) {
            throw Problem.input(
                    "split.folds",
                    named.size() + " of " + manifest.entries().size() + " samples of the manifest name a fold, up to "
                            + Collections.max(named) + ", and " + folds + " folds are asked for.",
                    "Give every sample a fold from 0 to " + (folds - 1) + ", or none.");
        }
        return named.stream().mapToInt(f -> f).toArray();
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

    private static Split checked(Manifest manifest, Map<String, Part> parts, Unit unit) throws Problem {
        SplitCheck.refuseLeaks(manifest, parts, unit);
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
}
