package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.SpeckleLiver;
import org.radiloom.problem.Problem;
import org.radiloom.train.CandidatePackage;
import org.radiloom.train.RunFolder;

@Tag("engine")
class CrossValidateCommandTest {
    @TempDir
    private Path folder;

    private static CommandLineRun run(Path manifest, Path out, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "cross-validate",
                "--preset",
                "danil/resnet18-ce",
                "--profile",
                "micro",
                "--data",
                manifest.toString(),
                "--folds",
                "3",
                "--out",
                out.toString()));
        for (String set : List.of(
                "run.threads=1",
                "train.epochs=1",
                "train.minEpochs=1",
                "classifier.classes=4",
                "classifier.stem=small",
                "picture.crop=whole",
                "picture.side=32")) {
            words.add("--set");
            words.add(set);
        }
        words.addAll(List.of(more));
        return CommandLineRun.of(words.toArray(String[]::new));
    }

    @Test
    void foldsAreTrainedPooledAndJudgedLikeAnyOtherEvaluation() throws IOException, Problem {
        Path manifest = SpeckleLiver.write(folder.resolve("data"), 3, 1, 32);
        Files.writeString(manifest, Files.readString(manifest).replaceAll(",\"split\":\"[a-z]*\"", ""));
        Path out = folder.resolve("cv");
        CommandLineRun trained = run(manifest, out, "--json", "-");
        assertEquals(ExitCode.DONE, trained.code(), trained.err());
        JsonNode report = trained.json();
        assertEquals("patient", report.path("unit").asText());
        assertEquals(12, report.path("n").asInt());
        assertEquals(12, report.path("items").size());
        assertEquals("cross-validation", report.path("split").asText());
        assertTrue(trained.err().contains("repeat 1 of 1, fold 3: "), trained.err());

        // again: nothing is trained, and it does not differ from itself
        CommandLineRun again = run(manifest, out, "--against", out.toString());
        assertEquals(ExitCode.DONE, again.code(), again.err());
        assertEquals(3, again.err().lines().filter(l -> l.endsWith("(kept)")).count());
        assertTrue(again.out().contains("better on 0, worse on 0"), again.out());
        CommandLineRun other = run(manifest, out, "--set", "train.batch=4");
        assertEquals(ExitCode.USAGE, other.code(), other.err());

        // the run folder of a fold, and its candidate as it grades for a reader, say the same
        Path fold = out.resolve("repeat-0/fold-0");
        CommandLineRun judged =
                CommandLineRun.of("evaluate", "--model", fold.toString(), "--data", manifest.toString(), "--json", "-");
        assertEquals(ExitCode.DONE, judged.code(), judged.err());
        assertEquals("test", judged.json().path("split").asText());
        Path candidate = CandidatePackage.of(RunFolder.open(fold), "best").folder();
        CommandLineRun graded = CommandLineRun.of(
                "evaluate", "--model", candidate.toString(), "--data", manifest.toString(), "--json", "-");
        assertEquals(ExitCode.DONE, graded.code(), graded.err());
        int compared = 0;
        for (JsonNode item : report.path("items")) {
            if (item.path("fold").asInt() == 0) {
                same(item, judged.json(), 1e-6);
                same(item, graded.json(), 1e-3);
                compared++;
            }
        }
        assertEquals(compared, judged.json().path("items").size());
        assertEquals(compared, graded.json().path("items").size());
    }

    private static void same(JsonNode item, JsonNode evaluation, double tolerance) {
        for (JsonNode each : evaluation.path("items")) {
            if (each.path("id").equals(item.path("id"))) {
                for (String kind : List.of("probabilities", "uncalibrated")) {
                    for (int c = 0; c < 4; c++) {
                        assertEquals(
                                item.path(kind).path(c).asDouble(),
                                each.path(kind).path(c).asDouble(),
                                tolerance,
                                item.path("id") + " " + kind);
                    }
                }
                return;
            }
        }
        throw new AssertionError(item.path("id") + " was not judged");
    }

    @Test
    void requestsThatCannotBeMeantAreUsageErrors() {
        Path nowhere = folder.resolve("none.jsonl");
        assertEquals(
                ExitCode.USAGE,
                run(nowhere, folder.resolve("a"), "--checkpoint", "first").code());
        assertEquals(
                ExitCode.USAGE,
                run(nowhere, folder.resolve("b"), "--repeats", "0").code());
        assertEquals(ExitCode.INPUT, run(nowhere, folder.resolve("c")).code());
    }
}
