package org.radiloom.train.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What the tests of this package share. */
final class RunFixtures {
    static final TrainEvent.Plan PLAN = new TrainEvent.Plan(
            "mandi/micro", 1234, Map.of("trainSamples", 2L), 4, 1, 3, 4, "ab12", "PyTorch", 2, 77, "/r", "CPU");

    private RunFixtures() {}

    static RunStatus status(long pid, String started) {
        return new RunStatus(
                RunStatus.State.RUNNING,
                pid,
                started,
                ThisProcess.host(),
                Instant.now().toString(),
                1,
                4,
                2,
                3,
                null,
                null);
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 180_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        assertTrue(condition.getAsBoolean());
    }
}
