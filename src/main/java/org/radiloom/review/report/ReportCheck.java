package org.radiloom.review.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiloom.review.report.ReportFault.Kind;

/** Looks whether the signed versions of a study are as they were signed. */
final class ReportCheck {
    private static final String SIGNED = "\"event\":\"sign\"";

    private final ReportFolder folder;
    private final Set<String> recorded;
    private final List<ReportFault> faults = new ArrayList<>();

    /** @param recorded digests that the record of the audit tells to have been signed */
    ReportCheck(ReportFolder folder, Set<String> recorded) {
        this.folder = folder;
        this.recorded = Set.copyOf(recorded);
    }

    /** Digests that were signed, of all studies; lines that are no entries are the business of {@code audit verify}. */
    static Set<String> recorded(Path log) throws IOException {
        Set<String> digests = new HashSet<>();
        if (Files.exists(log)) {
            for (String line : Files.readAllLines(log)) {
                if (line.contains(SIGNED)) {
                    digest(line).ifPresent(digests::add);
                }
            }
        }
        return digests;
    }

    private static Optional<String> digest(String line) {
        try {
            JsonNode about = ReportJson.JSON.readTree(line).path("about");
            return Optional.of(about.path("sha256").asText());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    List<ReportFault> faults() throws IOException {
        List<Integer> there = folder.versions();
        Optional<ReportDraft.Parent> parent = Optional.empty();
        int last = there.isEmpty() ? 0 : there.getLast();
        for (int version = 1; version <= last; version++) {
            parent = version(version, parent);
        }
        return List.copyOf(faults);
    }

    /** Whoever changes an old version and its digest breaks the link of the next one. */
    private Optional<ReportDraft.Parent> version(int version, Optional<ReportDraft.Parent> before) throws IOException {
        Path file = folder.version(version);
        if (!Files.exists(file)) {
            fault(version, Kind.GONE, "Version " + version + " is gone.");
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        SignedReport signed;
        String computed;
        try {
            computed = SignedJson.computed(bytes);
            signed = SignedJson.signed(bytes, sha256 -> picture(version, sha256));
        } catch (IOException e) {
            if (faults.stream().noneMatch(each -> each.version() == version)) {
                fault(version, Kind.CHANGED, "Version " + version + " cannot be read.");
            }
            return Optional.empty();
        }
        if (!computed.equals(signed.digest()) || signed.version() != version) {
            fault(version, Kind.CHANGED, "Version " + version + " has been changed since it was signed.");
        }
        if (!recorded.contains(signed.digest())) {
            fault(version, Kind.NOT_RECORDED, "The record does not tell that version " + version + " was signed.");
        }
        if (version > 1 && before.isPresent() && !signed.parent().equals(before)) {
            fault(
                    version,
                    Kind.PARENT_CHANGED,
                    "Version " + version + " follows another version " + (version - 1)
                            + " than the one that is there.");
        }
        for (SignedReport.SignedFile each : signed.files()) {
            file(version, each);
        }
        return Optional.of(new ReportDraft.Parent(version, signed.digest()));
    }

    private Png picture(int version, String sha256) throws IOException {
        Png png;
        try {
            png = folder.picture(sha256, false);
        } catch (IOException e) {
            fault(version, Kind.GONE, "A key image of version " + version + " is gone.");
            throw e;
        }
        if (!png.sha256().equals(sha256)) {
            fault(version, Kind.FILE_CHANGED, "A key image of version " + version + " has been changed.");
        }
        return png;
    }

    private void file(int version, SignedReport.SignedFile file) throws IOException {
        Path path = folder.file(file.name());
        if (!Files.exists(path)) {
            fault(version, Kind.GONE, "The file " + file.name() + " is gone.");
        } else if (!Sha256.of(Files.readAllBytes(path)).equals(file.sha256())) {
            fault(version, Kind.FILE_CHANGED, "The file " + file.name() + " has been changed.");
        }
    }

    private void fault(int version, Kind kind, String words) {
        faults.add(new ReportFault(version, kind, words));
    }
}
