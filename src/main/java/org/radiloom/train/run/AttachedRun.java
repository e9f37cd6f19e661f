package org.radiloom.train.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** The events of a run that some other process does or did, from its folder. */
final class AttachedRun implements TrainingProcess.Events {
    private static final long LOOK_MILLIS = 200;

    private final Path run;
    private final LineTail tail;
    private final Queue<TrainEvent> read = new ArrayDeque<>();

    AttachedRun(Path run) {
        this.run = run;
        this.tail = new LineTail(run.resolve(RunSession.EVENTS));
    }

    @Override
    public Optional<TrainEvent> next() throws IOException, InterruptedException {
        while (read.isEmpty()) {
            // state first: what was written before the end is then read for certain
            boolean live =
                    RunStatus.of(run).map(status -> status.state().live()).orElse(false);
            for (String line : tail.read()) {
                TrainEvent.parse(line).ifPresent(read::add);
            }
            if (read.isEmpty()) {
                if (!live) {
                    return Optional.empty();
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
        return Optional.of(read.remove());
    }

    @Override
    public RunStatus end() {
        return RunStatus.of(run).orElseThrow();
    }
}
