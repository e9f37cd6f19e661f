package org.radiloom.train.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/**
 * A training in a process of its own, as this one starts, follows and steers it.
 *
 * <p>The training outlives this process and this object: {@link #close} only stops watching. {@link #attach} finds it
 * again by its run folder, whoever started it.
 */
public final class TrainingProcess implements AutoCloseable {
    /**
     * What to train.
     *
     * @param run the run folder
     * @param arguments of {@code radiloom}, from {@code train} on
     */
    public record Request(Path run, List<String> arguments) {
        public Request {
            arguments = List.copyOf(arguments);
        }

        /**
         * A new run.
         *
         * @param manifest of the data set
         * @param run folder to make; must not hold anything yet
         * @param settings changes to the preset by dotted key
         */
        public static Request fresh(String preset, Path manifest, Path run, Map<String, String> settings) {
            List<String> words = new ArrayList<>(
                    List.of("train", "--preset", preset, "--data", manifest.toString(), "--out", run.toString()));
            new TreeMap<>(settings).forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
            return new Request(run, words);
        }

        /** Goes on from the last checkpoint of a run that was stopped or killed. */
        public static Request resumed(Path run) {
            return new Request(run, List.of("train", "--out", run.toString(), "--resume"));
        }
    }

    /** Told what the run does, one call at a time, on the executor that was given. */
    public interface Listener {
        /** Something happened. */
        void event(TrainEvent event);

        /** The process is gone; comes once and last, and never after {@link TrainingProcess#close}. */
        void ended(RunStatus status);
    }

    private final Path run;
    private final @Nullable Process process;
    private final Executor executor;
    private final Listener listener;
    private volatile boolean closed;

    private TrainingProcess(Path run, @Nullable Process process, Executor executor, Listener listener) {
        this.run = run;
        this.process = process;
        this.executor = executor;
        this.listener = listener;
    }

    /**
     * Starts a training; what it writes on its error stream goes to {@code process.log} of the run folder.
     *
     * @param executor runs the listener, such as the window's thread
     * @throws Problem {@code run.start} if no process can be started; everything later comes as an event
     */
    public static TrainingProcess start(Request request, WorkerCommand worker, Executor executor, Listener listener)
            throws Problem {
        List<String> arguments = new ArrayList<>(request.arguments());
        arguments.addAll(List.of("--events", "json"));
        Process process;
        try {
            process =
                    worker.process(arguments).redirectError(log(request.run())).start();
        } catch (IOException e) {
            throw Problem.input(
                    "run.start", "The training process cannot be started.", "Check the installation of Radiloom.", e);
        }
        TrainingProcess client = new TrainingProcess(request.run(), process, executor, listener);
        client.watch(new StartedRun(request.run(), process));
        return client;
    }

    /**
     * Follows a run that another process started, from its first event on; the events of earlier processes in the same
     * folder come first.
     *
     * @throws Problem {@code run.missing} if nobody ever trained in that folder
     */
    public static TrainingProcess attach(Path run, Executor executor, Listener listener) throws Problem {
        if (RunStatus.of(run).isEmpty()) {
            throw Problem.input("run.missing", "There is no training run in " + run + ".", "Name a run folder.");
        }
        TrainingProcess client = new TrainingProcess(run, null, executor, listener);
        client.watch(new AttachedRun(run));
        return client;
    }

    /** A run whose events come one after the other; empty when its process is gone. */
    interface Events {
        Optional<TrainEvent> next() throws IOException, InterruptedException;

        /** How the run ended; after {@link #next} was empty. */
        RunStatus end() throws InterruptedException;
    }

    private void watch(Events events) {
        Thread thread = new Thread(
                () -> {
                    try {
                        follow(events);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "radiloom-run-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow(Events events) throws InterruptedException {
        try {
            for (Optional<TrainEvent> next = events.next(); next.isPresent() && !closed; next = events.next()) {
                TrainEvent event = next.get();
                deliver(() -> listener.event(event));
            }
        } catch (IOException e) {
            // its stream or its folder is gone; what is left to say is how it ended
            deliver(() -> listener.event(new TrainEvent.Warning("run.watch", "the run can no longer be followed")));
        }
        RunStatus end = events.end();
        deliver(() -> listener.ended(end));
    }

    private void deliver(Runnable news) {
        if (!closed) {
            executor.execute(() -> {
                if (!closed) {
                    news.run();
                }
            });
        }
    }

    /**
     * Asks the run for something; it answers with events, within a quarter of a second and the step under way.
     *
     * @throws Problem {@code run.ended} if nobody is at work any more
     */
    public void ask(RunWord word) throws Problem {
        if (process != null && process.isAlive() && said(process, word)) {
            return;
        }
        ask(run, word);
    }

    /** Asks the run in a folder for something, whoever started it. */
    public static void ask(Path run, RunWord word) throws Problem {
        Optional<RunStatus> status = RunStatus.of(run);
        if (status.isEmpty() || !status.get().state().live()) {
            throw Problem.usage(
                    "run.ended",
                    "No training is at work in " + run + ".",
                    "Go on with it by 'radiloom train --out " + run + " --resume'.");
        }
        ControlFile.ask(run, word);
    }

    private static boolean said(Process process, RunWord word) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((word.text() + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            return true;
        } catch (IOException e) {
            // it no longer listens there; the control file is the other way
            return false;
        }
    }

    /** How the run stands now; empty before its process took the folder. */
    public Optional<RunStatus> status() {
        return RunStatus.of(run);
    }

    /** The run folder. */
    public Path run() {
        return run;
    }

    /** Stops watching; the run goes on. */
    @Override
    public void close() {
        closed = true;
    }

    /** Only into a folder that is empty or ours: nothing is ever written beside foreign files. */
    private static ProcessBuilder.Redirect log(Path run) {
        try {
            Files.createDirectories(run);
            boolean ours = Files.exists(run.resolve("config.json")) || RunSession.onlyLeftovers(run);
            if (ours) {
                return ProcessBuilder.Redirect.appendTo(
                        run.resolve(RunSession.LOG).toFile());
            }
        } catch (IOException e) {
            // the training itself will say what is wrong with the folder
            return ProcessBuilder.Redirect.DISCARD;
        }
        return ProcessBuilder.Redirect.DISCARD;
    }
}
