package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.JawData;
import org.radiloom.model.Checksums;
import org.radiloom.problem.Problem;

/** Real processes, killed without warning and started again. */
@Tag("engine")
class KilledRunTest {
    private static final List<String> SETTINGS = List.of(
            "train.epochs=3",
            "train.minEpochs=3",
            "train.checkpointEverySteps=1",
            "train.ema=0.9",
            "augment.flip=0.5",
            "augment.noise=0.05",
            "run.threads=1");

    @TempDir
    private Path folder;

    @Test
    void aRunKilledAtSeveralStepsEndsWithTheWeightsOfOneThatWasLeftAlone()
            throws IOException, Problem, InterruptedException {
        JawData.write(folder);
        assertTrue(run("whole", "new", Integer.MAX_VALUE, 0));
        // after so many checkpoints, and then so many milliseconds into the next step or its checkpoint
        assertFalse(run("parts", "new", 2, 0));
        assertFalse(run("parts", "resume", 1, 40));
        assertFalse(run("parts", "resume", 3, 7));
        assertTrue(run("parts", "resume", Integer.MAX_VALUE, 0));
        for (String file : new String[] {"weights.safetensors", "raw.safetensors", "optim.safetensors"}) {
            for (String which : new String[] {"last", "best"}) {
                assertEquals(hash("whole", which, file), hash("parts", which, file), which + "/" + file);
            }
        }
    }

    private String hash(String run, String which, String file) throws IOException, Problem {
        return Checksums.sha256(
                folder.resolve(run).resolve("checkpoints").resolve(which).resolve(file));
    }

    /** Runs a process until it is done (true), or kills it (SIGKILL) so many milliseconds after a checkpoint (false). */
    private boolean run(String name, String how, int checkpoints, long millis)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                folder.toString(),
                folder.resolve(name).toString(),
                how));
        command.addAll(SETTINGS);
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
        int seen = 0;
        boolean done = false;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                done |= line.equals("done");
                if (line.equals("saved") && ++seen == checkpoints) {
                    Thread.sleep(millis);
                    process.destroyForcibly();
                    break;
                }
            }
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return done;
    }
}
