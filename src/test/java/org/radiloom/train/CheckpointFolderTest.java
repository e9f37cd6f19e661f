package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.nn.FloatTensor;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.Snapshot;
import org.radiloom.train.loop.TrainState;

class CheckpointFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aCheckpointThatCannotBeWrittenLeavesTheOldOne() throws Problem, IOException {
        CheckpointFolder checkpoints = new CheckpointFolder(folder, Json.object());
        checkpoints.save(snapshot(1), true);
        // the place to write beside is taken by something that cannot be cleared away
        Files.createDirectories(folder.resolve("last.new/in/the/way"));
        assertEquals(
                "run.folder",
                assertThrows(Problem.class, () -> checkpoints.save(snapshot(2), true))
                        .code());
        assertEquals(1, checkpoints.epochsDone());
        assertEquals(
                1f,
                Objects.requireNonNull(
                                checkpoints.last().orElseThrow().weights().get("w"))
                        .values()[0]);
    }

    @Test
    void whatAKilledRunLeftHalfWrittenIsNeverTaken() throws Problem, IOException {
        CheckpointFolder checkpoints = new CheckpointFolder(folder, Json.object());
        checkpoints.save(snapshot(1), false);
        // killed while writing the next one
        Files.createDirectories(folder.resolve("last.new"));
        Files.writeString(folder.resolve("last.new/weights.safetensors.part"), "half");
        assertEquals(1, checkpoints.epochsDone());
        checkpoints.save(snapshot(2), false);
        assertEquals(2, checkpoints.epochsDone());
        assertFalse(Files.exists(folder.resolve("last.new")));
    }

    @Test
    void aRunThatWasKilledBetweenTwoMovesGoesOnFromTheOldOne() throws Problem, IOException {
        CheckpointFolder checkpoints = new CheckpointFolder(folder, Json.object());
        checkpoints.save(snapshot(1), false);
        Files.move(folder.resolve("last"), folder.resolve("last.old"));
        assertEquals(1, checkpoints.epochsDone());
        assertEquals(1, checkpoints.last().orElseThrow().state().epoch());
    }

    private static Snapshot snapshot(int epoch) throws Problem {
        TrainState state = TrainState.parse(
                Json.object()
                        .put("epoch", epoch)
                        .put("batch", 0)
                        .put("step", epoch)
                        .put("bestEpoch", epoch)
                        .put("lrFactor", 1)
                        .put("restores", 0),
                "the test");
        Map<String, FloatTensor> weights = Map.of("w", new FloatTensor(new long[] {1}, new float[] {epoch}));
        return new Snapshot(state, weights, weights, weights, Map.of());
    }
}
