package org.radiloom.review.report.sr;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.ContentItem;
import org.radiloom.dicom.sr.Evidence;
import org.radiloom.dicom.sr.MeasurementGroup;
import org.radiloom.dicom.sr.MeasurementReport;
import org.radiloom.dicom.sr.MeasurementReport.Note;
import org.radiloom.dicom.sr.Observer;
import org.radiloom.dicom.sr.SrDocument;
import org.radiloom.dicom.sr.Verification;

/**
 * A report of one series, to be made into a document.
 *
 * @param series reported on
 * @param reader who has read it; empty if nobody is named
 * @param language of the words, as RFC 5646 names it: en or zh
 * @param softwareVersion version of this program
 * @param groups what was measured and found
 * @param notes more words, such as an impression; the notice is added
 * @param others instances of the same study that groups speak of: segmentations, maps
 */
public record StudyReport(
        ReportedSeries series,
        Optional<Observer.Person> reader,
        String language,
        String softwareVersion,
        List<MeasurementGroup> groups,
        List<Note> notes,
        List<Evidence> others) {
    private static final String PROGRAM = "Radiloom";

    /**
     * What makes it this version of this document.
     *
     * @param verifications who has signed it; empty for a draft
     * @param predecessors versions that it takes the place of
     */
    public record Version(
            String sopInstanceUid,
            String seriesInstanceUid,
            LocalDateTime created,
            boolean complete,
            List<Verification> verifications,
            List<Evidence> predecessors) {
        public Version {
            verifications = List.copyOf(verifications);
            predecessors = List.copyOf(predecessors);
        }

        /** The first draft of a document. */
        public static Version draft(String sopInstanceUid, String seriesInstanceUid, LocalDateTime created) {
            return new Version(sopInstanceUid, seriesInstanceUid, created, false, List.of(), List.of());
        }
    }

    public StudyReport {
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
        others = List.copyOf(others);
    }

    /** As a document: Comprehensive 3D SR where the images have a place in the patient, Comprehensive SR elsewhere. */
    public SrDocument document(Version version) {
        List<Evidence> evidence = new ArrayList<>(series.evidence());
        evidence.addAll(others);
        return new SrDocument(
                series.place().isPresent() ? SrDocument.COMPREHENSIVE_3D : SrDocument.COMPREHENSIVE,
                version.sopInstanceUid(),
                series.series().studyUid(),
                version.seriesInstanceUid(),
                version.created(),
                version.complete(),
                "",
                version.verifications(),
                version.predecessors(),
                evidence,
                List.of(),
                tree());
    }

    private ContentItem tree() {
        List<Observer> observers = new ArrayList<>(reader.stream().toList());
        observers.add(new Observer.Device(
                TrackingUid.of(PROGRAM + " " + softwareVersion), PROGRAM, PROGRAM, PROGRAM + " " + softwareVersion));
        List<Note> words = new ArrayList<>(notes);
        words.add(MeasurementReport.NOTICE);
        return new MeasurementReport(
                        MeasurementReport.language(language, language.startsWith("zh") ? "Chinese" : "English"),
                        "",
                        observers,
                        List.of(procedure()),
                        List.of(new MeasurementReport.LibraryGroup(modality(), series.instances())),
                        groups,
                        words)
                .tree();
    }

    private Code procedure() {
        return switch (series.series().modality()) {
            case "US" -> Code.of("25061-3", "LN", "US Unspecified body region");
            case "CT" -> Code.of("25045-6", "LN", "CT unspecified body region");
            case "MR" -> Code.of("25056-3", "LN", "MRI unspecified body region");
            case String other -> Code.of("other-imaging", "99RADILOOM", "Imaging of modality " + other);
        };
    }

    private Code modality() {
        String modality = series.series().modality();
        return switch (modality) {
            case "US" -> Code.of(modality, "DCM", "Ultrasound");
            case "CT" -> Code.of(modality, "DCM", "Computed Tomography");
            case "MR" -> Code.of(modality, "DCM", "Magnetic Resonance");
            case String other -> Code.of(other.isBlank() ? "OT" : other, "DCM", other.isBlank() ? "Other" : other);
        };
    }
}
