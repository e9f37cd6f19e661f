package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.nn.EngineCompat;
import org.radiloom.problem.Problem;

class TrainFailureTest {
    private static final Path RUN = Path.of("run");

    @TempDir
    private Path folder;

    @Test
    @Tag("engine")
    void anEngineWithoutMemorySaysWhatToLowerAndOffersTheRetry() throws Problem {
        EngineCompat.start();
        RunConfig config = config(Map.of("train.batch", "8"));
        try (NDManager manager = NDManager.newBaseManager()) {
            // 2^50 floats: no machine has them
            EngineException thrown =
                    assertThrows(EngineException.class, () -> manager.zeros(new Shape(1L << 30, 1L << 20)));
            TrainFailure failure = TrainFailure.of(thrown, Optional.of(config), RUN);
            assertEquals("engine.memory", failure.event().code());
            assertEquals(
                    Map.of("train.batch", "4", "train.accumulate", "2"),
                    failure.event().retry());
            assertTrue(failure.event().remedy().contains("--set train.batch=4"));
            assertTrue(failure.event().message().contains("batches of 8 pieces of 64 x 64"));
            // the retry is a configuration that can be run
            RunConfig.of("mandi/micro", Presets.PAPER, Map.of("train.batch", "4", "train.accumulate", "2"));
        }
    }

    @Test
    void withTheSmallestBatchThePieceIsHalved() throws Problem {
        TrainFailure failure = TrainFailure.of(
                new EngineException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes."),
                Optional.of(config(Map.of("train.batch", "2"))),
                RUN);
        assertEquals(Map.of("sampling.crop", "32"), failure.event().retry());
    }

    @Test
    void javaWithoutMemoryIsToldFromTheEngineWithoutMemory() throws Problem {
        TrainFailure failure =
                TrainFailure.of(new OutOfMemoryError("Java heap space"), Optional.of(config(Map.of())), RUN);
        assertEquals("train.heap", failure.event().code());
        TrainFailure loader = TrainFailure.of(
                new IllegalStateException("a batch could not be made", new OutOfMemoryError("Java heap space")),
                Optional.of(config(Map.of())),
                RUN);
        assertEquals("train.heap", loader.event().code());
    }

    @Test
    void aDiskThatIsFullIsNamed() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here");
        Files.createSymbolicLink(folder.resolve("metrics.csv"), full);
        UncheckedIOException thrown =
                assertThrows(UncheckedIOException.class, () -> new RunFolder(folder).addMetrics("epoch", "1"));
        TrainFailure failure = TrainFailure.of(thrown, Optional.empty(), folder);
        assertEquals("disk.full", failure.event().code());
        assertTrue(failure.event().message().contains(folder.toString()));
    }

    @Test
    void aDefectIsOursAndSaysSo() {
        TrainFailure failure = TrainFailure.of(new IllegalStateException("oops"), Optional.empty(), RUN);
        assertEquals("defect", failure.event().kind());
        assertEquals(Optional.empty(), failure.problem());
    }

    private static RunConfig config(Map<String, String> changes) throws Problem {
        return RunConfig.of("mandi/micro", Presets.PAPER, changes);
    }
}
