package org.radiloom.dicom.sr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.PatientAndStudy;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.problem.Problem;

/**
 * Writes structured reports in UTF-8; patient and study are those of the images reported on. Source: DICOM PS3.3, A.35 and C.17.
 */
public final class SrWriter {
    private static final int WORDS = 64;
    private static final String NO_ORGANIZATION = "Not stated";

    private SrWriter() {}

    /**
     * Writes a report.
     *
     * @throws Problem if the file cannot be written
     * @throws IllegalArgumentException if the tree speaks of an instance that is not among the evidence, or holds items of unknown
     *     kinds
     */
    public static void write(Path path, SrDocument document, SrSeries series) throws Problem {
        DicomWriter.write(path, dataset(document, series), TransferSyntax.EXPLICIT_LITTLE);
    }

    /** The data set that {@link #write} writes. */
    public static DicomDataset dataset(SrDocument document, SrSeries series) {
        if (!document.unresolved().isEmpty()) {
            throw new IllegalArgumentException(document.unresolved().size() + " instances are not among the evidence");
        }
        DicomDatasetBuilder out = DicomDataset.builder().string(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        patientAndStudy(document, series.source(), out);
        boolean selection = document.sopClassUid().equals(SrDocument.KEY_OBJECTS);
        out.string(Tag.SOP_CLASS_UID, document.sopClassUid())
                .string(Tag.SOP_INSTANCE_UID, document.sopInstanceUid())
                .string(Tag.SERIES_INSTANCE_UID, document.seriesInstanceUid())
                .string(Tag.MODALITY, selection ? "KO" : "SR")
                .string(Tag.SERIES_DESCRIPTION, SrTags.text(series.description(), WORDS))
                .integer(Tag.SERIES_NUMBER, series.seriesNumber())
                .items(SrTags.PERFORMED_STEP_SEQUENCE, List.of())
                .string(Tag.MANUFACTURER, "Radiloom")
                .string(Tag.MANUFACTURER_MODEL_NAME, "Radiloom")
                .string(Tag.DEVICE_SERIAL_NUMBER, "1")
                .string(Tag.SOFTWARE_VERSIONS, SrTags.text(series.softwareVersion(), WORDS))
                .integer(Tag.INSTANCE_NUMBER, series.instanceNumber())
                .string(Tag.CONTENT_DATE, SrTags.date(document.created()))
                .string(Tag.CONTENT_TIME, SrTags.time(document.created()));
        if (!selection) {
            state(document, out);
        }
        evidence(document.evidence(), SrTags.CURRENT_EVIDENCE, out);
        evidence(document.otherEvidence(), SrTags.OTHER_EVIDENCE, out);
        schemes(document, out);
        ContentItemWriter.put(document.root(), out);
        return out.build();
    }

    private static void patientAndStudy(SrDocument document, DicomDataset source, DicomDatasetBuilder out) {
        PatientAndStudy.copy(source, out);
        out.string(Tag.STUDY_INSTANCE_UID, document.studyInstanceUid());
    }

    private static void state(SrDocument document, DicomDatasetBuilder out) {
        out.items(SrTags.PERFORMED_PROCEDURE_CODES, List.of())
                .string(SrTags.COMPLETION_FLAG, document.complete() ? "COMPLETE" : "PARTIAL")
                .string(SrTags.VERIFICATION_FLAG, document.verified() ? "VERIFIED" : "UNVERIFIED")
                .string(SrTags.PRELIMINARY_FLAG, document.verified() ? "FINAL" : "PRELIMINARY");
        if (!document.completion().isEmpty()) {
            out.string(SrTags.COMPLETION_DESCRIPTION, SrTags.text(document.completion(), WORDS));
        }
        evidence(document.predecessors(), SrTags.PREDECESSORS, out);
        if (document.verified()) {
            out.items(
                    SrTags.VERIFYING_OBSERVERS,
                    document.verifications().stream()
                            .map(SrWriter::verification)
                            .toList());
        }
    }

    private static DicomDataset verification(Verification v) {
        String organization = v.organization().isBlank() ? NO_ORGANIZATION : v.organization();
        return SrTags.item(DicomDataset.builder()
                .string(SrTags.VERIFYING_ORGANIZATION, SrTags.text(organization, WORDS))
                .string(SrTags.VERIFICATION_DATE_TIME, SrTags.date(v.when()) + SrTags.time(v.when()))
                .string(SrTags.VERIFYING_OBSERVER_NAME, SrTags.text(v.observer(), WORDS))
                .items(
                        SrTags.VERIFYING_OBSERVER_CODE,
                        v.code().map(Code::item).stream().toList()));
    }

    private static void evidence(List<Evidence> all, int sequence, DicomDatasetBuilder out) {
        if (!all.isEmpty()) {
            out.items(sequence, Evidence.items(all));
        }
    }

    /** Says whose our own terms are, if there are any. */
    private static void schemes(SrDocument document, DicomDatasetBuilder out) {
        List<Code> ours = new ArrayList<>();
        document.root().walk(item -> {
            item.name().filter(PrivateCodes::ours).ifPresent(ours::add);
            item.code().filter(PrivateCodes::ours).ifPresent(ours::add);
        });
        if (!ours.isEmpty()) {
            out.items(
                    SrTags.CODING_SCHEME_IDENTIFICATION_SEQUENCE,
                    DicomDataset.builder()
                            .string(Tag.CODING_SCHEME_DESIGNATOR, PrivateCodes.SCHEME)
                            .string(SrTags.CODING_SCHEME_NAME, "Radiloom terms")
                            .string(SrTags.CODING_SCHEME_RESPONSIBLE_ORGANIZATION, "Radiloom")
                            .build());
        }
    }
}
