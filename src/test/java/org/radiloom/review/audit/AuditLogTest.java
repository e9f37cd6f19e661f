package org.radiloom.review.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.review.audit.AuditCheck.Kind;

class AuditLogTest {
    @TempDir
    Path data;

    private AuditLog log;

    @BeforeEach
    void tenEntries() throws Exception {
        log = new AuditLog(data, InstantSource.fixed(Instant.parse("2026-12-01T10:00:00Z")));
        for (int n = 0; n < 10; n++) {
            log.append("Dr. Li", AuditEvent.ACCEPT, Map.of("finding", "f" + n, "series", "1.2.3"));
        }
    }

    private AuditCheck after(Consumer<List<String>> change) throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(log.file()));
        change.accept(lines);
        Files.write(log.file(), lines);
        return log.verify();
    }

    private static AuditCheck.Fault only(AuditCheck check) {
        assertEquals(1, check.faults().size(), check::toString);
        return check.faults().getFirst();
    }

    @Test
    void aRecordThatNobodyTouchedIsIntact() throws Exception {
        assertEquals(new AuditCheck(10, List.of()), log.verify());
    }

    /** The digest is that of the line without its last member: anybody can check it with a tool of their own. */
    @Test
    void theDigestIsThatOfTheLineAndTheLineNamesTheOneBefore() throws Exception {
        List<String> lines = Files.readAllLines(log.file());
        String line = lines.get(3);
        int cut = line.indexOf(",\"digest\":");
        byte[] text = (line.substring(0, cut) + "}").getBytes(StandardCharsets.UTF_8);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        assertTrue(line.endsWith("\"digest\":\"" + digest + "\"}"), line);
        assertTrue(lines.get(4).contains("\"previous\":\"" + digest + "\""), lines.get(4));
    }

    @Test
    void anEntryThatSaysSomethingElseIsNamed() throws Exception {
        var fault = only(after(lines -> lines.set(6, lines.get(6).replace("f6", "f7"))));
        assertEquals(new AuditCheck.Fault(7, Kind.CHANGED, "Entry 6 has been changed."), fault);
    }

    @Test
    void entriesThatAreGoneAreNamed() throws Exception {
        var fault = only(after(lines -> lines.subList(2, 4).clear()));
        assertEquals(new AuditCheck.Fault(3, Kind.REMOVED_BEFORE, "Entries 2 to 3 are gone."), fault);
    }

    @Test
    void aMissingEndIsNamed() throws Exception {
        var fault = only(after(lines -> lines.subList(8, 10).clear()));
        assertEquals(new AuditCheck.Fault(8, Kind.CUT, "Entries 8 to 9 are gone."), fault);
    }

    @Test
    void entriesThatChangedPlacesAreFound() throws Exception {
        var check = after(lines -> lines.add(2, lines.remove(5)));
        assertTrue(check.faults().stream().anyMatch(f -> f.kind() == Kind.OUT_OF_ORDER), check::toString);
        assertEquals(3, check.faults().getFirst().line());
    }

    /** Whoever makes an entry anew, with a right digest of its own, breaks the link to the next one. */
    @Test
    void anEntryThatWasReplacedByAnotherIsFound() throws Exception {
        var check = after(lines -> {
            AuditEntry was = AuditEntry.parse(lines.get(4));
            lines.set(
                    4,
                    AuditEntry.after(4, was.previous(), was.at(), "Dr. Wu", AuditEvent.REJECT, was.about())
                            .line());
        });
        assertEquals(Kind.REPLACED, only(check).kind());
        assertEquals(6, only(check).line());
    }

    @Test
    void theLastEntryCannotBeReplacedEither() throws Exception {
        var check = after(lines -> {
            AuditEntry was = AuditEntry.parse(lines.get(9));
            lines.set(
                    9,
                    AuditEntry.after(9, was.previous(), was.at(), "Dr. Wu", was.event(), was.about())
                            .line());
        });
        assertEquals(Kind.REPLACED, only(check).kind());
    }

    /** Killed in the middle of a line: the half line stays where it is and the record goes on. */
    @Test
    void halfALineStaysOneFaultAndTheRecordGoesOn() throws Exception {
        String all = Files.readString(log.file());
        Files.writeString(log.file(), all + "{\"n\":10,\"at\":\"2026");
        log.append("Dr. Li", AuditEvent.EXPORT, Map.of());
        log.append("Dr. Li", AuditEvent.OPEN, Map.of());
        AuditCheck check = log.verify();
        assertEquals(13, check.entries());
        assertEquals(new AuditCheck.Fault(11, Kind.UNREADABLE, "The line after entry 9 cannot be read."), only(check));
    }

    @Test
    void entriesOfManyThreadsMakeOneChain() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            threads.invokeAll(Collections.nCopies(40, () -> log.append("", AuditEvent.INFER, Map.of("model", "m"))));
        }
        assertEquals(new AuditCheck(50, List.of()), log.verify());
    }
}
