package org.radiloom.train;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.radiloom.problem.Problem;

/** What can be wrong with a split: leaks, which make a result look better than it is, and parts without a class. */
public final class SplitCheck {
    private SplitCheck() {}

    /** @throws Problem if a patient (unless slices are the unit), or an image with the same pixel hash, is in two parts */
    static void refuseLeaks(Manifest manifest, Map<String, Split.Part> parts, Split.Unit unit) throws Problem {
        Map<String, Split.Part> ofPatient = new HashMap<>();
        Map<String, Split.Part> ofPixels = new HashMap<>();
        for (ManifestEntry e : manifest.entries()) {
            Split.Part part = Objects.requireNonNull(parts.get(e.sampleId()));
            Split.Part before = ofPatient.putIfAbsent(e.patientId(), part);
            if (unit == Split.Unit.PATIENT && before != null && before != part) {
                throw leak(e, "The patient " + e.patientId(), before, part);
            }
            if (e.sha256() != null) {
                Split.Part same = ofPixels.putIfAbsent(e.sha256(), part);
                if (same != null && same != part) {
                    throw leak(e, "The image of sample " + e.sampleId(), same, part);
                }
            }
        }
    }

    private static Problem leak(ManifestEntry e, String what, Split.Part a, Split.Part b) {
        return Problem.input(
                "split.leak",
                what + " is in " + a.label() + " and in " + b.label() + " (line " + e.line() + ").",
                "Keep a patient and copies of an image in one split.");
    }

    /**
     * A sentence for every class that a part does not have (parts without any sample count too), and one if patients are
     * in several parts.
     */
    public static List<String> warnings(Manifest manifest, Split split) {
        Map<Integer, EnumSet<Split.Part>> where = new TreeMap<>();
        EnumSet<Split.Part> used = EnumSet.noneOf(Split.Part.class);
        for (ManifestEntry e : manifest.entries()) {
            Split.Part part = Objects.requireNonNull(split.parts().get(e.sampleId()));
            used.add(part);
            if (e.label() != null) {
                where.computeIfAbsent(e.label(), label -> EnumSet.noneOf(Split.Part.class))
                        .add(part);
            }
        }
        List<String> warnings = new ArrayList<>();
        for (Split.Part part : Split.Part.values()) {
            if (!used.contains(part)) {
                warnings.add("the split has no sample for " + part.label());
                continue;
            }
            where.forEach((label, parts) -> {
                if (!parts.contains(part)) {
                    warnings.add("class " + label + " has no sample in " + part.label());
                }
            });
        }
        long torn = torn(manifest, split);
        if (torn > 0) {
            warnings.add("leakage: " + torn + " patients have slices in several parts of the split, so results look "
                    + "better than they are for a new patient");
        }
        return warnings;
    }

    private static long torn(Manifest manifest, Split split) {
        Map<String, EnumSet<Split.Part>> ofPatient = new HashMap<>();
        for (ManifestEntry e : manifest.entries()) {
            ofPatient
                    .computeIfAbsent(e.patientId(), p -> EnumSet.noneOf(Split.Part.class))
                    .add(Objects.requireNonNull(split.parts().get(e.sampleId())));
        }
        return ofPatient.values().stream().filter(p -> p.size() > 1).count();
    }
}
