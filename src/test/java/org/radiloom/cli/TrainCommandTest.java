package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.JawData;
import org.radiloom.problem.Problem;

class TrainCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private String manifest = "";

    @BeforeEach
    void writeData() throws IOException, Problem {
        manifest = JawData.write(folder).toString();
    }

    @Test
    @Tag("engine")
    void aRunIsTrainedResumedAndJudgedOnThePatientKeptOut() throws IOException {
        String run = folder.resolve("run").toString();
        CommandLineRun trained = CommandLineRun.of(
                "train",
                "--preset",
                "mandi/micro",
                "--data",
                manifest,
                "--out",
                run,
                "--set",
                "train.epochs=1",
                "--set",
                "train.minEpochs=1",
                "--events",
                "json");
        assertEquals(ExitCode.DONE, trained.code(), trained.err());
        List<String> lines = trained.out().lines().toList();
        assertEquals("plan", event(lines.getFirst()));
        assertEquals("done", event(lines.getLast()));

        CommandLineRun again = CommandLineRun.of("train", "--data", manifest, "--out", run, "--resume");
        assertEquals(ExitCode.DONE, again.code(), again.err());

        Path result = folder.resolve("result.json");
        CommandLineRun judged =
                CommandLineRun.of("evaluate", "--model", run, "--data", manifest, "--json", result.toString());
        assertEquals(ExitCode.DONE, judged.code(), judged.err());
        JsonNode tree = JSON.readTree(result.toFile());
        assertEquals("test", tree.path("split").asText());
        assertEquals("patient", tree.path("unit").asText());
        assertEquals(1, tree.path("n").asInt());
        assertEquals(2, tree.path("metrics").path("dice").path("ci95").size());
        assertEquals("s3", tree.path("items").path(0).path("id").asText());
        assertTrue(tree.path("items").path(0).has("hd95Mm"));

        // a second look shows the figures on the candidate's card
        assertEquals(
                ExitCode.DONE,
                CommandLineRun.of("evaluate", "--model", run, "--data", manifest, "--split", "val")
                        .code());
        JsonNode card = JSON.readTree(folder.resolve("run/candidate/card.json").toFile());
        assertEquals(
                tree.path("metrics").path("dice").path("value").asDouble(),
                card.path("metrics").path("dice").path("value").asDouble());
    }

    @Test
    void requestsThatCannotBeMeantAreUsageErrors() {
        String out = folder.resolve("none").toString();
        assertEquals(
                ExitCode.USAGE, CommandLineRun.of("train", "--data", manifest).code());
        CommandLineRun key = CommandLineRun.of(
                "train", "--preset", "mandi/micro", "--data", manifest, "--out", out, "--set", "train.epoch=1");
        assertEquals(ExitCode.USAGE, key.code());
        assertTrue(key.err().contains("train.epochs"), key.err());
        assertEquals(
                ExitCode.USAGE,
                CommandLineRun.of("train", "--preset", "none", "--data", manifest, "--out", out)
                        .code());
        assertEquals(
                ExitCode.USAGE,
                CommandLineRun.of("evaluate", "--model", out, "--data", manifest, "--split", "holdout")
                        .code());
    }

    @Test
    void dataThatIsNotThereIsAnInputError() {
        CommandLineRun run = CommandLineRun.of(
                "train",
                "--preset",
                "mandi/micro",
                "--data",
                "nowhere.jsonl",
                "--out",
                folder.resolve("x").toString());
        assertEquals(ExitCode.INPUT, run.code());
        assertTrue(run.err().contains("nowhere.jsonl"), run.err());
    }

    @Test
    void presetsAreListed() {
        CommandLineRun run = CommandLineRun.of("train", "--presets");
        assertEquals(ExitCode.DONE, run.code());
        assertTrue(run.out().contains("mandi/fast"), run.out());
    }

    @Test
    void aManifestIsCheckedAndSplit() throws IOException {
        CommandLineRun good = CommandLineRun.of("data", "check", manifest);
        assertEquals(ExitCode.DONE, good.code());
        assertTrue(good.out().startsWith("4 samples of 4 patients"), good.out());
        CommandLineRun split = CommandLineRun.of("data", "split", manifest);
        assertEquals(4, split.out().lines().count());
        Files.delete(folder.resolve("mask1.nii.gz"));
        CommandLineRun bad = CommandLineRun.of("data", "check", manifest);
        assertEquals(ExitCode.INPUT, bad.code());
        assertTrue(bad.out().contains("mask1.nii.gz"), bad.out());
    }

    private static String event(String line) throws IOException {
        return JSON.readTree(line).path("event").asText();
    }
}
