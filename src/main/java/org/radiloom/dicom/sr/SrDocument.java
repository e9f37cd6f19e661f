package org.radiloom.dicom.sr;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A structured report: what identifies it, what it rests on, and its tree. Immutable.
 *
 * @param sopClassUid kind of report, such as {@link #COMPREHENSIVE}
 * @param created to the second
 * @param complete whether all that its kind of report asks for is in it
 * @param completion in what sense it is complete or not, for people; may be empty
 * @param verifications who vouches for it; empty as long as nobody does
 * @param predecessors earlier documents that this one takes the place of
 * @param evidence instances of this examination that the tree speaks of, and more that were looked at
 * @param otherEvidence the same of other examinations
 */
public record SrDocument(
        String sopClassUid,
        String sopInstanceUid,
        String studyInstanceUid,
        String seriesInstanceUid,
        LocalDateTime created,
        boolean complete,
        String completion,
        List<Verification> verifications,
        List<Evidence> predecessors,
        List<Evidence> evidence,
        List<Evidence> otherEvidence,
        ContentItem root) {
    /** Comprehensive SR: places are on images. */
    public static final String COMPREHENSIVE = "1.2.840.10008.5.1.4.1.1.88.33";

    /** Comprehensive 3D SR: places may be in the patient. */
    public static final String COMPREHENSIVE_3D = "1.2.840.10008.5.1.4.1.1.88.34";

    /** Key Object Selection. */
    public static final String KEY_OBJECTS = "1.2.840.10008.5.1.4.1.1.88.59";

    public SrDocument {
        created = created.truncatedTo(ChronoUnit.SECONDS);
        verifications = List.copyOf(verifications);
        predecessors = List.copyOf(predecessors);
        evidence = List.copyOf(evidence);
        otherEvidence = List.copyOf(otherEvidence);
    }

    public boolean verified() {
        return !verifications.isEmpty();
    }

    /** Instances that the tree speaks of, though they are not among the evidence. */
    public Set<String> unresolved() {
        Set<String> known = new HashSet<>();
        evidence.forEach(each -> known.add(each.sopInstanceUid()));
        otherEvidence.forEach(each -> known.add(each.sopInstanceUid()));
        Set<String> missing = new LinkedHashSet<>();
        root.walk(item -> item.reference()
                .map(SopReference::sopInstanceUid)
                .filter(uid -> !known.contains(uid))
                .ifPresent(missing::add));
        return missing;
    }

    /** The kind only: identifiers must not reach a log. */
    @Override
    public String toString() {
        return "SrDocument[" + sopClassUid + "]";
    }
}
