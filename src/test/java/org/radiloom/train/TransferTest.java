package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.fixtures.JawData;
import org.radiloom.fixtures.JawPhantom;
import org.radiloom.imaging.Nifti;
import org.radiloom.job.Progress;
import org.radiloom.model.Checksums;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.TrainEvent;

/** Runs whose encoder does not start at random: in two stages, from a file, or after a stage without labels. */
@Tag("engine")
class TransferTest {
    private static final Map<String, String> IN_DOMAIN = Map.of(
            "encoder.init", "inDomain",
            "encoder.pretext.epochs", "2",
            "encoder.pretext.batch", "4",
            "encoder.pretext.slicesPerEpoch", "8",
            "train.epochs", "2",
            "optim.frozenEpochs", "1");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFourPatients() throws IOException, Problem {
        EngineCompat.start();
        JawData.write(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet-micro", "vgg16", "vgg16-bn"})
    void theEncoderWithItsBuffersStaysAsItIsInTheFirstStageAndMovesInTheSecond(String encoder) throws Problem {
        Map<String, String> changes = new HashMap<>(IN_DOMAIN);
        changes.put("model.encoder", encoder);
        changes.put("encoder.pretext.epochs", "1");
        changes.put("train.epochs", "1");
        train("first", changes, false, Progress.NONE, TrainEvents.NONE);
        Map<String, FloatTensor> start = Safetensors.read(folder.resolve("first/encoder.safetensors"));
        assertEquals(start, encoder("first"));
        changes.put("train.epochs", "2");
        train("both", changes, false, Progress.NONE, TrainEvents.NONE);
        Map<String, FloatTensor> end = encoder("both");
        assertEquals(start.keySet(), end.keySet());
        start.forEach((name, tensor) -> assertNotEquals(tensor, end.get(name), name));
        boolean batchNorm = !encoder.equals("vgg16");
        assertEquals(batchNorm, start.keySet().stream().anyMatch(name -> name.endsWith("running_mean")));
    }

    @Test
    void aRunThatWasStoppedInTheStageWithoutLabelsEndsLikeOneThatWasNot() throws Problem, IOException {
        List<String> stages = new ArrayList<>();
        train("whole", IN_DOMAIN, false, Progress.NONE, event -> {
            if (event instanceof TrainEvent.Stage stage) {
                stages.add(stage.stage());
            }
        });
        assertEquals(List.of("pretext", "segmentation"), stages);
        AtomicBoolean stop = new AtomicBoolean();
        assertThrows(
                CancellationException.class,
                () -> train("parts", IN_DOMAIN, false, cancelledBy(stop), event -> {
                    if (event instanceof TrainEvent.Saved saved && saved.epoch() == 1) {
                        stop.set(true);
                    }
                }));
        assertFalse(Files.exists(folder.resolve("parts/encoder.safetensors")));
        assertFalse(Files.exists(folder.resolve("parts/checkpoints/last")));
        train("parts", IN_DOMAIN, true, Progress.NONE, TrainEvents.NONE);
        for (String file : new String[] {
            "encoder.safetensors", "checkpoints/last/weights.safetensors", "checkpoints/last/optim.safetensors"
        }) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("whole").resolve(file)),
                    Files.readAllBytes(folder.resolve("parts").resolve(file)),
                    file);
        }
        // two epochs of the stage, in its own table
        assertEquals(
                3,
                Files.readAllLines(folder.resolve("whole/pretext/metrics.csv")).size());
    }

    @Test
    void theStageWithoutLabelsSeesTrainingPatientsOnly() throws Problem, IOException {
        train("one", pretextOnly(), false, Progress.NONE, TrainEvents.NONE);
        // other images for the patients of validation and test change nothing
        for (int kept : new int[] {2, 3}) {
            Nifti.write(
                    folder.resolve("ct" + kept + ".nii.gz"),
                    JawPhantom.of(8, 70 + kept).stack());
        }
        train("two", pretextOnly(), false, Progress.NONE, TrainEvents.NONE);
        assertEquals(
                Safetensors.read(folder.resolve("one/encoder.safetensors")),
                Safetensors.read(folder.resolve("two/encoder.safetensors")));
        // another image of a training patient does
        Nifti.write(folder.resolve("ct0.nii.gz"), JawPhantom.of(8, 70).stack());
        train("three", pretextOnly(), false, Progress.NONE, TrainEvents.NONE);
        assertNotEquals(
                Safetensors.read(folder.resolve("one/encoder.safetensors")),
                Safetensors.read(folder.resolve("three/encoder.safetensors")));
    }

    @Test
    void ofAnotherDataSetNoPatientIsUsedThatTheRunKeeps() throws Problem {
        Manifest run = manifest("patient", "train", "val", "test");
        Split split = Split.of(run, List.of(0.7, 0.1, 0.2), 1);
        Manifest other = Manifest.parse(
                List.of(
                        line("a", "patient0", "other0.nii", "train", "null"), // learns in both
                        line("b", "patient1", "other1.nii", "train", "null"), // validates the run
                        line("c", "new1", "ct2.nii", "train", "null"), // its file tests the run
                        line("d", "new2", "other2.nii", "train", "\"hash1\""), // its pixels validate the run
                        line("e", "new3", "other3.nii", "train", "null"),
                        line("f", "new4", "other4.nii", "val", "null")),
                folder,
                "other");
        Split otherSplit = Split.of(other, List.of(0.7, 0.1, 0.2), 1);
        assertEquals(
                List.of("a", "e"),
                UnlabelledSlices.allowed(other, otherSplit, run, split).stream()
                        .map(ManifestEntry::sampleId)
                        .toList());
    }

    @Test
    void anEncoderThatWasLearnedOnceStartsOtherRunsAndTheCardTellsIt() throws Problem {
        train("pretext", pretextOnly(), false, Progress.NONE, TrainEvents.NONE);
        assertFalse(Files.exists(folder.resolve("pretext/checkpoints/last")));
        Path file = folder.resolve("pretext/encoder.safetensors");
        Map<String, String> changes = Map.of(
                "encoder.init", "safetensors",
                "encoder.path", file.toString(),
                "train.epochs", "1",
                "optim.frozenEpochs", "1");
        List<String> warnings = new ArrayList<>();
        TrainEvents listener = event -> {
            if (event instanceof TrainEvent.Warning warning) {
                warnings.add(warning.code());
            }
        };
        train("run", changes, false, Progress.NONE, listener);
        assertEquals(Safetensors.read(file), encoder("run"));
        assertFalse(warnings.contains("encoder.split"), warnings::toString);
        String note = CandidatePackage.of(RunFolder.open(folder.resolve("run")), "last")
                .card()
                .notes()
                .getFirst();
        assertTrue(note.contains("encoder.safetensors (SHA-256 " + Checksums.sha256(file)), note);
        assertTrue(
                note.contains("without labels (rotation and denoising) from 16 slices of 2 training patients"), note);
    }

    @Test
    void anEncoderThatWasLearnedWithAnotherSplitComesWithAWarning() throws Problem, IOException {
        train("pretext", pretextOnly(), false, Progress.NONE, TrainEvents.NONE);
        Path manifest = folder.resolve("manifest.jsonl");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace("\"test\"", "\"kept\"")
                        .replace("\"val\"", "\"test\"")
                        .replace("\"kept\"", "\"val\""));
        Map<String, String> changes = Map.of(
                "encoder.init", "safetensors",
                "encoder.path", folder.resolve("pretext/encoder.safetensors").toString(),
                "train.epochs", "1");
        List<String> warnings = new ArrayList<>();
        train("run", changes, false, Progress.NONE, event -> {
            if (event instanceof TrainEvent.Warning warning) {
                warnings.add(warning.code());
            }
        });
        assertTrue(warnings.contains("encoder.split"), warnings::toString);
    }

    @Test
    void aRandomStartIsTold() throws Problem {
        train("run", Map.of("train.epochs", "1"), false, Progress.NONE, TrainEvents.NONE);
        assertEquals(
                "The encoder started at random.",
                EncoderOrigin.read(RunFolder.open(folder.resolve("run"))).sentence());
    }

    @Test
    void aWeightFileThatIsMissingIsNamed() {
        Map<String, String> changes = Map.of("encoder.init", "safetensors", "encoder.path", "none.safetensors");
        Problem problem =
                assertThrows(Problem.class, () -> train("run", changes, false, Progress.NONE, TrainEvents.NONE));
        assertEquals("encoder.file", problem.code());
    }

    private static Map<String, String> pretextOnly() {
        Map<String, String> changes = new HashMap<>(IN_DOMAIN);
        changes.put("encoder.pretext.only", "true");
        return changes;
    }

    private Manifest manifest(String patient, String... parts) throws Problem {
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < parts.length; n++) {
            lines.add(line("s" + n, patient + n, "ct" + n + ".nii", parts[n], "\"hash" + n + "\""));
        }
        return Manifest.parse(lines, folder, "run");
    }

    private static String line(String sample, String patient, String path, String split, String sha256) {
        return ("{\"sample_id\":\"%s\",\"patient_id\":\"%s\",\"path\":\"%s\",\"modality\":\"CT\",\"split\":\"%s\","
                        + "\"sha256\":%s}")
                .formatted(sample, patient, path, split, sha256);
    }

    private void train(String name, Map<String, String> changes, boolean resume, Progress progress, TrainEvents events)
            throws Problem {
        RunConfig config = RunConfig.of("mandi/micro", changes);
        Path manifest = folder.resolve("manifest.jsonl");
        Trainer.train(
                new Trainer.Task(config, manifest, folder.resolve(name), "radiloom train", resume), events, progress);
    }

    private Map<String, FloatTensor> encoder(String run) throws Problem {
        return Safetensors.read(folder.resolve(run).resolve("checkpoints/last/weights.safetensors")).entrySet().stream()
                .filter(e -> e.getKey().startsWith("encoder."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
