package org.radiloom.review;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Coarse parts of the body, to tell a head or a heart from an abdomen; words of DICOM PS3.16 annex L. Files often say nothing, or
 * something vague, and then nothing is concluded.
 */
enum BodyRegion {
    HEAD_AND_NECK(
            "HEAD", "NECK", "JAW", "SKULL", "FACE", "BRAIN", "MANDIBLE", "MAXILLA", "CSPINE", "SINUS", "ORBIT", "TMJ"),
    CHEST("CHEST", "THORAX", "HEART", "LUNG", "BREAST", "TSPINE", "CARDIA", "EPICARD", "ECHOCARD"),
    ABDOMEN("ABDOMEN", "PELVIS", "LIVER", "LSPINE", "KIDNEY", "SPLEEN", "PANCREAS", "GALLBLADDER"),
    LIMBS("KNEE", "ANKLE", "FOOT", "LEG", "HAND", "WRIST", "ELBOW", "ARM", "SHOULDER", "EXTREMITY");

    private final List<String> words;

    BodyRegion(String... words) {
        this.words = List.of(words);
    }

    /** The regions that any of the given terms speaks of; empty if none says anything. */
    static Set<BodyRegion> of(List<String> terms) {
        Set<BodyRegion> regions = EnumSet.noneOf(BodyRegion.class);
        for (String term : terms) {
            String upper = term.toUpperCase(Locale.ROOT);
            for (BodyRegion region : values()) {
                if (region.words.stream().anyMatch(upper::contains)) {
                    regions.add(region);
                }
            }
        }
        return regions;
    }

    /** Whether a free text has a word that begins like one of this region. */
    boolean spokenOf(String text) {
        for (String word : text.toUpperCase(Locale.ROOT).split("[^A-Z]+")) {
            if (words.stream().anyMatch(word::startsWith)) {
                return true;
            }
        }
        return false;
    }

    /** Whether both say something and nothing in common. */
    static boolean disjoint(Set<BodyRegion> a, Set<BodyRegion> b) {
        return !a.isEmpty() && !b.isEmpty() && a.stream().noneMatch(b::contains);
    }
}
