package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;

/** Looks a data set over, from the lines of its manifest to the pixels, and tells everything that is wrong at once. */
public final class ManifestCheck {
    /** Correlation of thumbnails above which two images are near copies; frames of one film reach it, patients do not. */
    static final double NEAR = 0.9995;
    /** Beyond this many images, comparing each with each would take minutes. */
    private static final int MOST_COMPARED = 10_000;

    private final Manifest manifest;
    private final List<ManifestFault> faults;

    private ManifestCheck(Manifest manifest, List<ManifestFault> faults) {
        this.manifest = manifest;
        this.faults = faults;
    }

    /**
     * What was found.
     *
     * @param samples lines that could be read
     * @param faults by line
     */
    public record Report(int samples, int patients, List<ManifestFault> faults) {
        public Report {
            faults = List.copyOf(faults);
        }

        public long errors() {
            return faults.stream().filter(ManifestFault::isError).count();
        }

        public long warnings() {
            return faults.size() - errors();
        }

        /** {@code {"samples","patients","errors","warnings","problems":[…]}}. */
        public ObjectNode toJson() {
            ObjectNode node = Json.object()
                    .put("samples", samples)
                    .put("patients", patients)
                    .put("errors", errors())
                    .put("warnings", warnings());
            ArrayNode all = node.putArray("problems");
            faults.forEach(f -> all.add(f.toJson()));
            return node;
        }
    }

    /**
     * Checks a manifest and its files.
     *
     * @throws Problem if the manifest itself cannot be read
     * @throws java.util.concurrent.CancellationException when cancelled, within a sample
     */
    public static Report run(Path file, Progress progress) throws Problem {
        ManifestReader reader = ManifestReader.read(file);
        List<ManifestFault> faults = new ArrayList<>(reader.faults());
        Manifest manifest =
                new Manifest(Manifest.rootOf(file, reader.header()), reader.header(), reader.entries(), List.of());
        if (reader.entries().isEmpty()) {
            faults.add(ManifestFault.error(
                    "manifest.empty", 0, null, "the manifest names no sample", "Add samples to it."));
        }
        ManifestCheck check = new ManifestCheck(manifest, faults);
        check.labels();
        check.splits();
        check.pixels(progress);
        faults.sort(Comparator.comparingInt(ManifestFault::line));
        int patients = (int) manifest.entries().stream()
                .map(ManifestEntry::patientId)
                .distinct()
                .count();
        return new Report(manifest.entries().size(), patients, faults);
    }

    private void labels() {
        List<String> classes = manifest.classes();
        TreeSet<Integer> used = new TreeSet<>();
        for (ManifestEntry e : manifest.entries()) {
            Integer label = e.label();
            if (label == null) {
                continue;
            }
            used.add(label);
            if (!valid(label)) {
                faults.add(ManifestFault.error(
                        "data.label",
                        e,
                        "the label " + label + " is none of the classes 0 to "
                                + (classes.isEmpty() ? "…" : String.valueOf(classes.size() - 1)),
                        "Correct the label, or the classes in the header."));
            }
        }
        for (int c = 0; c < classes.size() && !used.isEmpty(); c++) {
            if (!used.contains(c)) {
                faults.add(ManifestFault.warning(
                        "data.class.empty",
                        0,
                        null,
                        "class " + c + " (" + classes.get(c) + ") has no sample",
                        "Add samples; a network cannot learn it."));
            }
        }
    }

    private boolean valid(int label) {
        int classes = manifest.header().path("classes").size();
        return label >= 0 && (classes == 0 || label < classes);
    }

    private void splits() {
        List<ManifestEntry> all = manifest.entries();
        long given = all.stream().filter(e -> e.split() != null).count();
        if (given == 0) {
            return;
        }
        if (given < all.size()) {
            ManifestEntry first =
                    all.stream().filter(e -> e.split() == null).findFirst().orElseThrow();
            faults.add(ManifestFault.error(
                    "split.partial",
                    first,
                    "only " + given + " of " + all.size() + " samples name a split",
                    "Give every sample a split, or none."));
        }
        Map<String, ManifestEntry> ofPatient = new HashMap<>();
        Map<String, TreeSet<Integer>> classes = new TreeMap<>();
        TreeSet<Integer> used = new TreeSet<>();
        for (ManifestEntry e : all) {
            String split = e.split();
            if (split == null) {
                continue;
            }
            ManifestEntry before = ofPatient.putIfAbsent(e.patientId(), e);
            if (before != null && !split.equals(before.split())) {
                faults.add(ManifestFault.error(
                        "split.leak",
                        e,
                        "the patient " + e.patientId() + " is in " + split + " and in " + before.split() + " (line "
                                + before.line() + ")",
                        "Keep a patient in one split."));
            }
            TreeSet<Integer> here = classes.computeIfAbsent(split, s -> new TreeSet<>());
            if (e.label() != null && valid(e.label())) {
                here.add(e.label());
                used.add(e.label());
            }
        }
        classes.forEach((split, here) -> used.stream()
                .filter(c -> !here.contains(c))
                .forEach(c -> faults.add(ManifestFault.warning(
                        "split.class",
                        0,
                        null,
                        "class " + c + " has no sample in " + split,
                        "Move a patient with that class there."))));
    }

    private void pixels(Progress progress) {
        Map<ManifestEntry, PixelFacts> facts = new LinkedHashMap<>();
        List<ManifestEntry> all = manifest.entries();
        for (int at = 0; at < all.size(); at++) {
            progress.check();
            progress.report((double) at / all.size(), "sample " + (at + 1) + " of " + all.size());
            SampleCheck check = new SampleCheck(manifest, all.get(at));
            ManifestEntry entry = all.get(at);
            check.run().ifPresent(found -> facts.put(entry, found));
            faults.addAll(check.faults());
        }
        equal(facts);
        near(facts, progress);
    }

    private void equal(Map<ManifestEntry, PixelFacts> facts) {
        Map<String, ManifestEntry> first = new HashMap<>();
        facts.forEach((e, found) -> {
            ManifestEntry before = first.putIfAbsent(found.sha256(), e);
            String apart = before == null ? null : apart(e, before);
            if (before == null || apart == null) {
                return;
            }
            String what =
                    "the pixels are those of sample " + before.sampleId() + " (line " + before.line() + ") in " + apart;
            boolean leaks = !Objects.equals(e.split(), before.split());
            faults.add(new ManifestFault(
                    leaks ? ManifestFault.Severity.ERROR : ManifestFault.Severity.WARNING,
                    "data.duplicate",
                    e.line(),
                    e.sampleId(),
                    what,
                    "Leave one of them out, or give both the same patient and split."));
        });
    }

    private void near(Map<ManifestEntry, PixelFacts> facts, Progress progress) {
        if (facts.size() > MOST_COMPARED) {
            return;
        }
        List<ManifestEntry> all = List.copyOf(facts.keySet());
        for (int a = 1; a < all.size(); a++) {
            progress.check();
            PixelFacts mine = Objects.requireNonNull(facts.get(all.get(a)));
            for (int b = 0; b < a; b++) {
                PixelFacts other = Objects.requireNonNull(facts.get(all.get(b)));
                String apart = apart(all.get(a), all.get(b));
                if (apart != null && !mine.sha256().equals(other.sha256()) && mine.likeness(other) > NEAR) {
                    faults.add(ManifestFault.warning(
                            "data.near-duplicate",
                            all.get(a),
                            "the image looks like that of sample "
                                    + all.get(b).sampleId() + " (line "
                                    + all.get(b).line() + ") in " + apart,
                            "Compare the two; copies belong to one patient and split."));
                    // one partner is enough to find the others
                    break;
                }
            }
        }
    }

    /** What keeps two samples apart, for people: another split or another patient; null if nothing does. */
    private static @Nullable String apart(ManifestEntry a, ManifestEntry b) {
        if (!Objects.equals(a.split(), b.split())) {
            return "another split";
        }
        return a.patientId().equals(b.patientId()) ? null : "another patient";
    }
}
