package org.radiloom.train.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is, or was, at work in a run folder and how it stands: {@code process.json}, rewritten every two seconds while the
 * run lives.
 *
 * @param state as the process wrote it; {@link #now} corrects it when the process is dead
 * @param pid process id on {@code host}
 * @param started when the process started, to tell it from a later one with the same id
 * @param host name of the machine
 * @param beat last sign of life
 * @param epoch epoch under way, from 1; 0 before the first
 * @param epochs most epochs of the run
 * @param step batches of this epoch done
 * @param steps batches of this epoch
 * @param code of the problem that ended the run
 * @param message what ended the run, and what to do next
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunStatus(
        State state,
        long pid,
        @Nullable String started,
        String host,
        String beat,
        int epoch,
        int epochs,
        int step,
        int steps,
        @Nullable String code,
        @Nullable String message) {
    /** Stages of a run. */
    public enum State {
        /** Reading data, making the network. */
        @JsonProperty("starting")
        STARTING,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("paused")
        PAUSED,
        /** Asked to stop; saving. */
        @JsonProperty("stopping")
        STOPPING,
        /** Ended because all was done. */
        @JsonProperty("done")
        DONE,
        /** Ended because it was asked to; can be continued. */
        @JsonProperty("stopped")
        STOPPED,
        /** Ended by a problem, which is named. */
        @JsonProperty("failed")
        FAILED,
        /** The process vanished without a word; can be continued from the last checkpoint. */
        @JsonProperty("killed")
        KILLED;

        /** Whether a process is at work, or says so. */
        public boolean live() {
            return switch (this) {
                case STARTING, RUNNING, PAUSED, STOPPING -> true;
                case DONE, STOPPED, FAILED, KILLED -> false;
            };
        }
    }

    /** Name of the file in a run folder. */
    static final String FILE = "process.json";

    /** A process on another machine that has been silent for so long counts as dead. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** How the run in a folder stands now; empty if no process ever worked there, or its file is damaged. */
    public static Optional<RunStatus> of(Path run) {
        return written(run).map(RunStatus::now);
    }

    /** What the process wrote last. */
    static Optional<RunStatus> written(Path run) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(run.resolve(FILE)), RunStatus.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // written atomically, so this is a foreign or damaged file: nothing is known
            return Optional.empty();
        }
    }

    void write(Path run) throws IOException {
        Path fresh = run.resolve(FILE + ".new");
        Files.writeString(fresh, JSON.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
        Files.move(fresh, run.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private RunStatus now() {
        return state.live() && !alive() ? withState(State.KILLED) : this;
    }

    /** Whether the process that wrote this still lives. */
    private boolean alive() {
        if (!host.equals(ThisProcess.host())) {
            return Duration.between(Instant.parse(beat), Instant.now()).compareTo(SILENCE) < 0;
        }
        return ThisProcess.isAlive(pid, Optional.ofNullable(started).map(Instant::parse));
    }

    RunStatus withState(State other) {
        return new RunStatus(other, pid, started, host, beat, epoch, epochs, step, steps, code, message);
    }

    RunStatus withBeat(String instant) {
        return new RunStatus(state, pid, started, host, instant, epoch, epochs, step, steps, code, message);
    }

    /** One line for people. */
    @JsonIgnore
    public String sentence() {
        String where = epoch == 0
                ? ""
                : " in epoch " + epoch + " of " + epochs + (steps == 0 ? "" : ", batch " + step + " of " + steps);
        return switch (state) {
            case STARTING -> "starting (process " + pid + ")";
            case RUNNING -> "running" + where + " (process " + pid + ")";
            case PAUSED -> "paused" + where + " (process " + pid + "); 'resume' goes on";
            case STOPPING -> "stopping" + where + " (process " + pid + ")";
            case DONE -> "done after " + epoch + " epochs";
            case STOPPED -> "stopped" + where + "; --resume goes on";
            case FAILED -> "failed" + where + ": " + message;
            case KILLED ->
                "killed" + where + ", last sign of life " + beat + "; --resume goes on from the last checkpoint";
        };
    }
}
