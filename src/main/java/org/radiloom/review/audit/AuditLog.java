package org.radiloom.review.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;

/**
 * The record of what was done with studies and models: only ever appended, a JSON object a line, each with the digest of the one
 * before, so that an entry that is changed, removed or moved is found. A second file holds the length and the last digest, so that a
 * missing end is found, too. Whoever can write both files can make a new record from some entry on; that takes intent.
 *
 * <p>Safe to use from several threads and by several programs at once.
 */
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final InstantSource clock;

    /** @param data the user's data folder */
    public AuditLog(Path data, InstantSource clock) {
        this.folder = data.resolve("audit");
        this.clock = clock;
    }

    /** The lines. */
    public Path file() {
        return folder.resolve("audit.jsonl");
    }

    private Path head() {
        return folder.resolve("audit.head");
    }

    private record Head(long length, String last, long bytes) {}

    /**
     * Adds an entry and waits until it is on the disk.
     *
     * @param about what it was done to and how; no names of patients
     * @throws Problem if it cannot be written
     */
    public synchronized AuditEntry append(String who, AuditEvent event, Map<String, String> about) throws Problem {
        try {
            OwnFile.folders(folder);
            try (var guard = FileChannel.open(
                            folder.resolve("audit.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = guard.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("lock lost");
                }
                Head before = end();
                AuditEntry entry =
                        AuditEntry.after(before.length, before.last, clock.instant(), who, event, new TreeMap<>(about));
                write(entry);
                OwnFile.write(
                        head(),
                        JSON.createObjectNode()
                                .put("length", entry.number() + 1)
                                .put("last", entry.digest())
                                .put("bytes", Files.size(file()))
                                .toString()
                                .getBytes(StandardCharsets.UTF_8));
                return entry;
            }
        } catch (IOException e) {
            throw Problem.input(
                    "audit.unwritable",
                    "What was done cannot be recorded in " + file() + ".",
                    "Make room there or let the folder be written; until then nothing can be signed.",
                    e);
        }
    }

    private void write(AuditEntry entry) throws IOException {
        try (var channel = FileChannel.open(
                file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            ByteBuffer last = ByteBuffer.allocate(1);
            // half a line from a power cut stays a line of its own
            boolean whole = end == 0 || (channel.read(last, end - 1) == 1 && last.get(0) == '\n');
            ByteBuffer line =
                    ByteBuffer.wrap(((whole ? "" : "\n") + entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line, end + line.position());
            }
            channel.force(true);
        }
    }

    /** Where the next entry goes on: after the last line that can be read, or after what the head knows. */
    private Head end() throws IOException {
        Head known = known();
        if (Files.exists(file()) && Files.size(file()) == known.bytes) {
            return known;
        }
        List<String> lines = lines();
        for (int n = lines.size() - 1; n >= 0; n--) {
            try {
                AuditEntry last = AuditEntry.parse(lines.get(n));
                // a missing end stays missing: numbers are not given twice
                return last.number() + 1 >= known.length ? new Head(last.number() + 1, last.digest(), -1) : known;
            } catch (IllegalArgumentException e) {
                // half a line from a power cut, or damage: it stays and is found by the check
            }
        }
        return known;
    }

    private Head known() throws IOException {
        if (!Files.exists(head())) {
            return new Head(0, AuditEntry.NOTHING, -1);
        }
        JsonNode tree = JSON.readTree(head().toFile());
        return new Head(
                tree.path("length").asLong(0),
                tree.path("last").asText(AuditEntry.NOTHING),
                tree.path("bytes").asLong(-1));
    }

    private List<String> lines() throws IOException {
        return Files.exists(file()) ? Files.readAllLines(file(), StandardCharsets.UTF_8) : List.of();
    }

    /**
     * Reads the whole record and says what has been changed.
     *
     * @throws Problem if there is none, or if it cannot be read
     */
    public AuditCheck verify() throws Problem {
        try {
            if (!Files.exists(file()) && !Files.exists(head())) {
                throw Problem.input(
                        "audit.none", "There is no record at " + file() + ".", "Name the data folder that holds it.");
            }
            Head known = known();
            boolean told = Files.exists(head());
            return AuditCheck.of(lines(), told ? known.length : -1, told ? known.last : "");
        } catch (IOException e) {
            throw Problem.input(
                    "audit.unreadable",
                    "The record " + file() + " cannot be read.",
                    "Check the disk and the rights.",
                    e);
        }
    }
}
