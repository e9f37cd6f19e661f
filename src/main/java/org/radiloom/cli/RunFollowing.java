package org.radiloom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.RunStatus;
import org.radiloom.train.run.TrainEvent;
import org.radiloom.train.run.TrainingProcess;

/** Prints how a run stands, and what it does until it ends. */
final class RunFollowing {
    private RunFollowing() {}

    /** How the run in a folder stands. */
    static RunStatus status(Path run) throws Problem {
        return RunStatus.of(run)
                .orElseThrow(() ->
                        Problem.input("run.missing", "There is no training run in " + run + ".", "Name a run folder."));
    }

    /**
     * Prints every event of a run, those of the past first, and returns when its process is gone.
     *
     * @param json events as JSON lines instead of sentences
     * @return the exit code that fits its end
     */
    static int follow(Path run, boolean json, PrintWriter out) throws Problem {
        CompletableFuture<RunStatus> end = new CompletableFuture<>();
        EventWords words = new EventWords();
        try (TrainingProcess client = TrainingProcess.attach(run, Runnable::run, new TrainingProcess.Listener() {
            @Override
            public void event(TrainEvent event) {
                Optional<String> line = json ? Optional.of(event.json().toString()) : words.of(event);
                line.ifPresent(out::println);
                out.flush();
            }

            @Override
            public void ended(RunStatus status) {
                end.complete(status);
            }
        })) {
            RunStatus last = end.join();
            if (!json) {
                out.println(client.run().getFileName() + ": " + last.sentence());
                out.flush();
            }
            return exitCode(last.state());
        }
    }

    private static int exitCode(RunStatus.State state) {
        return switch (state) {
            case STOPPED -> ExitCode.CANCELLED;
            case FAILED, KILLED -> ExitCode.PARTLY;
            case DONE, STARTING, RUNNING, PAUSED, STOPPING -> ExitCode.DONE;
        };
    }
}
