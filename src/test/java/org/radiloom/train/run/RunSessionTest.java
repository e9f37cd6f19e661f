package org.radiloom.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;

class RunSessionTest {
    @TempDir
    private Path folder;

    private final List<ObjectNode> told = Collections.synchronizedList(new ArrayList<>());
    private final RunControl control = new RunControl();

    @Test
    void theFolderTellsHowTheRunStandsFromTheStartToTheEnd() throws Problem, IOException {
        Path run = folder.resolve("run");
        try (RunSession session = RunSession.open(run, false, control, this::told)) {
            assertEquals(RunStatus.State.STARTING, state(run));
            session.tell(RunFixtures.PLAN);
            assertEquals(RunStatus.State.RUNNING, state(run));
            session.tell(new TrainEvent.Epoch(2, 4, 0.1, 3));
            control.ask(RunWord.PAUSE);
            await(() -> state(run) == RunStatus.State.PAUSED);
            assertEquals(2, RunStatus.of(run).orElseThrow().epoch());
            control.ask(RunWord.RESUME);
            await(() -> state(run) == RunStatus.State.RUNNING);
            session.tell(new TrainEvent.Failed("disk.full", "input", "No space.", "Make some.", null));
        }
        RunStatus end = RunStatus.of(run).orElseThrow();
        assertEquals(RunStatus.State.FAILED, end.state());
        assertEquals("No space. Make some.", end.message());
        assertEquals(3, Files.readAllLines(run.resolve("events.jsonl")).size());
        assertEquals(
                told.getLast().toString(),
                Files.readAllLines(run.resolve("events.jsonl")).getLast());
        assertTrue(told.getLast().has("at"));
    }

    @Test
    void aRunHasNotEndedBeforeItsLastEventIsThere() throws Problem {
        Path run = folder.resolve("run");
        List<RunStatus.State> atTheEvent = new ArrayList<>();
        try (RunSession session = RunSession.open(run, false, control, (event, tree) -> atTheEvent.add(state(run)))) {
            session.tell(RunFixtures.PLAN);
            session.tell(new TrainEvent.Done(TrainEvent.Outcome.STOPPED, 1, 1, null, null));
            assertEquals(List.of(RunStatus.State.RUNNING, RunStatus.State.RUNNING), atTheEvent);
            assertEquals(RunStatus.State.STOPPED, state(run));
        }
    }

    @Test
    void twoTrainingsCannotShareAFolder() throws Problem, IOException {
        Path run = folder.resolve("run");
        try (RunSession first = RunSession.open(run, false, control, this::told)) {
            Files.writeString(run.resolve("config.json"), "{}");
            first.tell(RunFixtures.PLAN);
            assertEquals("run.busy", problem(run, true).code());
        }
        try (RunSession second = RunSession.open(run, true, control, this::told)) {
            second.tell(RunFixtures.PLAN);
            assertEquals(RunStatus.State.RUNNING, state(run));
        }
    }

    @Test
    void aLockOfAnotherProcessThatStartsInTheSameMomentIsRespected() throws Problem, IOException, InterruptedException {
        Files.createDirectories(folder);
        try (RunLease lease = RunLease.take(folder)) {
            assertTrue(Files.exists(folder.resolve("run.lock")));
            // no process.json yet: only the lock can tell
            assertEquals(
                    "run.busy",
                    assertThrows(Problem.class, () -> RunLease.take(folder)).code());
        }
        RunLease.take(folder).close();
    }

    @Test
    void onlyWhatAFailedAttemptLeftMayBeInANewFolder() throws Problem, IOException {
        Path run = folder.resolve("run");
        try (RunSession session = RunSession.open(run, false, control, this::told)) {
            session.tell(new TrainEvent.Failed("manifest.unreadable", "input", "No.", "Mend.", null));
        }
        try (RunSession session = RunSession.open(run, false, control, this::told)) {
            assertFalse(Files.exists(run.resolve("events.jsonl")));
        }
        Files.writeString(run.resolve("holiday.txt"), "mine");
        assertEquals("run.exists", problem(run, false).code());
        assertEquals("run.missing", problem(folder.resolve("none"), true).code());
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals("run.folder", problem(file.resolve("run"), false).code());
    }

    @Test
    void theControlFileIsObeyedAndUnknownWordsAreAWarning() throws Problem, IOException {
        Path run = folder.resolve("run");
        Files.createDirectories(run);
        // from an earlier life: not for this one
        Files.writeString(run.resolve("control.txt"), "stop\n");
        try (RunSession session = RunSession.open(run, false, control, this::told)) {
            session.tell(RunFixtures.PLAN);
            TrainingProcess.ask(run, RunWord.PAUSE);
            await(control::paused);
            assertFalse(control.stopping());
            Files.writeString(run.resolve("control.txt"), "jump\n", java.nio.file.StandardOpenOption.APPEND);
            await(() -> told.getLast().toString().contains("'jump' is not understood"));
            TrainingProcess.ask(run, RunWord.STOP);
            await(control::stopping);
            assertFalse(control.paused());
        }
    }

    @Test
    void aProcessThatVanishedIsKnownAsKilled() throws IOException, InterruptedException {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        String started = sleeper.info().startInstant().orElseThrow().toString();
        RunFixtures.status(sleeper.pid(), started).write(folder);
        assertEquals(RunStatus.State.RUNNING, state(folder));
        sleeper.destroyForcibly().waitFor();
        assertEquals(RunStatus.State.KILLED, state(folder));
        assertTrue(RunStatus.of(folder).orElseThrow().sentence().contains("--resume"));
    }

    @Test
    void anotherProcessWithTheSameIdIsNotTheRun() throws IOException {
        String yesterday = Instant.now().minus(Duration.ofDays(1)).toString();
        RunFixtures.status(ProcessHandle.current().pid(), yesterday).write(folder);
        assertEquals(RunStatus.State.KILLED, state(folder));
    }

    @Test
    void halfALineOfAKilledRunIsEnded() throws Problem, IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(folder.resolve("events.jsonl"), "{\"event\":\"warn");
        try (RunSession session = RunSession.open(folder, true, control, this::told)) {
            session.tell(new TrainEvent.Warning("a.b", "odd"));
        }
        List<String> lines = Files.readAllLines(folder.resolve("events.jsonl"));
        assertEquals(2, lines.size());
        assertTrue(TrainEvent.parse(lines.getLast()).isPresent());
    }

    private void told(TrainEvent event, ObjectNode json) {
        told.add(json);
    }

    private Problem problem(Path run, boolean resume) {
        return assertThrows(Problem.class, () -> RunSession.open(run, resume, control, this::told)
                .close());
    }

    private static RunStatus.State state(Path run) {
        return RunStatus.of(run).orElseThrow().state();
    }

    private static void await(BooleanSupplier condition) {
        RunFixtures.await(condition);
    }
}
