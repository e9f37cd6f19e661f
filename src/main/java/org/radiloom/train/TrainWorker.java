package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.Control;
import org.radiloom.train.loop.TrainEnd;
import org.radiloom.train.run.RunControl;
import org.radiloom.train.run.RunSession;
import org.radiloom.train.run.RunWord;
import org.radiloom.train.run.TrainEvent;

/**
 * One training in this process, from the request to the last event: holds the run folder, obeys {@link RunControl},
 * and turns whatever goes wrong into a {@code failed} event.
 */
public final class TrainWorker {
    /**
     * A request as the command line makes it.
     *
     * @param preset stored configuration; may be absent when a run is resumed
     * @param profile stored changes to the preset
     * @param changes settings by dotted key
     * @param manifest of the data; when a run is resumed, the one it was started with if absent
     * @param out the run folder
     * @param command the words that asked for it
     */
    public record Order(
            @Nullable String preset,
            String profile,
            Map<String, String> changes,
            @Nullable Path manifest,
            Path out,
            boolean resume,
            String command) {}

    private final RunControl control;
    private final RunSession.Listener listener;
    private volatile @Nullable RunSession session;
    private volatile boolean began;

    /** @param listener told every event; must return at once */
    public TrainWorker(RunControl control, RunSession.Listener listener) {
        this.control = control;
        this.listener = listener;
    }

    /** Obeys a line from outside: {@code pause}, {@code resume} or {@code stop}. */
    public void word(String line) {
        RunSession now = session;
        if (now != null) {
            now.word(line);
        } else {
            RunWord.of(line).ifPresent(control::ask);
        }
    }

    /** Whether the first step was reached, so that there is a checkpoint to go on from. */
    public boolean began() {
        return began;
    }

    /**
     * Trains until done or stopped; the last event is {@code done} or {@code failed}.
     *
     * @throws Problem if something is wrong that a user can mend
     * @throws CancellationException if it was stopped before the first step
     */
    public TrainEnd run(Order order) throws Problem {
        try (RunSession opened = open(order)) {
            session = opened;
            RunConfig config = null;
            try {
                config = config(order);
                return train(order, config, opened);
            } catch (CancellationException e) {
                opened.tell(new TrainEvent.Done(TrainEvent.Outcome.STOPPED, 0, 0, null, null));
                throw e;
            } catch (Problem | RuntimeException | Error e) {
                TrainFailure failure = TrainFailure.of(e, Optional.ofNullable(config), order.out());
                opened.tell(failure.event());
                if (failure.problem().isPresent()) {
                    throw failure.problem().get();
                }
                throw e;
            } finally {
                session = null;
            }
        }
    }

    private RunSession open(Order order) throws Problem {
        try {
            return RunSession.open(order.out(), order.resume(), control, listener);
        } catch (Problem e) {
            // there is no folder to tell it in
            TrainEvent.Failed event =
                    TrainFailure.of(e, Optional.empty(), order.out()).event();
            listener.told(event, RunSession.stamped(event));
            throw e;
        }
    }

    private static RunConfig config(Order order) throws Problem {
        String preset = order.preset();
        if (preset != null) {
            return RunConfig.of(preset, order.profile(), order.changes());
        }
        RunConfig config = RunFolder.open(order.out()).readConfig();
        if (order.changes().isEmpty()) {
            return config;
        }
        ObjectNode tree = config.toJson();
        for (Map.Entry<String, String> change : order.changes().entrySet()) {
            ConfigChange.apply(tree, change.getKey(), change.getValue());
        }
        return RunConfig.parse(tree, "the run with " + order.changes());
    }

    private TrainEnd train(Order order, RunConfig config, RunSession opened) throws Problem {
        Path manifest = order.manifest() == null ? RunFolder.open(order.out()).source() : order.manifest();
        TrainEvents events = event -> {
            began = began || event instanceof TrainEvent.Epoch;
            opened.tell(event);
        };
        return Trainer.train(
                new Trainer.Task(config, manifest, order.out(), order.command(), order.resume()),
                events,
                beforeTheFirstStep(),
                this::wish);
    }

    private Control.Wish wish() {
        if (control.stopping()) {
            return Control.Wish.STOP;
        }
        return control.paused() ? Control.Wish.PAUSE : Control.Wish.GO_ON;
    }

    /** Until the loop looks at its control itself, a stop cancels: there is nothing to save yet. */
    private Progress beforeTheFirstStep() {
        return new Progress() {
            @Override
            public void report(double fraction, String what) {}

            @Override
            public boolean cancelled() {
                return control.stopping() && !began;
            }
        };
    }
}
