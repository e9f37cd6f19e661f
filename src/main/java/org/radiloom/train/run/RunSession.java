package org.radiloom.train.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Stream;
import org.radiloom.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process's work in a run folder: holds the folder, writes every event to {@code events.jsonl} and to a listener,
 * and obeys what the folder's control file asks.
 *
 * <p>Telling never fails: a listener or a disk that refuses an event does not disturb the training.
 */
public final class RunSession implements AutoCloseable {
    /** Name of the file with one event per line. */
    static final String EVENTS = "events.jsonl";

    /** What the process wrote on its error stream, when a client started it. */
    static final String LOG = "process.log";

    private static final Logger LOGGER = LoggerFactory.getLogger(RunSession.class);
    private static final Set<String> LEFTOVERS = Set.of(
            EVENTS,
            LOG,
            RunStatus.FILE,
            RunStatus.FILE + ".new",
            RunLease.FILE,
            ControlFile.FILE,
            "config.json",
            "command.txt",
            "data.json",
            "source.json",
            "split.jsonl");
    private static final Set<String> EMPTY_LEFTOVERS = Set.of("checkpoints", "report");

    private final Path run;
    private final RunControl control;
    private final Listener listener;
    private final RunPulse pulse;
    private boolean refused;

    /** Told every event of a run, on the thread where it happens; must return at once. */
    @FunctionalInterface
    public interface Listener {
        /** @param json the event as it is written, with {@code at} */
        void told(TrainEvent event, ObjectNode json);
    }

    private RunSession(Path run, RunControl control, Listener listener) throws Problem {
        this.run = run;
        this.control = control;
        this.listener = listener;
        this.pulse = RunPulse.start(run, control, this::word);
    }

    /**
     * Takes a folder to train in.
     *
     * @param resume whether a run in it is continued; otherwise the folder is made, and must hold nothing but what an
     *     attempt left that failed before it began
     * @param listener told every event
     * @throws Problem {@code run.exists}, {@code run.missing}, {@code run.busy} or {@code run.folder}
     */
    public static RunSession open(Path run, boolean resume, RunControl control, Listener listener) throws Problem {
        if (resume) {
            if (!Files.isRegularFile(run.resolve("config.json"))) {
                throw Problem.input("run.missing", "There is no training run in " + run + ".", "Name a run folder.");
            }
        } else {
            prepare(run);
        }
        RunSession session = new RunSession(run, control, listener);
        try {
            if (resume) {
                endLine(run.resolve(EVENTS));
            } else {
                Files.deleteIfExists(run.resolve(EVENTS));
            }
        } catch (IOException e) {
            session.close();
            throw DiskProblems.unwritable("The run folder", run, e);
        }
        return session;
    }

    /** A killed process may have left half a line. */
    private static void endLine(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return;
        }
        try (SeekableByteChannel last = Files.newByteChannel(file)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            last.position(last.size() - 1);
            if (last.read(one) == 1 && one.get(0) == '\n') {
                return;
            }
        }
        Files.writeString(file, "\n", StandardOpenOption.APPEND);
    }

    private static void prepare(Path run) throws Problem {
        try {
            Files.createDirectories(run);
            if (!onlyLeftovers(run)) {
                throw Problem.usage(
                        "run.exists",
                        "The folder " + run + " is not empty.",
                        "Choose a new folder, or continue that run with --resume.");
            }
        } catch (IOException e) {
            throw DiskProblems.unwritable("The run folder", run, e);
        }
    }

    /** Whether a folder holds nothing but what an attempt leaves that failed before its first checkpoint. */
    public static boolean onlyLeftovers(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path file : inside.toList()) {
                String name = file.getFileName().toString();
                if (!LEFTOVERS.contains(name) && !(EMPTY_LEFTOVERS.contains(name) && isEmpty(file))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    /** Obeys a line of the control file or of standard input; what is not understood becomes a warning. */
    public void word(String line) {
        RunWord.of(line)
                .ifPresentOrElse(
                        control::ask,
                        () -> tell(new TrainEvent.Warning(
                                "run.word",
                                "'" + line.strip() + "' is not understood; known are pause, resume and stop")));
    }

    /** An event as it is written, with the time. */
    public static ObjectNode stamped(TrainEvent event) {
        return event.json()
                .put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** Tells an event to everyone; safe from any thread. */
    public synchronized void tell(TrainEvent event) {
        // who finds that a run has ended reads its events for the last time: by then the last one must be there
        boolean last = event instanceof TrainEvent.Done || event instanceof TrainEvent.Failed;
        if (!last) {
            pulse.heard(event);
        }
        write(event);
        if (last) {
            pulse.heard(event);
        }
    }

    private void write(TrainEvent event) {
        ObjectNode tree = stamped(event);
        listener.told(event, tree);
        try {
            Files.writeString(
                    run.resolve(EVENTS),
                    tree + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            refused = false;
        } catch (IOException e) {
            if (!refused) {
                LOGGER.warn("events cannot be written: {}", e.getClass().getSimpleName());
            }
            refused = true;
        }
    }

    /** Leaves the folder to others; the last event says how the run ended. */
    @Override
    public void close() {
        pulse.close();
    }
}
