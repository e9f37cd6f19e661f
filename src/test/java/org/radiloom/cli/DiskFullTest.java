package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.JawData;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.RunStatus;
import org.radiloom.train.run.WorkerCommand;

/** A training whose disk fills up: a file system of four megabytes, mounted for the process alone. */
@Tag("engine")
class DiskFullTest {
    /** Room for {@code last} and {@code best} of the micro network, 1.6 MB each, but not for a third beside them. */
    private static final String SMALL = "mount -t tmpfs -o size=4m none \"$1\" && shift && ";

    @TempDir
    private Path folder;

    @Test
    void theCheckpointBeforeIsIntactAndTheRunTellsWhatHappened() throws IOException, InterruptedException, Problem {
        assumeTrue(mounts(), "no right to mount here");
        Path manifest = JawData.write(folder);
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Path kept = folder.resolve("kept");
        String script = SMALL
                + "kept=\"$1\"; shift; disk=\"$1\"; shift; \"$@\"; code=$?; cp -r \"$disk\" \"$kept\"; exit $code";
        List<String> words = new ArrayList<>(
                List.of("unshare", "-rm", "sh", "-c", script, "sh", disk.toString(), kept.toString(), disk.toString()));
        words.addAll(WorkerCommand.likeThisProcess().program());
        words.addAll(List.of(
                "train",
                "--preset",
                "mandi/micro",
                "--data",
                manifest.toString(),
                "--out",
                disk.resolve("run").toString(),
                "--set",
                "train.epochs=6",
                "--set",
                "train.minEpochs=6",
                "--set",
                "train.patience=30",
                "--events",
                "json"));
        Process process = new ProcessBuilder(words)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        assertEquals(ExitCode.PARTLY, process.waitFor(), Files.readString(folder.resolve("err")));
        String last = Files.readAllLines(folder.resolve("out")).getLast();
        assertEquals("disk.full", new ObjectMapper().readTree(last).path("code").asText(), last);
        assertTrue(Files.readString(folder.resolve("err")).contains("the disk is full"));
        assertEquals(
                RunStatus.State.FAILED,
                RunStatus.of(kept.resolve("run")).orElseThrow().state());

        // with room again it goes on and ends in order
        CommandLineRun again =
                CommandLineRun.of("train", "--out", kept.resolve("run").toString(), "--resume", "--events", "json");
        assertEquals(ExitCode.DONE, again.code(), again.err());
        assertTrue(again.out().contains("\"outcome\":\"finished\""), again.out());
    }

    private static boolean mounts() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rm", "sh", "-c", "mount -t tmpfs none /tmp")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
