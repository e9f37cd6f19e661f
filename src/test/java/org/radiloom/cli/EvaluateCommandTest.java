package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.Judged;
import org.radiloom.train.evaluation.EvaluationJson;

/** Evaluations that exist already; judging a model is in {@link TrainCommandTest}. */
class EvaluateCommandTest {
    @TempDir
    private Path folder;

    private String write(String name, int... found) throws IOException {
        Path file = folder.resolve(name + ".json");
        return Files.writeString(
                        file, EvaluationJson.write(Judged.run(name, found)).toString())
                .toString();
    }

    @Test
    void anEvaluationIsShownWithUnitNumberSplitAndIntervals() throws IOException {
        CommandLineRun shown = CommandLineRun.of("evaluate", write("U", 50, 50, 0));
        assertEquals(ExitCode.DONE, shown.code(), shown.err());
        assertTrue(shown.out().contains("split test   n 3 patients"), shown.out());
        // Dice of 50 found of 100 is 2/3; one patient of three has none
        assertTrue(
                shown.out().contains("Dice                                 0.4444   [0.0000, 0.6667]        3"),
                shown.out());
        assertTrue(
                shown.out().contains("empty predictions 1, empty references 0, volumes without distances 1"),
                shown.out());
        assertTrue(shown.out().contains("expected calibration error"), shown.out());
    }

    @Test
    void twoEvaluationsAreComparedOnTheSamePatients() throws IOException {
        CommandLineRun compared =
                CommandLineRun.of("evaluate", write("U+R", 60, 70), "--against", write("U", 50, 60), "--json", "-");
        assertEquals(ExitCode.DONE, compared.code(), compared.err());
        JsonNode recall = compared.json().at("/against/metrics/recall");
        assertEquals(0.1, recall.path("value").asDouble(), 1e-12);
        assertEquals(2, recall.path("n").asInt());
        assertEquals(2, recall.path("better").asInt());
        assertEquals("U", compared.json().at("/against/name").asText());
        CommandLineRun read = CommandLineRun.of("evaluate", write("U+R", 60, 70), "--against", write("U", 50, 60));
        assertTrue(read.out().contains("better on 2, worse on 0"), read.out());
    }

    @Test
    void manyEvaluationsBecomeATable() throws IOException {
        Path table = folder.resolve("table.md");
        CommandLineRun made = CommandLineRun.of(
                "evaluate",
                "--table",
                table.toString(),
                write("U-s1", 50, 60),
                write("U-s2", 52, 60),
                write("U+R", 60, 70));
        assertEquals(ExitCode.DONE, made.code(), made.err());
        assertTrue(Files.readString(table).contains("| residual | U+R | U | 2 |"), Files.readString(table));
    }

    @Test
    void requestsThatCannotBeMeantAreUsageErrors() throws IOException {
        assertEquals(ExitCode.USAGE, CommandLineRun.of("evaluate").code());
        assertEquals(
                ExitCode.USAGE,
                CommandLineRun.of("evaluate", "--model", "mandible-ct").code());
        assertEquals(
                ExitCode.USAGE,
                CommandLineRun.of("evaluate", "--json", "-", write("a", 1), write("b", 2))
                        .code());
        assertEquals(
                ExitCode.USAGE,
                CommandLineRun.of("evaluate", "--checkpoint", "newest", write("a", 1))
                        .code());
        assertEquals(
                ExitCode.INPUT,
                CommandLineRun.of("evaluate", folder.resolve("none.json").toString())
                        .code());
    }

    private String predictions(String name, String... lines) throws IOException {
        return Files.writeString(
                        folder.resolve(name + ".csv"), "id,patient,truth,p_normal,p_fatty\n" + String.join("\n", lines))
                .toString();
    }

    @Test
    void predictionsOfAnyProgramAreJudgedAndComparedLikeOurs() throws IOException {
        String texture = predictions("texture", "a-1,a,0,0.9,0.1", "b-1,b,1,0.2,0.8", "c-1,c,1,0.6,0.4");
        String coin = predictions("coin", "a-1,a,0,0.4,0.6", "b-1,b,1,0.2,0.8", "c-1,c,1,0.6,0.4");
        CommandLineRun judged = CommandLineRun.of("evaluate", texture, "--against", coin, "--json", "-");
        assertEquals(ExitCode.DONE, judged.code(), judged.err());
        assertEquals(0.75, judged.json().at("/metrics/balancedAccuracy/value").asDouble(), 1e-12);
        assertEquals(
                0.5, judged.json().at("/against/metrics/balancedAccuracy/value").asDouble(), 1e-12);
        assertEquals(
                1, judged.json().at("/against/metrics/balancedAccuracy/better").asInt());
        CommandLineRun read = CommandLineRun.of("evaluate", texture, "--against", coin);
        assertTrue(read.out().contains("balanced accuracy                    0.7500"), read.out());
        assertTrue(read.out().contains("difference to coin on the same patients"), read.out());
        CommandLineRun table = CommandLineRun.of("evaluate", coin, texture, "--table", "-");
        assertTrue(table.out().contains("| texture | 3 | 1 |"), table.out());
    }

    @Test
    void outlinesAndClassesAreNotMixed() throws IOException {
        CommandLineRun mixed = CommandLineRun.of(
                "evaluate", predictions("p", "a,a,0,0.9,0.1", "b,b,1,0.2,0.8"), "--against", write("U", 1));
        assertEquals(ExitCode.USAGE, mixed.code(), mixed.err());
    }
}
