package org.radiloom.train.loop;

import java.time.Duration;

/** Time since a moment: by the clock, and of all the process's threads together. */
final class Stopwatch {
    private final long startNanos = System.nanoTime();
    private final double startProcessor = processor();

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** Processor time, to about 10 ms; 0 where the system does not tell. */
    double processorSeconds() {
        return processor() - startProcessor;
    }

    private static double processor() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }
}
