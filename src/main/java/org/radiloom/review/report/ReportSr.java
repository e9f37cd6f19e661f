package org.radiloom.review.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.dicom.sr.Evidence;
import org.radiloom.dicom.sr.MeasurementGroup;
import org.radiloom.dicom.sr.MeasurementReport.Note;
import org.radiloom.dicom.sr.Observer;
import org.radiloom.dicom.sr.SrDocument;
import org.radiloom.dicom.sr.SrSeries;
import org.radiloom.dicom.sr.SrWriter;
import org.radiloom.dicom.sr.Verification;
import org.radiloom.problem.Problem;
import org.radiloom.review.report.sr.ReportedSeries;
import org.radiloom.review.report.sr.StudyReport;
import org.radiloom.review.report.sr.StudyReport.Version;
import org.radiloom.review.report.sr.TrackingUid;

/**
 * A report as DICOM structured report (TID 1500): verified by who has signed it, and in the place of the version before. A
 * finding is in it as the model said it only where the reader has accepted it; what was edited is there in the reader's words.
 */
public final class ReportSr implements ReportFiles {
    /** Of a person who is not known to have one; the standard wants it to be there. */
    private static final String ORGANIZATION = "Not stated";

    private static final int SERIES_NUMBER = 931;

    private final ReportedSeries series;
    private final List<MeasurementGroup> measured;
    private final Map<String, List<MeasurementGroup>> found;
    private final List<Evidence> others;
    private final DicomDataset source;
    private final Optional<SignedReport> before;
    private final String softwareVersion;

    /**
     * What the report rests on.
     *
     * @param measured by the reader, such as lines drawn and masks corrected
     * @param found groups of each finding, by its id
     * @param others instances of the study that groups speak of: segmentations, maps
     * @param source data set of an image reported on; patient and study are taken from it
     * @param before the version that this one follows
     * @param softwareVersion version of this program
     */
    public ReportSr(
            ReportedSeries series,
            List<MeasurementGroup> measured,
            Map<String, List<MeasurementGroup>> found,
            List<Evidence> others,
            DicomDataset source,
            Optional<SignedReport> before,
            String softwareVersion) {
        this.series = series;
        this.measured = List.copyOf(measured);
        this.found = Map.copyOf(found);
        this.others = List.copyOf(others);
        this.source = source;
        this.before = before;
        this.softwareVersion = softwareVersion;
    }

    @Override
    public List<Made> of(ReportContent content, Signing signing) throws Problem {
        SrDocument document = document(content, signing);
        var target = new SrSeries(
                content.subject().hidden() ? nobody() : source,
                content.template().title(),
                SERIES_NUMBER,
                signing.version(),
                softwareVersion);
        try {
            Path folder = Files.createTempDirectory("radiloom-sr");
            Path file = folder.resolve("report.dcm");
            try {
                SrWriter.write(file, document, target);
                return List.of(new Made("sr", "dcm", Files.readAllBytes(file)));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw Problem.input(
                    "report.sr", "The DICOM report cannot be made.", "Make room in the folder of temporary files.", e);
        }
    }

    /** The study, and nothing of the patient. */
    private DicomDataset nobody() {
        return DicomDataset.builder()
                .copy(source, Tag.STUDY_DATE, Tag.STUDY_INSTANCE_UID)
                .build();
    }

    SrDocument document(ReportContent content, Signing signing) {
        List<MeasurementGroup> groups = new ArrayList<>(measured);
        List<Note> notes = new ArrayList<>();
        for (ReviewedFinding each : content.findings()) {
            switch (each.state()) {
                case ACCEPTED -> groups.addAll(found.getOrDefault(each.id(), List.of()));
                case EDITED -> notes.add(new Note(Concepts.COMMENT, edited(each, content.language())));
                case DRAFT, REJECTED -> {}
            }
        }
        notes.add(new Note(Concepts.IMPRESSION, content.impression()));
        content.addenda().forEach(each -> notes.add(new Note(Concepts.COMMENT, each.text())));
        if (content.language() != ReportLanguage.ENGLISH) {
            notes.add(new Note(Concepts.COMMENT, content.language().notice()));
        }
        String reader = personName(signing.by().name());
        var report = new StudyReport(
                series,
                Optional.of(new Observer.Person(reader, "")),
                content.language() == ReportLanguage.CHINESE ? "zh" : "en",
                softwareVersion,
                groups,
                notes,
                others);
        Version draft = Version.draft(uid(content, signing), seriesUid(content), local(signing));
        return report.document(new Version(
                draft.sopInstanceUid(),
                draft.seriesInstanceUid(),
                draft.created(),
                true,
                List.of(new Verification(reader, ORGANIZATION, local(signing), Optional.empty())),
                predecessor(report.document(draft).sopClassUid())));
    }

    private static String edited(ReviewedFinding finding, ReportLanguage words) {
        String said = finding.reported().map(Statement::headline).orElse("");
        return words.said(finding.label())
                + words.word("label")
                + words.said(said)
                + "\n"
                + words.word("finding.edited", words.said(finding.original().headline()));
    }

    private List<Evidence> predecessor(String sopClassUid) {
        return before
                .filter(each ->
                        each.files().stream().anyMatch(file -> file.kind().equals("sr")))
                .map(each -> new Evidence(
                        each.content().studyUid(),
                        seriesUid(each.content()),
                        sopClassUid,
                        uid(each.content(), Signing.of(each))))
                .stream()
                .toList();
    }

    private static String uid(ReportContent content, Signing signing) {
        return TrackingUid.of(content.digest() + " " + signing.version() + " " + signing.at());
    }

    private static String seriesUid(ReportContent content) {
        return TrackingUid.of("reports of " + content.studyUid());
    }

    /** Times of documents are those of the place where they are made. */
    private static LocalDateTime local(Signing signing) {
        return LocalDateTime.ofInstant(signing.at(), ZoneId.systemDefault());
    }

    /** As one component: which part is the family name nobody can know. */
    private static String personName(String name) {
        return name.replaceAll("[\\\\^=\\p{Cntrl}]", " ").strip();
    }
}
