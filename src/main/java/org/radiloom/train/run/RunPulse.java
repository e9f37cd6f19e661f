package org.radiloom.train.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sign of life of a training in its folder: holds the {@link RunLease}, keeps {@code process.json} fresh and hands
 * on what other processes write into {@code control.txt}.
 *
 * <p>It learns how the run stands from the run's own events. A disk that refuses {@code process.json} does not disturb
 * the training; it is tried again.
 */
public final class RunPulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunPulse.class);
    private static final long LOOK_MILLIS = 250;
    private static final int LOOKS_PER_BEAT = 8;

    private final Path run;
    private final RunControl control;
    private final Consumer<String> words;
    private final RunLease lease;
    private final ControlFile asked;
    private final Thread thread = new Thread(this::beat, "radiloom-run-pulse");
    private RunStatus status;
    private boolean refused;
    private boolean paused;
    private volatile boolean closed;

    private RunPulse(Path run, RunControl control, Consumer<String> words, RunLease lease) {
        this.run = run;
        this.control = control;
        this.words = words;
        this.lease = lease;
        this.asked = new ControlFile(run);
        this.status = new RunStatus(
                RunStatus.State.STARTING,
                ProcessHandle.current().pid(),
                ThisProcess.started().map(Instant::toString).orElse(null),
                ThisProcess.host(),
                now(),
                0,
                0,
                0,
                0,
                null,
                null);
    }

    /**
     * Takes the folder, which must exist, and begins to beat.
     *
     * @param words receives every line of the control file, on the pulse's thread
     * @throws Problem if another training is at work there or the folder cannot be written
     */
    public static RunPulse start(Path run, RunControl control, Consumer<String> words) throws Problem {
        RunPulse pulse = new RunPulse(run, control, words, RunLease.take(run));
        pulse.write();
        pulse.thread.setDaemon(true);
        pulse.thread.start();
        return pulse;
    }

    /** Learns from an event how the run stands. */
    public synchronized void heard(TrainEvent event) {
        switch (event) {
            case TrainEvent.Plan e -> at(RunStatus.State.RUNNING, 0, e.epochs(), 0, e.batches(), null, null);
            case TrainEvent.Stage e -> at(RunStatus.State.RUNNING, 0, e.epochs(), 0, 0, null, null);
            case TrainEvent.Epoch e -> at(status.state(), e.epoch(), e.of(), 0, e.batches(), null, null);
            case TrainEvent.Step e -> {
                at(status.state(), e.epoch(), status.epochs(), e.step(), e.of(), null, null);
                // whoever hears of a pause must not find a file that says "running"
                if (e.paused() != paused) {
                    paused = e.paused();
                    write();
                }
            }
            case TrainEvent.Done e ->
                at(
                        e.outcome() == TrainEvent.Outcome.STOPPED ? RunStatus.State.STOPPED : RunStatus.State.DONE,
                        status.epoch(),
                        status.epochs(),
                        status.step(),
                        status.steps(),
                        null,
                        null);
            case TrainEvent.Failed e ->
                at(
                        RunStatus.State.FAILED,
                        status.epoch(),
                        status.epochs(),
                        status.step(),
                        status.steps(),
                        e.code(),
                        e.message() + " " + e.remedy());
            case TrainEvent.Metrics e -> {}
            case TrainEvent.Sample e -> {}
            case TrainEvent.Saved e -> {}
            case TrainEvent.Warning e -> {}
        }
    }

    private void at(
            RunStatus.State state,
            int epoch,
            int epochs,
            int step,
            int steps,
            @Nullable String code,
            @Nullable String message) {
        boolean news = state != status.state();
        status = new RunStatus(
                state, status.pid(), status.started(), status.host(), now(), epoch, epochs, step, steps, code, message);
        if (news) {
            write();
        }
    }

    private void beat() {
        RunStatus.State shown = RunStatus.State.STARTING;
        for (int look = 1; !closed; look++) {
            try {
                Thread.sleep(LOOK_MILLIS);
                asked.read(words);
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                LOG.debug("the control file cannot be read", e);
            }
            RunStatus.State wanted = wanted();
            if (look % LOOKS_PER_BEAT == 0 || wanted != shown) {
                shown = wanted;
                write();
            }
        }
    }

    private synchronized RunStatus.State wanted() {
        if (!status.state().live() || status.state() == RunStatus.State.STARTING && !control.stopping()) {
            return status.state();
        }
        if (control.stopping()) {
            return RunStatus.State.STOPPING;
        }
        return control.paused() ? RunStatus.State.PAUSED : RunStatus.State.RUNNING;
    }

    private synchronized void write() {
        try {
            status.withState(wanted()).withBeat(now()).write(run);
            refused = false;
        } catch (IOException e) {
            if (!refused) {
                LOG.warn(
                        "the state of the run cannot be written: {}",
                        e.getClass().getSimpleName());
            }
            refused = true;
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Whoever leaves the folder without a last event was asked to. */
    private synchronized void last() {
        if (status.state().live()) {
            status = status.withState(RunStatus.State.STOPPED);
        }
        write();
    }

    /** Writes the last state and gives the folder back. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        last();
        try {
            lease.close();
        } catch (IOException e) {
            LOG.warn(
                    "the lock of the run folder cannot be given back: {}",
                    e.getClass().getSimpleName());
        }
    }
}
