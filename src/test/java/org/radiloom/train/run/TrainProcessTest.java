package org.radiloom.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.JawData;
import org.radiloom.problem.Problem;

/** A micro run in a process of its own, from its first event to its violent end and back. */
@Tag("engine")
@DisabledOnOs(WINDOWS)
class TrainProcessTest {
    @TempDir
    private Path folder;

    private Path manifest = Path.of("");

    @BeforeEach
    void writeData() throws IOException, Problem {
        manifest = JawData.write(folder);
    }

    /** A test that fails on the way must not leave a training behind. */
    @AfterEach
    void endWhatIsLeft() {
        RunStatus.of(folder.resolve("run"))
                .filter(status -> status.state().live())
                .flatMap(status -> ProcessHandle.of(status.pid()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

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

        <T extends TrainEvent> List<T> all(Class<T> kind) {
            return List.copyOf(events).stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }
    }

    @Test
    void aRunIsSteeredFromTwoSidesKilledAndContinued() throws Problem, IOException {
        Path run = folder.resolve("run");
        Heard first = new Heard();
        // many epochs: it ends because it is told to
        TrainingProcess client = start(
                TrainingProcess.Request.fresh(
                        "mandi/micro",
                        manifest,
                        run,
                        Map.of("train.epochs", "500", "train.minEpochs", "500", "train.validateEvery", "1")),
                first);
        try (client) {
            RunFixtures.await(() -> !first.all(TrainEvent.Saved.class).isEmpty());
            checkEveryKind(first, run);
            client.ask(RunWord.PAUSE);
            RunFixtures.await(() -> isPaused(first));
            assertEquals(RunStatus.State.PAUSED, client.status().orElseThrow().state());
        }
        // the first client has gone, and with it the other ends of the run's streams
        Heard second = new Heard();
        try (TrainingProcess attached = TrainingProcess.attach(run, Runnable::run, second)) {
            RunFixtures.await(() -> isPaused(second));
            attached.ask(RunWord.RESUME);
            RunFixtures.await(() -> !isPaused(second));
            attached.ask(RunWord.STOP);
            RunFixtures.await(() -> !second.ends.isEmpty());
        }
        assertEquals(RunStatus.State.STOPPED, second.ends.getFirst().state());
        assertEquals(
                TrainEvent.Outcome.STOPPED,
                second.all(TrainEvent.Done.class).getLast().outcome());
        int epochs = second.all(TrainEvent.Done.class).getLast().epochs();

        Heard third = new Heard();
        try (TrainingProcess again = start(TrainingProcess.Request.resumed(run), third)) {
            RunFixtures.await(() -> !third.all(TrainEvent.Epoch.class).isEmpty());
            TrainEvent.Plan plan = third.all(TrainEvent.Plan.class).getFirst();
            assertEquals(epochs + 1, plan.startEpoch());
            ProcessHandle.of(plan.pid()).orElseThrow().destroyForcibly();
            RunFixtures.await(() -> !third.ends.isEmpty());
        }
        assertEquals(RunStatus.State.KILLED, third.ends.getFirst().state());
        // whatever it was doing, there is a whole checkpoint
        assertTrue(Files.exists(run.resolve("checkpoints/last/state.json"))
                || Files.exists(run.resolve("checkpoints/last.old/state.json")));
    }

    private static void checkEveryKind(Heard heard, Path run) {
        TrainEvent.Plan plan = heard.all(TrainEvent.Plan.class).getFirst();
        assertEquals("mandi/micro", plan.preset());
        assertEquals(2, plan.data().get("trainSamples"));
        assertEquals(500, plan.epochs());
        assertEquals(1, plan.startEpoch());
        assertEquals(run.toAbsolutePath().toString(), plan.run());
        assertEquals(64, plan.split().length());
        assertTrue(plan.parameters() > 1000);
        TrainEvent.Epoch epoch = heard.all(TrainEvent.Epoch.class).getFirst();
        assertEquals(new TrainEvent.Epoch(1, 500, 0.003, plan.batches()), epoch);
        TrainEvent.Metrics metrics = heard.all(TrainEvent.Metrics.class).getFirst();
        assertEquals(1, metrics.epoch());
        assertEquals("valDice", metrics.monitor());
        assertTrue(metrics.best());
        assertTrue(metrics.figures().containsKey("valDice"));
        TrainEvent.Saved saved = heard.all(TrainEvent.Saved.class).getFirst();
        assertEquals(List.of("last", "best"), saved.names());
        assertEquals(1, saved.epoch());
        List<TrainEvent.Sample> samples = heard.all(TrainEvent.Sample.class);
        assertEquals("samples/epoch-001-1.png", samples.getFirst().file());
        assertTrue(Files.exists(run.resolve(samples.getFirst().file())));
    }

    private static boolean isPaused(Heard heard) {
        List<TrainEvent.Step> steps = heard.all(TrainEvent.Step.class);
        return !steps.isEmpty() && steps.getLast().paused();
    }

    private static TrainingProcess start(TrainingProcess.Request request, Heard heard) throws Problem {
        return TrainingProcess.start(request, WorkerCommand.likeThisProcess(), Runnable::run, heard);
    }
}
