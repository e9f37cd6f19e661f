package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.JawData;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.VolumeSegmenter;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.EngineCompat;
import org.radiloom.problem.Problem;
import org.radiloom.train.evaluation.Evaluation;
import org.radiloom.train.evaluation.EvaluationJson;
import org.radiloom.train.run.TrainEvent;

@Tag("engine")
class TrainerTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeFourPatients() throws IOException, Problem {
        EngineCompat.start();
        JawData.write(folder);
    }

    @Test
    void aRunThatWasStoppedAndResumedEndsWithTheSameWeights() throws Problem, IOException {
        train("whole", false, Progress.NONE, TrainEvents.NONE);
        AtomicBoolean stop = new AtomicBoolean();
        assertThrows(
                CancellationException.class,
                () -> train("parts", false, cancelledBy(stop), event -> {
                    if (event instanceof TrainEvent.Saved saved && saved.epoch() == 2) {
                        stop.set(true);
                    }
                }));
        assertEquals(
                2, Json.read(last("parts").resolve("state.json")).path("epoch").asInt());
        train("parts", true, Progress.NONE, TrainEvents.NONE);
        for (String file : new String[] {"weights.safetensors", "optim.safetensors"}) {
            assertArrayEquals(
                    Files.readAllBytes(last("whole").resolve(file)),
                    Files.readAllBytes(last("parts").resolve(file)),
                    file);
        }
        assertEquals(2, Files.readAllLines(folder.resolve("parts/command.txt")).size());
    }

    @Test
    void theRunFolderHoldsWhatIsNeededToRepeatIt() throws Problem, IOException {
        List<String> events = new ArrayList<>();
        train(
                "run",
                false,
                Progress.NONE,
                event -> events.add(event.json().path("event").asText()));
        Path run = folder.resolve("run");
        assertEquals(config(), RunFolder.open(run).readConfig());
        assertEquals(List.of("radiloom train"), Files.readAllLines(run.resolve("command.txt")));
        assertEquals(4, Files.readAllLines(run.resolve("split.jsonl")).size());
        assertEquals(1 + 4, Files.readAllLines(run.resolve("metrics.csv")).size());
        assertEquals("plan", events.getFirst());
        assertEquals("done", events.getLast());
        assertEquals(4, events.stream().filter("metrics"::equals).count());
        assertTrue(Files.exists(run.resolve("checkpoints/best/weights.safetensors")));
        assertTrue(Files.isDirectory(run.resolve("report")));
    }

    @Test
    void theBestWeightsBecomeAPackageThatIsJudgedOnThePatientsKeptOut() throws Problem {
        train("run", false, Progress.NONE, TrainEvents.NONE);
        ModelPackage candidate = CandidatePackage.of(RunFolder.open(folder.resolve("run")), "best");
        assertEquals(
                Map.of("test", 1, "train", 2, "val", 1), candidate.card().data().patients());
        Manifest manifest = Manifest.read(manifest());
        Split split = Trainer.split(manifest, config());
        assertEquals(split.fingerprint(), candidate.card().data().splitFingerprint());
        try (EngineRoom room = new EngineRoom(2);
                VolumeSegmenter segmenter = VolumeSegmenter.open(room, candidate)) {
            var scores = new SegmentationEvaluation(segmenter, manifest, 10)
                    .run(split.entries(manifest, Split.Part.TEST), Progress.NONE);
            var about = new Evaluation.About(
                    "run", Optional.empty(), "0", "data", "test", "background", "jaw", 10, Evaluation.Lengths.MM);
            var json = EvaluationJson.write(new Evaluation(about, scores));
            assertEquals(1, json.path("n").asInt());
            assertEquals("s3", json.path("items").path(0).path("id").asText());
            double dice = json.path("metrics").path("dice").path("value").asDouble();
            assertTrue(dice >= 0 && dice <= 1, "Dice " + dice);
            assertEquals(dice, json.path("perClass").path("jaw").path("dice").asDouble());
            assertEquals(
                    64 * 64 * 8,
                    json.path("confusion").path(0).path(0).asInt()
                            + json.path("confusion").path(0).path(1).asInt()
                            + json.path("confusion").path(1).path(0).asInt()
                            + json.path("confusion").path(1).path(1).asInt());
        }
    }

    @Test
    void aCrossValidationKeepsEachPatientOutOnce() throws Problem, IOException {
        Path all = folder.resolve("unsplit.jsonl");
        Files.write(
                all,
                Files.readAllLines(manifest()).stream()
                        .map(l -> l.replaceAll(",\"split\":\"[a-z]*\"", ""))
                        .toList());
        List<String> kept = new ArrayList<>();
        for (int fold = 0; fold < 4; fold++) {
            RunConfig config = RunConfig.of(
                    "mandi/micro",
                    Map.of("data.folds", "4", "data.fold", "" + fold, "train.epochs", "1", "train.minEpochs", "1"));
            Path run = folder.resolve("fold" + fold);
            Trainer.train(new Trainer.Task(config, all, run, "radiloom train", false), TrainEvents.NONE, Progress.NONE);
            for (var line :
                    Split.parse(Files.readAllLines(run.resolve("split.jsonl"))).values()) {
                if (line.part() == Split.Part.TEST) {
                    kept.add(line.patientId());
                }
            }
        }
        assertEquals(List.of("p0", "p1", "p2", "p3"), kept.stream().sorted().toList());
    }

    @Test
    void aFolderInUseOrAnotherConfigurationIsRefused() throws Problem {
        train("run", false, Progress.NONE, TrainEvents.NONE);
        assertEquals(
                "run.exists",
                assertThrows(Problem.class, () -> train("run", false, Progress.NONE, TrainEvents.NONE))
                        .code());
        RunConfig other = RunConfig.of("mandi/micro", Map.of("optim.lr", "0.5"));
        Trainer.Task task = new Trainer.Task(other, manifest(), folder.resolve("run"), "radiloom train", true);
        assertEquals(
                "run.config",
                assertThrows(Problem.class, () -> Trainer.train(task, TrainEvents.NONE, Progress.NONE))
                        .code());
    }

    private void train(String name, boolean resume, Progress progress, TrainEvents events) throws Problem {
        Trainer.train(
                new Trainer.Task(config(), manifest(), folder.resolve(name), "radiloom train", resume),
                events,
                progress);
    }

    private static RunConfig config() throws Problem {
        return RunConfig.of(
                "mandi/micro",
                Map.of("train.epochs", "4", "train.minEpochs", "4", "augment.flip", "0.5", "augment.noise", "0.05"));
    }

    private Path manifest() {
        return folder.resolve("manifest.jsonl");
    }

    private Path last(String run) {
        return folder.resolve(run).resolve("checkpoints/last");
    }

    private static Progress cancelledBy(AtomicBoolean stop) {
        return new Progress() {
            @Override
            public void report(double fraction, String what) {}

            @Override
            public boolean cancelled() {
                return stop.get();
            }
        };
    }
}
