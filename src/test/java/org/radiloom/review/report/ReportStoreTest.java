package org.radiloom.review.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;
import org.radiloom.review.audit.AuditLog;
import org.radiloom.review.report.ReportFault.Kind;

class ReportStoreTest {
    private static final String STUDY = "2.25.1";
    private static final byte[] PAPER = "paper".getBytes(StandardCharsets.UTF_8);
    private static final ReportFiles FILES = (content, signing) -> List.of(new ReportFiles.Made("pdf", "pdf", PAPER));

    @TempDir
    Path data;

    private AuditLog log;
    private ReportStore store;

    @BeforeEach
    void open() {
        InstantSource clock = InstantSource.fixed(MadeUpReport.WHEN);
        log = new AuditLog(data, clock);
        store = new ReportStore(data, log, clock);
    }

    private static ReportDraft draft() {
        return ReportDraft.first(MadeUpReport.liver(ReportLanguage.ENGLISH));
    }

    private SignedReport sign(ReportDraft draft) throws Problem {
        return store.sign(draft, MadeUpReport.READER, FILES);
    }

    private String refused(ReportDraft draft, Reader by) {
        return assertThrows(Problem.class, () -> store.sign(draft, by, FILES)).code();
    }

    private void change(String name, String from, String to) throws Exception {
        Path file = store.place(STUDY).resolve(name);
        String text = Files.readString(file);
        assertTrue(text.contains(from), text);
        Files.delete(file);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void aDraftComesBackAsItWasKept() throws Exception {
        for (ReportLanguage language : ReportLanguage.values()) {
            ReviewedFinding edited = MadeUpReport.grade()
                    .decide(Decision.reject("R", MadeUpReport.WHEN, "shadow"))
                    .decide(Decision.edit("R", MadeUpReport.WHEN, Statement.of("severe")));
            ReportDraft draft =
                    ReportDraft.first(MadeUpReport.liver(language).withFindings(List.of(edited, MadeUpReport.grade())));
            store.save(draft);
            assertEquals(Optional.of(draft), store.draft(STUDY));
        }
        store.discard(STUDY);
        assertEquals(Optional.empty(), store.draft(STUDY));
    }

    @Test
    void aDamagedDraftIsSetAside() throws Exception {
        store.save(draft());
        Files.writeString(store.place(STUDY).resolve("draft.json"), "{");
        Problem problem = assertThrows(Problem.class, () -> store.draft(STUDY));
        assertEquals("report.damaged", problem.code());
        assertEquals(Optional.empty(), store.draft(STUDY));
        try (var files = Files.list(store.place(STUDY))) {
            assertTrue(files.anyMatch(each -> each.toString().contains("draft.damaged-")));
        }
    }

    @Test
    void signingKeepsTheVersionAndItsFilesAndEndsTheDraft() throws Exception {
        store.save(draft());
        SignedReport signed = sign(draft());
        assertEquals(1, signed.version());
        assertEquals(List.of(signed), store.versions(STUDY));
        assertEquals(Optional.empty(), store.draft(STUDY));
        assertArrayEquals(PAPER, store.file(signed, "pdf"));
        assertEquals(List.of(), store.check(STUDY));
    }

    /** Anybody can check a version with a tool of their own. */
    @Test
    void theDigestIsThatOfTheTextInTheFile() throws Exception {
        SignedReport signed = sign(draft());
        String all = Files.readString(store.place(STUDY).resolve("version-001.json"));
        String text = all.substring("{\"signed\":".length(), all.indexOf(",\"digest\":\"" + signed.digest()));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(HexFormat.of().formatHex(digest), signed.digest());
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PAPER)),
                signed.files().getFirst().sha256());
    }

    @Test
    void aChangeMakesANewVersionThatNamesItsParentAndLeavesTheOldOne() throws Exception {
        SignedReport first = sign(draft());
        ReportDraft amended = ReportDraft.amending(first);
        assertEquals("report.same", refused(amended, MadeUpReport.READER));
        SignedReport second = sign(amended.with(amended.content().withImpression("Moderate steatosis.")));
        assertEquals(2, second.version());
        assertEquals(Optional.of(new ReportDraft.Parent(1, first.digest())), second.parent());
        assertEquals(List.of(first, second), store.versions(STUDY));
        assertEquals("report.moved-on", refused(amended, MadeUpReport.READER));
        assertEquals("report.moved-on", refused(draft(), MadeUpReport.READER));
    }

    @Test
    void anAddendumAddsWordsAndNothingElse() throws Exception {
        SignedReport first = sign(draft());
        var words = new Addendum("The biopsy confirms it.", MadeUpReport.READER, MadeUpReport.WHEN);
        ReportDraft adding = ReportDraft.adding(first, words);
        assertEquals(
                "report.addendum",
                refused(adding.with(adding.content().withImpression("Something else.")), MadeUpReport.READER));
        assertEquals("report.addendum", refused(adding.with(first.content()), MadeUpReport.READER));
        SignedReport second = sign(adding);
        assertEquals(ReportDraft.Kind.ADDENDUM, second.kind());
        assertEquals(List.of(words), second.content().addenda());
        assertEquals(List.of(), store.check(STUDY));
    }

    @Test
    void nothingIsSignedWithoutADecisionANameAndAnImpression() throws Exception {
        ReportContent content = MadeUpReport.liver(ReportLanguage.ENGLISH);
        ReportContent open = content.withFindings(List.of(MadeUpReport.grade()));
        Problem problem = assertThrows(Problem.class, () -> sign(ReportDraft.first(open)));
        assertEquals("report.undecided", problem.code());
        assertTrue(problem.sentence().contains("Fatty liver"), problem.sentence());
        ReportContent reopened = content.decide("grade", Decision.reopen("R", MadeUpReport.WHEN));
        assertEquals("report.undecided", refused(ReportDraft.first(reopened), MadeUpReport.READER));
        assertEquals("report.nobody", refused(draft(), Reader.NOBODY));
        assertEquals(
                "report.no-impression", refused(ReportDraft.first(content.withImpression(" ")), MadeUpReport.READER));
        ReportContent rejected = open.decide("grade", Decision.reject("R", MadeUpReport.WHEN, "shadow"));
        assertEquals(1, sign(ReportDraft.first(rejected)).version());
    }

    @Test
    void aVersionThatSaysSomethingElseIsFoundAndNothingIsSignedOnTopOfIt() throws Exception {
        SignedReport first = sign(draft());
        change("version-001.json", "Mild steatosis", "No steatosis");
        ReportFault fault = store.check(STUDY).getFirst();
        assertEquals(new ReportFault(1, Kind.CHANGED, "Version 1 has been changed since it was signed."), fault);
        ReportDraft amended = ReportDraft.amending(first);
        assertEquals(
                "report.tampered",
                refused(amended.with(amended.content().withImpression("More.")), MadeUpReport.READER));
    }

    /** Whoever gives a changed version a right digest of its own breaks the link of the next one, and the record does not know it. */
    @Test
    void anOldVersionCannotBeMadeAnewUnnoticed() throws Exception {
        SignedReport first = sign(draft());
        ReportDraft amended = ReportDraft.amending(first);
        sign(amended.with(amended.content().withImpression("Moderate steatosis.")));
        var forged = new SignedReport(
                1,
                first.kind(),
                first.parent(),
                first.by(),
                first.at(),
                first.files(),
                first.content().withImpression("Nothing."),
                "");
        forged = new SignedReport(
                1,
                forged.kind(),
                forged.parent(),
                forged.by(),
                forged.at(),
                forged.files(),
                forged.content(),
                Sha256.of(SignedJson.text(forged)));
        Path file = store.place(STUDY).resolve("version-001.json");
        Files.delete(file);
        Files.write(file, SignedJson.signed(forged));
        assertEquals(
                List.of(Kind.NOT_RECORDED, Kind.PARENT_CHANGED),
                store.check(STUDY).stream().map(ReportFault::kind).toList());
    }

    @Test
    void changedOrMissingFilesPicturesAndVersionsAreNamed() throws Exception {
        SignedReport first = sign(draft());
        change("version-001-pdf.pdf", "paper", "other");
        assertEquals(
                List.of(new ReportFault(1, Kind.FILE_CHANGED, "The file version-001-pdf.pdf has been changed.")),
                store.check(STUDY));
        assertEquals(
                "report.tampered",
                assertThrows(Problem.class, () -> store.file(first, "pdf")).code());
        Files.delete(store.place(STUDY).resolve("version-001-pdf.pdf"));
        assertEquals(
                List.of(Kind.GONE),
                store.check(STUDY).stream().map(ReportFault::kind).toList());
        String digest = first.content().images().getFirst().picture().sha256();
        Files.write(
                store.place(STUDY).resolve("images").resolve(digest + ".png"),
                MadeUpReport.picture(8, 8).bytes());
        assertEquals(
                List.of(Kind.FILE_CHANGED, Kind.GONE),
                store.check(STUDY).stream().map(ReportFault::kind).toList());
    }

    @Test
    void aMissingVersionIsNamed() throws Exception {
        ReportDraft amended = ReportDraft.amending(sign(draft()));
        sign(amended.with(amended.content().withImpression("Moderate steatosis.")));
        Files.delete(store.place(STUDY).resolve("version-001.json"));
        assertEquals(List.of(new ReportFault(1, Kind.GONE, "Version 1 is gone.")), store.check(STUDY));
    }

    @Test
    void theRecordTellsOfSigningAndExportingAndNamesNoPatient() throws Exception {
        SignedReport signed = sign(draft());
        Path copy = data.resolve("out").resolve("report.pdf");
        store.export(STUDY, "pdf", 1, copy, PAPER, "Rita Reader");
        assertArrayEquals(PAPER, Files.readAllBytes(copy));
        List<String> lines = Files.readAllLines(log.file());
        assertTrue(lines.get(0).contains("\"event\":\"sign\""), lines.get(0));
        assertTrue(lines.get(0).contains(signed.digest()), lines.get(0));
        assertTrue(lines.get(1).contains("\"event\":\"export\""), lines.get(1));
        assertFalse(String.join("", lines).contains("Paula"));
        assertTrue(log.verify().intact());
    }

    @Test
    void whatCannotBeRecordedIsNotSigned() throws Exception {
        store.save(draft());
        Files.writeString(data.resolve("audit"), "in the way");
        assertEquals("audit.unwritable", refused(draft(), MadeUpReport.READER));
        assertEquals(List.of(), store.versions(STUDY));
        assertEquals(Optional.of(draft()), store.draft(STUDY));
        Files.delete(data.resolve("audit"));
        assertEquals(1, sign(draft()).version());
    }

    @Test
    void whatIsKeptIsReadableByItsOwnerOnlyAndSignedFilesAreLocked() throws Exception {
        store.save(draft());
        sign(draft());
        try (var all = Files.walk(data.resolve("reports"))) {
            for (Path each : all.filter(Files::isRegularFile)
                    .filter(each -> !each.endsWith("lock"))
                    .toList()) {
                var rights = Files.getPosixFilePermissions(each);
                assertTrue(rights.stream().allMatch(r -> r.name().startsWith("OWNER")), each::toString);
                boolean signed = String.valueOf(each.getFileName()).startsWith("version-");
                assertEquals(signed ? 1 : 2, rights.size(), each::toString);
            }
        }
    }

    @Test
    void hiddenPatientsDoNotReachTheFiles() throws Exception {
        ReportContent hidden =
                MadeUpReport.liver(ReportLanguage.ENGLISH).withSubject(MadeUpReport.PAULA.withoutPatient());
        store.save(ReportDraft.first(hidden));
        String text = Files.readString(store.place(STUDY).resolve("draft.json"));
        assertFalse(text.contains("Paula") || text.contains("P-4711") || text.contains("A-99"), text);
        assertFalse(store.place(STUDY).toString().contains(STUDY));
    }
}
