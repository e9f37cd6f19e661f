package org.radiloom.train.anomaly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.radiloom.problem.Problem;
import org.radiloom.train.ManifestEntry;

/**
 * Which organs in which modalities a run learns, with the numbers that its network knows them by: those of the training
 * part's names, in order of first use.
 *
 * @param organs in lower case; the place in the list is the number
 * @param modalities such as US, CT or XR, alike
 * @param domains every pair that there are training pictures of
 */
public record DomainTable(List<String> organs, List<String> modalities, List<Name> domains) {
    /**
     * An organ in a modality.
     *
     * @param organ in lower case, such as liver
     * @param modality such as US
     */
    public record Name(String organ, String modality) {
        /** The form that {@code data.mix} has: {@code liver/US}. */
        public String slashed() {
            return organ + "/" + modality;
        }

        /** For people. */
        public String words() {
            return organ + " " + modality;
        }
    }

    public DomainTable {
        organs = List.copyOf(organs);
        modalities = List.copyOf(modalities);
        domains = List.copyOf(domains);
    }

    /** Of training samples, in their order. */
    public static DomainTable of(List<ManifestEntry> training) throws Problem {
        LinkedHashSet<Name> domains = new LinkedHashSet<>();
        for (ManifestEntry entry : training) {
            domains.add(name(entry));
        }
        return new DomainTable(distinct(domains, Name::organ), distinct(domains, Name::modality), List.copyOf(domains));
    }

    private static List<String> distinct(LinkedHashSet<Name> domains, Function<Name, String> part) {
        return domains.stream().map(part).distinct().toList();
    }

    /** @throws Problem {@code data.domain} if a sample does not say its organ or its modality */
    public static Name name(ManifestEntry entry) throws Problem {
        String organ = entry.organ();
        String modality = entry.modality();
        if (organ == null || organ.isBlank() || modality == null || modality.isBlank()) {
            throw Problem.input(
                    "data.domain",
                    "The sample " + entry.sampleId() + " does not say its organ and its modality.",
                    "Add organ and modality.");
        }
        return new Name(organ.toLowerCase(Locale.ROOT), modality.toUpperCase(Locale.ROOT));
    }

    /**
     * Whether a sample takes part.
     *
     * @param mix {@code organ/MODALITY} or names of sites; empty for all
     */
    public static boolean takes(List<String> mix, ManifestEntry entry) throws Problem {
        return mix.isEmpty()
                || mix.contains(name(entry).slashed())
                || mix.contains(Objects.requireNonNullElse(entry.site(), ""));
    }

    /** @throws Problem {@code data.mix} if a word of the mix takes none of the samples */
    public static void check(List<String> mix, List<ManifestEntry> entries) throws Problem {
        for (String word : mix) {
            boolean found = false;
            for (ManifestEntry entry : entries) {
                found |= takes(List.of(word), entry);
            }
            if (!found) {
                throw Problem.input(
                        "data.mix",
                        "No sample belongs to " + word + ".",
                        "Set data.mix to pairs of organ and modality such as liver/US, or to sites of the manifest.");
            }
        }
    }

    /** Number of an organ; -1 for one that was not learned. */
    public int organ(String name) {
        return organs.indexOf(name);
    }

    /** Number of a modality; -1 for one that was not learned. */
    public int modality(String name) {
        return modalities.indexOf(name);
    }

    /** Groups things by their domain, in the order of the table; those of no domain are left out. */
    public <T> SequencedMap<Name, List<T>> grouped(List<T> all, Function<T, Name> domain) {
        SequencedMap<Name, List<T>> groups = new LinkedHashMap<>();
        for (Name each : domains) {
            groups.put(each, new ArrayList<>());
        }
        for (T one : all) {
            Optional.ofNullable(groups.get(domain.apply(one))).ifPresent(group -> group.add(one));
        }
        groups.values().removeIf(List::isEmpty);
        return groups;
    }
}
