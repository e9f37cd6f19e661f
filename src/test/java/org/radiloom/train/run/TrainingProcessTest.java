package org.radiloom.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;

/** The client against a worker played by a shell. */
@DisabledOnOs(WINDOWS)
class TrainingProcessTest {
    @TempDir
    private Path folder;

    private static final class Heard implements TrainingProcess.Listener {
        final List<TrainEvent> events = Collections.synchronizedList(new ArrayList<>());
        final List<RunStatus> ends = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void event(TrainEvent event) {
            events.add(event);
        }

        @Override
        public void ended(RunStatus status) {
            ends.add(status);
        }
    }

    private final Heard heard = new Heard();

    @Test
    void aStartedRunIsHeardAndToldThroughItsStandardStreams() throws Problem {
        Path run = folder.resolve("run");
        String script = """
                echo '{"event":"warning","code":"a.b","message":"hello"}'
                echo not json
                read word
                echo "{\\"event\\":\\"warning\\",\\"code\\":\\"a.b\\",\\"message\\":\\"got $word\\"}"
                echo '{"event":"failed","code":"x.y","message":"What.","remedy":"Next.","kind":"input"}'
                exit 3
                """;
        try (TrainingProcess client = start(run, script)) {
            RunFixtures.await(() -> heard.events.size() == 1);
            client.ask(RunWord.PAUSE);
            RunFixtures.await(() -> !heard.ends.isEmpty());
        }
        assertEquals(new TrainEvent.Warning("a.b", "hello"), heard.events.getFirst());
        assertEquals(new TrainEvent.Warning("a.b", "got pause"), heard.events.get(1));
        assertEquals(1, heard.ends.size());
        assertEquals(RunStatus.State.FAILED, heard.ends.getFirst().state());
        assertEquals("What. Next.", heard.ends.getFirst().message());
    }

    @Test
    void aWorkerThatDiesWithoutAWordCountsAsKilledAndItsLastWordsAreKept() throws Problem, IOException {
        Path run = folder.resolve("run");
        try (TrainingProcess client = start(run, "echo terrible >&2; kill -9 $$")) {
            RunFixtures.await(() -> !heard.ends.isEmpty());
            assertEquals(Optional.empty(), client.status());
        }
        assertEquals(RunStatus.State.KILLED, heard.ends.getFirst().state());
        assertEquals("terrible\n", Files.readString(run.resolve("process.log")));
    }

    @Test
    void theWorkerOutlivesItsClient() throws Problem {
        Path run = folder.resolve("run");
        Path mark = folder.resolve("mark");
        try (TrainingProcess client =
                start(run, "echo '{\"event\":\"warning\",\"message\":\"up\"}'; sleep 1; touch " + mark)) {
            RunFixtures.await(() -> !heard.events.isEmpty());
            assertEquals(run, client.run());
        }
        RunFixtures.await(() -> Files.exists(mark));
        assertTrue(heard.ends.isEmpty());
    }

    @Test
    void nothingIsWrittenIntoAForeignFolder() throws Problem, IOException {
        Files.writeString(folder.resolve("holiday.txt"), "mine");
        try (TrainingProcess client = start(folder, "echo terrible >&2")) {
            RunFixtures.await(() -> !heard.ends.isEmpty());
            assertFalse(Files.exists(client.run().resolve("process.log")));
        }
    }

    @Test
    void aRunOfAnotherProcessIsFollowedFromItsFolder() throws Problem {
        Path run = folder.resolve("run");
        RunControl control = new RunControl();
        try (RunSession session = RunSession.open(run, false, control, (event, json) -> {})) {
            session.tell(RunFixtures.PLAN);
            try (TrainingProcess client = TrainingProcess.attach(run, Runnable::run, heard)) {
                RunFixtures.await(() -> heard.events.size() == 1);
                session.tell(new TrainEvent.Epoch(1, 4, 0.1, 3));
                RunFixtures.await(() -> heard.events.size() == 2);
                client.ask(RunWord.STOP);
                RunFixtures.await(control::stopping);
                session.tell(new TrainEvent.Done(TrainEvent.Outcome.STOPPED, 0, 0, null, null));
                RunFixtures.await(() -> !heard.ends.isEmpty());
            }
        }
        assertEquals(RunFixtures.PLAN, heard.events.getFirst());
        assertEquals(RunStatus.State.STOPPED, heard.ends.getFirst().state());
        assertEquals(
                "run.ended",
                assertThrows(Problem.class, () -> TrainingProcess.ask(run, RunWord.PAUSE))
                        .code());
    }

    @Test
    void thereIsNothingToFollowInAnEmptyFolder() {
        assertEquals(
                "run.missing",
                assertThrows(Problem.class, () -> TrainingProcess.attach(folder, Runnable::run, heard)
                                .close())
                        .code());
    }

    @Test
    void requestsAreCommandLines() {
        assertEquals(
                List.of(
                        "train",
                        "--preset",
                        "mandi/fast",
                        "--data",
                        "m.jsonl",
                        "--out",
                        "r",
                        "--set",
                        "a.b=1",
                        "--set",
                        "c=2"),
                TrainingProcess.Request.fresh(
                                "mandi/fast", Path.of("m.jsonl"), Path.of("r"), Map.of("c", "2", "a.b", "1"))
                        .arguments());
        assertEquals(
                List.of("train", "--out", "r", "--resume"),
                TrainingProcess.Request.resumed(Path.of("r")).arguments());
    }

    private TrainingProcess start(Path run, String script) throws Problem {
        WorkerCommand worker = new WorkerCommand(List.of("sh", "-c", script, "worker"), Map.of());
        return TrainingProcess.start(new TrainingProcess.Request(run, List.of("train")), worker, Runnable::run, heard);
    }
}
