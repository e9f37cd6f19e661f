package org.radiloom.review.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;
import org.radiloom.review.audit.AuditEvent;
import org.radiloom.review.audit.AuditLog;

/**
 * Keeps the reports of studies: one draft, and the versions that were signed, each under the digest of all that it says and
 * of the files and pictures that belong to it. Safe for use from several threads; blocks.
 */
public final class ReportStore {
    private final Path data;
    private final AuditLog log;
    private final InstantSource clock;

    /** @param data the folder of what users make, as {@code Home.data()} */
    public ReportStore(Path data, AuditLog log, InstantSource clock) {
        this.data = data;
        this.log = log;
        this.clock = clock;
    }

    private ReportFolder folder(String studyUid) {
        return new ReportFolder(data, studyUid);
    }

    /** Where the reports of a study lie. */
    public Path place(String studyUid) {
        return folder(studyUid).folder();
    }

    /**
     * Keeps a draft in place of the one before.
     *
     * @throws Problem if it cannot be written; the one before is still there
     */
    public synchronized void save(ReportDraft draft) throws Problem {
        ReportFolder folder = folder(draft.content().studyUid());
        try {
            folder.keep(draft.content().images());
            OwnFile.write(folder.draft(), SignedJson.draft(draft));
        } catch (IOException e) {
            throw Problem.input(
                    "report.unsaved",
                    "The report cannot be kept in " + folder.folder() + ".",
                    "Make room or check the rights of the folder; what you wrote is on screen until the window closes.",
                    e);
        }
    }

    /**
     * The draft of a study, if there is one.
     *
     * @throws Problem if it is there and cannot be read; it has then been set aside under another name
     */
    public synchronized Optional<ReportDraft> draft(String studyUid) throws Problem {
        ReportFolder folder = folder(studyUid);
        if (!Files.exists(folder.draft())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    SignedJson.draft(Files.readAllBytes(folder.draft()), sha256 -> folder.picture(sha256, true)));
        } catch (IOException e) {
            Path aside =
                    folder.folder().resolve("draft.damaged-" + clock.instant().toEpochMilli() + ".json");
            try {
                Files.move(folder.draft(), aside, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException again) {
                e.addSuppressed(again);
                aside = folder.draft();
            }
            throw Problem.input(
                    "report.damaged",
                    "The draft of the report of this study cannot be read; the file is now " + aside + ".",
                    "Write it again, or open it with the version of the program that wrote it.",
                    e);
        }
    }

    /** Forgets the draft; signed versions stay. */
    public synchronized void discard(String studyUid) throws Problem {
        Path draft = folder(studyUid).draft();
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw Problem.input("report.kept", "The draft " + draft + " cannot be removed.", "Check its rights.", e);
        }
    }

    /**
     * The signed versions of a study, oldest first, as they are in the files.
     *
     * @throws Problem if one cannot be read
     */
    public synchronized List<SignedReport> versions(String studyUid) throws Problem {
        ReportFolder folder = folder(studyUid);
        try {
            List<SignedReport> all = new ArrayList<>();
            for (int version : folder.versions()) {
                all.add(SignedJson.signed(
                        Files.readAllBytes(folder.version(version)), sha256 -> folder.picture(sha256, false)));
            }
            return all;
        } catch (IOException e) {
            throw Problem.input(
                    "report.unreadable",
                    "A signed report in " + folder.folder() + " cannot be read.",
                    "Restore the folder from a copy; nothing can be signed for this study until then.",
                    e);
        }
    }

    /**
     * Signs: a new version that nobody can change unnoticed. The draft is gone afterwards.
     *
     * @param files makes what belongs to the version
     * @throws Problem if something keeps it from being signed: then there is no new version and the draft is still there
     */
    public synchronized SignedReport sign(ReportDraft draft, Reader by, ReportFiles files) throws Problem {
        SigningRules.check(draft, by);
        ReportFolder folder = folder(draft.content().studyUid());
        try {
            OwnFile.folders(folder.folder());
            try (var guard = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = guard.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("lock lost");
                }
                List<ReportFault> faults = new ReportCheck(folder, ReportCheck.recorded(log.file())).faults();
                if (!faults.isEmpty()) {
                    throw Problem.input(
                            "report.tampered",
                            faults.getFirst().words(),
                            "Restore " + folder.folder() + " from a copy; nothing can be signed on top of it.");
                }
                List<SignedReport> before = versions(draft.content().studyUid());
                SigningRules.follows(draft, before);
                return write(draft, by, before.size() + 1, folder, files);
            }
        } catch (IOException e) {
            throw Problem.input(
                    "report.unsigned",
                    "The signed report cannot be written to " + folder.folder() + ".",
                    "Make room or check the rights of the folder; the draft is still there.",
                    e);
        }
    }

    private SignedReport write(ReportDraft draft, Reader by, int version, ReportFolder folder, ReportFiles files)
            throws IOException, Problem {
        Instant at = clock.instant();
        ReportContent content = draft.content();
        Signing signing = new Signing(version, draft.kind(), draft.parent().map(ReportDraft.Parent::version), by, at);
        List<Path> written = new ArrayList<>();
        boolean done = false;
        try {
            folder.keep(content.images());
            List<SignedReport.SignedFile> kept = new ArrayList<>();
            for (ReportFiles.Made made : files.of(content, signing)) {
                String name = ReportFolder.name(version) + "-" + made.kind() + "." + made.ending();
                written.add(folder.file(name));
                ReportFolder.lockedWrite(folder.file(name), made.bytes());
                kept.add(new SignedReport.SignedFile(made.kind(), name, Sha256.of(made.bytes())));
            }
            SignedReport open = new SignedReport(version, draft.kind(), draft.parent(), by, at, kept, content, "");
            SignedReport signed = new SignedReport(
                    version, draft.kind(), draft.parent(), by, at, kept, content, Sha256.of(SignedJson.text(open)));
            written.add(folder.version(version));
            ReportFolder.lockedWrite(folder.version(version), SignedJson.signed(signed));
            log.append(by.name(), AuditEvent.SIGN, about(signed));
            done = true;
            Files.deleteIfExists(folder.draft());
            return signed;
        } finally {
            if (!done) {
                for (Path each : written) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    private static Map<String, String> about(SignedReport signed) {
        Map<String, String> about = new TreeMap<>();
        about.put("study", signed.content().studyUid());
        about.put("version", String.valueOf(signed.version()));
        about.put("kind", signed.kind().name());
        about.put("sha256", signed.digest());
        signed.parent().ifPresent(parent -> about.put("parent", parent.digest()));
        signed.files().forEach(file -> about.put(file.kind(), file.sha256()));
        return about;
    }

    /**
     * A file that belongs to a version, checked against its digest.
     *
     * @throws Problem if the version has none of this kind, or if it is not the one that was signed
     */
    public synchronized byte[] file(SignedReport signed, String kind) throws Problem {
        ReportFolder folder = folder(signed.content().studyUid());
        SignedReport.SignedFile file = signed.files().stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> Problem.usage(
                        "report.no-file",
                        "Version " + signed.version() + " was signed without a file of kind " + kind + ".",
                        "Sign a new version with it."));
        try {
            byte[] bytes = Files.readAllBytes(folder.file(file.name()));
            if (Sha256.of(bytes).equals(file.sha256())) {
                return bytes;
            }
            throw new IOException("digest");
        } catch (IOException e) {
            throw Problem.input(
                    e instanceof NoSuchFileException ? "report.gone" : "report.tampered",
                    "The file " + file.name() + " in " + folder.folder() + " is not the one that was signed.",
                    "Restore it from a copy.",
                    e);
        }
    }

    /**
     * Writes a copy of something that belongs to a study, and records it.
     *
     * @param kind such as pdf or csv
     * @param version signed version, or 0 for a draft
     * @throws Problem if it cannot be written or recorded
     */
    public void export(String studyUid, String kind, int version, Path to, byte[] bytes, String who) throws Problem {
        log.append(
                who,
                AuditEvent.EXPORT,
                Map.of(
                        "study",
                        studyUid,
                        "kind",
                        kind,
                        "version",
                        String.valueOf(version),
                        "sha256",
                        Sha256.of(bytes)));
        try {
            OwnFile.write(to, bytes);
        } catch (IOException e) {
            throw Problem.input("report.unwritable", to + " cannot be written.", "Choose another folder.", e);
        }
    }

    /** What is no longer as it was signed; empty when nothing has been touched. */
    public synchronized List<ReportFault> check(String studyUid) throws Problem {
        ReportFolder folder = folder(studyUid);
        try {
            return new ReportCheck(folder, ReportCheck.recorded(log.file())).faults();
        } catch (IOException e) {
            throw Problem.input(
                    "report.unreadable", folder.folder() + " cannot be read.", "Check the disk and the rights.", e);
        }
    }
}
