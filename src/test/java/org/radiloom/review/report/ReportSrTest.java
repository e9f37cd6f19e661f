package org.radiloom.review.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.sr.MeasurementReport;
import org.radiloom.dicom.sr.SrDocument;
import org.radiloom.dicom.sr.SrReader;
import org.radiloom.fixtures.MadeUpGrades;
import org.radiloom.infer.GradeFinding;
import org.radiloom.problem.Problem;
import org.radiloom.review.audit.AuditLog;
import org.radiloom.review.report.sr.FoundGroups;

class ReportSrTest {
    private static final GradeFinding GRADE =
            MadeUpGrades.finding("grade", 4, List.of(0.1, 0.6, 0.2, 0.1), List.of("mild"), Map.of());

    @TempDir
    Path data;

    private ReportStore store() {
        InstantSource clock = InstantSource.fixed(MadeUpReport.WHEN);
        return new ReportStore(data, new AuditLog(data, clock), clock);
    }

    private static ReportSr sr(Optional<SignedReport> before) {
        DicomDataset source = DicomDataset.builder()
                .string(org.radiloom.dicom.Tag.PATIENT_NAME, "Phantom^Paula")
                .string(org.radiloom.dicom.Tag.PATIENT_ID, "P-4711")
                .string(org.radiloom.dicom.Tag.STUDY_DATE, "20261119")
                .string(org.radiloom.dicom.Tag.STUDY_INSTANCE_UID, "2.25.1")
                .build();
        return new ReportSr(
                MadeUpReport.film(),
                List.of(),
                Map.of("grade", new FoundGroups(MadeUpReport.film()).grade(GRADE)),
                List.of(),
                source,
                before,
                "0.9.0");
    }

    private static SrDocument document(byte[] bytes) throws Problem {
        return SrReader.read(DicomFile.parse(Path.of("report.dcm"), bytes, ReadOptions.STRICT));
    }

    private static String words(SrDocument document) {
        return MeasurementReport.of(document.root()).notes().stream()
                .map(MeasurementReport.Note::text)
                .toList()
                .toString();
    }

    @Test
    void aSignedReportIsVerifiedAndNamesTheOneThatItTakesThePlaceOf() throws Exception {
        ReportStore store = store();
        ReportDraft draft = ReportDraft.first(MadeUpReport.liver(ReportLanguage.CHINESE));
        SignedReport first = store.sign(draft, MadeUpReport.READER, sr(Optional.empty()));
        SrDocument one = document(store.file(first, "sr"));
        assertTrue(one.complete() && one.verified());
        assertEquals("Rita Reader", one.verifications().getFirst().observer());
        assertEquals(List.of(), one.predecessors());
        assertTrue(words(one).contains("轻度脂肪肝，肝脏增大。"), words(one));
        assertTrue(words(one).contains("Research use only, not for diagnosis"), words(one));
        assertTrue(words(one).contains("仅供研究使用，不用于诊断"), words(one));
        // the grade of the study, and one of each frame that has one
        assertEquals(
                1 + GRADE.gradedFrames(),
                MeasurementReport.of(one.root()).groups().size());

        ReportContent changed = first.content()
                .decide("grade", Decision.edit("Rita Reader", MadeUpReport.WHEN, Statement.of("moderate")));
        SignedReport second =
                store.sign(ReportDraft.amending(first).with(changed), MadeUpReport.READER, sr(Optional.of(first)));
        SrDocument two = document(store.file(second, "sr"));
        assertEquals(
                List.of(one.sopInstanceUid()),
                two.predecessors().stream().map(each -> each.sopInstanceUid()).toList());
        assertEquals(one.seriesInstanceUid(), two.seriesInstanceUid());
        assertFalse(one.sopInstanceUid().equals(two.sopInstanceUid()));
        assertEquals(List.of(), MeasurementReport.of(two.root()).groups());
        assertTrue(words(two).contains("脂肪肝：中度") && words(two).contains("模型原为：轻度"), words(two));
    }

    @Test
    void aHiddenPatientIsNotInTheDocument() throws Exception {
        ReportContent content = MadeUpReport.liver(ReportLanguage.ENGLISH);
        var signing = new Signing(1, ReportDraft.Kind.REPORT, Optional.empty(), MadeUpReport.READER, MadeUpReport.WHEN);
        byte[] open = sr(Optional.empty()).of(content, signing).getFirst().bytes();
        byte[] hidden = sr(Optional.empty())
                .of(content.withSubject(MadeUpReport.PAULA.withoutPatient()), signing)
                .getFirst()
                .bytes();
        assertTrue(new String(open, StandardCharsets.ISO_8859_1).contains("Phantom^Paula"));
        String text = new String(hidden, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("Paula") || text.contains("P-4711"));
        assertTrue(text.contains("20261119"));
    }

    /** A version that takes the place of another, and one without the patient. */
    @Test
    @Tag("peers")
    void dciodvfyAndDcmtkFindNoErrorInSignedReports() throws Exception {
        ReportStore store = store();
        SignedReport first = store.sign(
                ReportDraft.first(MadeUpReport.liver(ReportLanguage.CHINESE)),
                MadeUpReport.READER,
                sr(Optional.empty()));
        ReportContent hidden = first.content().withSubject(MadeUpReport.PAULA.withoutPatient());
        SignedReport second =
                store.sign(ReportDraft.amending(first).with(hidden), MadeUpReport.READER, sr(Optional.of(first)));
        for (SignedReport each : List.of(first, second)) {
            String file = store.place("2.25.1")
                    .resolve(each.files().getFirst().name())
                    .toString();
            quiet("dciodvfy", "-new", "-filename", file);
            quiet("dsrdump", "+Pc", "+U8", file);
        }
    }

    private static void quiet(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        assertFalse(text.lines().anyMatch(line -> line.matches("(Error|E:|F:).*")), text);
    }
}
