package org.radiloom.job;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.radiloom.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place where work is put on a thread.
 *
 * <p>Work runs in named lanes; a lane is one long-lived thread, so that work of one lane never overlaps (the engine's
 * native memory asks for a single thread, see {@code docs/adr}). Outcomes and progress are delivered on the executor
 * given at construction: {@code Platform::runLater} in the window, {@code Runnable::run} in tests and commands.
 */
public final class Jobs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    private final Executor delivery;
    private final Consumer<Job> onChange;
    private final Map<String, ExecutorService> lanes = new ConcurrentHashMap<>();

    /**
     * @param delivery where outcomes and changes are delivered
     * @param onChange told about every change of state or progress of any job, on {@code delivery}
     */
    public Jobs(Executor delivery, Consumer<Job> onChange) {
        this.delivery = delivery;
        this.onChange = onChange;
    }

    /** A runner whose changes nobody watches. */
    public Jobs(Executor delivery) {
        this(delivery, job -> {});
    }

    /**
     * Queues {@code work} in {@code lane}.
     *
     * @param lane name of the thread that runs it; work of one lane runs in order of submission
     * @return a handle to watch and cancel it
     */
    public <T> Job submit(String name, String lane, Work<T> work, Outcome<T> outcome) {
        var job = new Running<>(name, work, outcome);
        lanes.computeIfAbsent(lane, Jobs::startLane).execute(job);
        return job;
    }

    private static ExecutorService startLane(String lane) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("radiloom-" + lane).daemon(true).factory());
    }

    /** Interrupts what runs and drops what waits. */
    @Override
    public void close() {
        lanes.values().forEach(ExecutorService::shutdownNow);
    }

    private final class Running<T> implements Job, Progress, Runnable {
        private final String name;
        private final Work<T> work;
        private final Outcome<T> outcome;
        private volatile State state = State.WAITING;
        private volatile double fraction = -1;
        private volatile String step = "";
        private volatile boolean cancelled;

        private Running(String name, Work<T> work, Outcome<T> outcome) {
            this.name = name;
            this.work = work;
            this.outcome = outcome;
        }

        @Override
        public void run() {
            if (cancelled) {
                end(State.CANCELLED, outcome::cancelled);
                return;
            }
            state = State.RUNNING;
            changed();
            long start = System.nanoTime();
            try {
                T result = work.run(this);
                end(State.DONE, () -> outcome.done(result));
            } catch (CancellationException e) {
                end(State.CANCELLED, outcome::cancelled);
            } catch (Problem problem) {
                end(State.FAILED, () -> outcome.failed(problem));
            } catch (OutOfMemoryError e) {
                Problem problem = Problem.input(
                        "job.memory",
                        name + " needs more memory than is free.",
                        "Close other studies and try again.",
                        e);
                end(State.FAILED, () -> outcome.failed(problem));
            } catch (RuntimeException e) {
                log.error("job failed: {}", name, e);
                Problem problem = Problem.input(
                        "job.defect", name + " stopped on an unexpected error.", "The log has the details.", e);
                end(State.FAILED, () -> outcome.failed(problem));
            }
            log.info("{} ended {} in {} ms", name, state, (System.nanoTime() - start) / 1_000_000);
        }

        /** The cancel flag is read on the delivering thread, so that no success arrives after a cancel there. */
        private void end(State wanted, Runnable deliver) {
            delivery.execute(() -> {
                boolean late = cancelled && wanted == State.DONE;
                state = late ? State.CANCELLED : wanted;
                onChange.accept(this);
                if (late) {
                    outcome.cancelled();
                } else {
                    deliver.run();
                }
            });
        }

        private void changed() {
            delivery.execute(() -> onChange.accept(this));
        }

        @Override
        public void report(double fraction, String what) {
            this.fraction = fraction;
            this.step = what;
            changed();
        }

        @Override
        public boolean cancelled() {
            return cancelled || Thread.currentThread().isInterrupted();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public double fraction() {
            return fraction;
        }

        @Override
        public String step() {
            return step;
        }

        @Override
        public State state() {
            return state;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
