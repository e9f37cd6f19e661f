package org.radiloom.dicom.sr;

import java.util.List;

/**
 * What a measurement report says. Source: DICOM PS3.16, TID 1500.
 *
 * @param language of the words in it, as RFC 5646 names it, such as en or zh
 * @param country as ISO 3166 names it, such as US; empty where it does not matter
 * @param observers who and what has observed
 * @param procedures what examination is reported
 * @param library images that the report rests on
 * @param groups one for each thing measured
 * @param notes more words, such as an impression
 */
public record MeasurementReport(
        Code language,
        String country,
        List<Observer> observers,
        List<Code> procedures,
        List<LibraryGroup> library,
        List<MeasurementGroup> groups,
        List<Note> notes) {
    /** Words with what they are. */
    public record Note(Code name, String text) {
        /** Nothing of the words: what readers write must not reach a log. */
        @Override
        public String toString() {
            return "Note[" + name.meaning() + "]";
        }
    }

    /** Images of one modality. */
    public record LibraryGroup(Code modality, List<SopReference> images) {
        public LibraryGroup {
            images = List.copyOf(images);
        }
    }

    /** What every report of ours must say. */
    public static final Note NOTICE = new Note(Concepts.COMMENT, "Research use only, not for diagnosis");

    public MeasurementReport {
        observers = List.copyOf(observers);
        procedures = List.copyOf(procedures);
        library = List.copyOf(library);
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
    }

    /** A language as a term. */
    public static Code language(String tag, String words) {
        return Code.of(tag, "RFC5646", words);
    }

    /** The tree of a document that says this. */
    public ContentItem tree() {
        return new ReportTree(this).root();
    }

    /** What a document says, as far as this record has a place for it; of other documents what can be found. */
    public static MeasurementReport of(ContentItem root) {
        return new ReportFacts(root).report();
    }
}
