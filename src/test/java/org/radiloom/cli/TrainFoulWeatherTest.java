package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiloom.fixtures.JawData;
import org.radiloom.fixtures.JawPhantom;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.RunStatus;

/** Every way in which a training cannot begin: exit code, sentence, last event, and what the run folder says. */
class TrainFoulWeatherTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path manifest = Path.of("");
    private Path run = Path.of("");

    @BeforeEach
    void writeData() throws IOException, Problem {
        manifest = JawData.write(folder);
        run = folder.resolve("run");
    }

    @Test
    void aManifestThatIsNotThereIsNamed() throws IOException {
        Files.delete(manifest);
        failsWith("manifest.", "manifest.jsonl");
    }

    @Test
    void aFolderIsNoManifest() throws IOException {
        manifest = folder;
        failsWith("manifest.", folder.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not JSON at all",
                "[1, 2]",
                "{\"sample_id\":\"x\",\"patient_id\":\"p\"}",
                "{\"sample_id\":\"x\",\"patient_id\":\"p\",\"path\":\"../../etc/passwd\"}"
            })
    void aLineThatIsNotUnderstoodIsNamedByItsNumber(String line) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(manifest));
        lines.set(2, line);
        Files.write(manifest, lines);
        failsWith("manifest.", "3");
    }

    @Test
    void aMissingMaskIsNamed() throws IOException {
        Files.delete(folder.resolve("mask1.nii.gz"));
        failsWith("", "mask1.nii.gz");
    }

    @Test
    void aMaskThatIsNoImageIsNamed() throws IOException {
        Files.writeString(folder.resolve("mask1.nii.gz"), "no mask");
        failsWith("", "mask1.nii.gz");
    }

    @Test
    void anEmptyMaskIsNamedByItsSample() throws IOException, Problem {
        fillMask((byte) 0);
        failsWith("data.mask.empty", "s1");
    }

    @Test
    void aMaskThatCoversEverythingIsNamedByItsSample() throws IOException, Problem {
        fillMask((byte) 1);
        failsWith("data.mask.", "s1");
    }

    @Test
    void aClassWithoutASampleInAPartIsAWarning() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(manifest));
        for (int at = 1; at < lines.size(); at++) {
            lines.set(at, lines.get(at).replace("\"modality\"", "\"label\":" + (at == 1 ? 1 : 0) + ",\"modality\""));
        }
        Files.write(manifest, lines);
        // ends before the engine starts
        Files.delete(folder.resolve("mask2.nii.gz"));
        List<JsonNode> events = failsWith("", "mask2.nii.gz");
        assertTrue(
                events.stream()
                        .anyMatch(e -> e.path("event").asText().equals("warning")
                                && e.path("message").asText().contains("class 1 has no sample in val")),
                events.toString());
    }

    @Test
    void whatAFailedAttemptLeftDoesNotStandInTheWayOfTheNext() throws IOException {
        Files.delete(folder.resolve("mask1.nii.gz"));
        failsWith("", "mask1.nii.gz");
        failsWith("", "mask1.nii.gz");
    }

    @Test
    void anUnknownPresetOrSettingIsAUsageErrorAndAnEvent() throws IOException {
        CommandLineRun preset = train("--preset", "mandi/nano");
        assertEquals(ExitCode.USAGE, preset.code());
        assertEquals("preset.unknown", last(preset).path("code").asText());
        assertEquals("usage", last(preset).path("kind").asText());
        CommandLineRun key = train("--preset", "mandi/micro", "--set", "train.epoch=1");
        assertEquals(ExitCode.USAGE, key.code());
        assertEquals("config.key", last(key).path("code").asText());
        assertTrue(last(key).path("remedy").asText().contains("train.epochs"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        run = Files.writeString(folder.resolve("file"), "").resolve("run");
        CommandLineRun made = train("--preset", "mandi/micro");
        assertEquals(ExitCode.INPUT, made.code());
        assertEquals("run.folder", last(made).path("code").asText());
        assertTrue(made.err().contains(run.toString()), made.err());
    }

    @Test
    void foreignFilesAreLeftAlone() throws IOException {
        Files.createDirectories(run);
        Files.writeString(run.resolve("holiday.txt"), "mine");
        CommandLineRun made = train("--preset", "mandi/micro");
        assertEquals(ExitCode.USAGE, made.code());
        assertEquals("run.exists", last(made).path("code").asText());
        assertFalse(Files.exists(run.resolve("process.json")));
    }

    @Test
    void aRunOfAnotherVersionIsNotContinued() throws IOException {
        Files.createDirectories(run);
        Files.writeString(run.resolve("config.json"), "{\"preset\":\"mandi/micro\",\"warp\":9}");
        CommandLineRun made = train("--resume");
        assertEquals(ExitCode.INPUT, made.code());
        assertEquals("run.version", last(made).path("code").asText());
        assertEquals(RunStatus.State.FAILED, RunStatus.of(run).orElseThrow().state());
    }

    @Test
    void aRunThatIsNotThereIsNeitherContinuedNorWatched() {
        assertEquals(ExitCode.INPUT, train("--resume").code());
        assertEquals(
                ExitCode.INPUT,
                CommandLineRun.of("train", "--out", run.toString(), "--watch").code());
        assertEquals(ExitCode.INPUT, CommandLineRun.of("runs", run.toString()).code());
        assertEquals(
                ExitCode.USAGE,
                CommandLineRun.of("runs", run.toString(), "--tell", "stop").code());
    }

    private void fillMask(byte value) throws IOException, Problem {
        Mask mask = JawPhantom.of(8, 1).mask();
        byte[] voxels = new byte[Math.toIntExact(mask.geometry().voxels())];
        java.util.Arrays.fill(voxels, value);
        Nifti.write(folder.resolve("mask1.nii.gz"), Mask.of(mask.geometry(), voxels));
    }

    private CommandLineRun train(String... more) {
        List<String> words = new ArrayList<>(
                List.of("train", "--data", manifest.toString(), "--out", run.toString(), "--events", "json"));
        words.addAll(List.of(more));
        return CommandLineRun.of(words.toArray(String[]::new));
    }

    private List<JsonNode> failsWith(String code, String named) throws IOException {
        CommandLineRun made = train("--preset", "mandi/micro");
        assertEquals(ExitCode.INPUT, made.code(), made.err());
        JsonNode failed = last(made);
        assertEquals("failed", failed.path("event").asText());
        assertTrue(failed.path("code").asText().startsWith(code), failed.toString());
        assertTrue(failed.path("message").asText().contains(named), failed.toString());
        assertTrue(failed.path("remedy").asText().endsWith("."), failed.toString());
        assertTrue(made.err().contains(failed.path("remedy").asText()), made.err());
        RunStatus status = RunStatus.of(run).orElseThrow();
        assertEquals(RunStatus.State.FAILED, status.state());
        assertEquals(failed.path("code").asText(), status.code());
        List<JsonNode> events = events(made);
        assertEquals(
                events.size(), Files.readAllLines(run.resolve("events.jsonl")).size());
        return events;
    }

    private static JsonNode last(CommandLineRun made) throws IOException {
        return events(made).getLast();
    }

    private static List<JsonNode> events(CommandLineRun made) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : made.out().lines().toList()) {
            events.add(JSON.readTree(line));
        }
        return events;
    }
}
