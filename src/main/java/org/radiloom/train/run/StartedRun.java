package org.radiloom.train.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of a process that this one started, from its standard output. */
final class StartedRun implements TrainingProcess.Events {
    private final Path run;
    private final Process process;
    private final BufferedReader out;
    private TrainEvent.@Nullable Failed failed;

    StartedRun(Path run, Process process) {
        this.run = run;
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<TrainEvent> next() throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Optional<TrainEvent> event = TrainEvent.parse(line);
            if (event.isPresent()) {
                if (event.get() instanceof TrainEvent.Failed found) {
                    failed = found;
                }
                return event;
            }
        }
        return Optional.empty();
    }

    @Override
    public RunStatus end() throws InterruptedException {
        int exitCode = process.waitFor();
        Optional<RunStatus> known = RunStatus.of(run).filter(status -> status.pid() == process.pid());
        if (known.isPresent()) {
            return known.get();
        }
        // it ended before it took the folder
        TrainEvent.Failed why = failed;
        return new RunStatus(
                why == null ? RunStatus.State.KILLED : RunStatus.State.FAILED,
                process.pid(),
                null,
                ThisProcess.host(),
                Instant.now().toString(),
                0,
                0,
                0,
                0,
                why == null ? "run.start" : why.code(),
                why == null
                        ? "The training process ended with code " + exitCode + " before it began."
                        : why.message() + " " + why.remedy());
    }
}
