package org.radiloom.train.loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.problem.Problem;

/**
 * Epochs of training with validation, the two stages, the NaN policy, checkpoints and early stopping.
 *
 * <p>Runs on one thread from beginning to end. Everything random depends on the seed and the place in the run, so a run
 * that goes on from a checkpoint ends like one that was never stopped.
 */
public final class TrainLoop {
    private static final long REPORT_EVERY_NANOS = 1_000_000_000L;
    /** How often a waiting loop looks whether it may go on. */
    private static final long PAUSE_MILLIS = 50;

    private final LoopSettings settings;
    private final Objective objective;
    private final Dataset dataset;
    private final LrSchedule schedule;
    private final List<Callback> callbacks = new ArrayList<>();
    private CheckpointStore store = CheckpointStore.inMemory();
    private Control control = Control.NONE;
    private Progress progress = Progress.NONE;
    private LoopListener listener = LoopListener.NONE;
    private TrainState state = TrainState.START;

    public TrainLoop(LoopSettings settings, Objective objective, Dataset dataset) {
        this.settings = settings;
        this.objective = objective;
        this.dataset = dataset;
        this.schedule = new LrSchedule(settings.optim(), settings.epochs());
        callbacks.addAll(objective.callbacks());
    }

    /** Where checkpoints go; if it has one already, the run goes on from there. In memory if not said. */
    public TrainLoop keepingIn(CheckpointStore place) {
        store = place;
        return this;
    }

    /** Who may pause or stop it. */
    public TrainLoop controlledBy(Control by) {
        control = by;
        return this;
    }

    /** Who may cancel it; then nothing more is saved. */
    public TrainLoop watchedBy(Progress by) {
        progress = by;
        return this;
    }

    public TrainLoop telling(LoopListener to) {
        listener = to;
        return this;
    }

    /** Adds what takes part in training; in the order of adding. */
    public TrainLoop with(Callback callback) {
        callbacks.add(callback);
        return this;
    }

    /**
     * Runs all epochs that are left.
     *
     * @throws Problem if the numbers stop being finite again and again, or a checkpoint cannot be written or read
     * @throws java.util.concurrent.CancellationException if cancelled; the last checkpoint stays as it was
     */
    public TrainEnd run() throws Problem {
        Optimiser optimiser = Optimisers.of(objective, settings.optim());
        Resumable run = new Resumable(objective, optimiser, callbacks, settings.ema());
        TrainStep step = new TrainStep(objective, optimiser, callbacks, settings);
        Optional<Snapshot> last = store.last();
        if (last.isPresent()) {
            state = run.putBack(last.get());
        } else {
            store.save(run.take(state), false);
        }
        while (state.epoch() < settings.epochs()) {
            if (state.batch() == 0 && givesUp()) {
                listener.warning(
                        "train.early",
                        "stopped early: no better validation result in "
                                + settings.earlyStop().patience() + " epochs");
                return new TrainEnd(state, TrainEnd.Reason.EARLY);
            }
            Stopwatch watch = new Stopwatch();
            switch (train(run, step, watch)) {
                case DONE -> finishEpoch(run, watch);
                case NOT_FINITE -> goBack(run);
                case STOPPED -> {
                    state = state.plusTime(watch);
                    save(run, state, false);
                    return new TrainEnd(state, TrainEnd.Reason.STOPPED);
                }
            }
        }
        return new TrainEnd(state, TrainEnd.Reason.FINISHED);
    }

    private boolean givesUp() {
        LoopSettings.EarlyStop stop = settings.earlyStop();
        return state.epoch() >= stop.minEpochs()
                && state.best() != null
                && state.epoch() - state.bestEpoch() >= stop.patience();
    }

    private enum Outcome {
        DONE,
        NOT_FINITE,
        STOPPED
    }

    /** Trains what is left of the epoch under way. */
    private Outcome train(Resumable run, TrainStep step, Stopwatch watch) throws Problem {
        int epoch = state.epoch();
        objective.freeze(frozen(epoch));
        if (state.batch() == 0) {
            callbacks.forEach(callback -> callback.beginEpoch(epoch));
        }
        List<? extends BatchOrder> orders = dataset.epoch(epoch);
        listener.begin(
                epoch + 1,
                orders.size(),
                schedule.at(epoch + (double) state.batch() / Math.max(1, orders.size()), state));
        long reported = System.nanoTime();
        try (BatchLoader loader =
                new BatchLoader(orders.subList(state.batch(), orders.size()), settings.loaderThreads())) {
            while (loader.hasNext()) {
                progress.check();
                if (!step.isPending() && asksToStop()) {
                    return Outcome.STOPPED;
                }
                Batch batch = loader.next();
                int at = state.batch();
                // what the engine draws (dropout) must not depend on how often the run was interrupted
                EngineCompat.seed(Seeds.of(settings.seed(), epoch, at));
                StepFigures figures = step.run(
                        batch,
                        new StepContext.Moment(settings.seed(), epoch, at, state.step()),
                        rates(epoch + (double) at / orders.size()),
                        !loader.hasNext(),
                        (epoch + (double) at / orders.size()) / settings.epochs());
                state = state.after(figures, batch.size());
                if (figures.stepped()) {
                    run.stepped(state.step());
                }
                if (!figures.finite()) {
                    listener.warning(
                            "train.skipped",
                            "left out batch " + (at + 1) + " of epoch " + (epoch + 1)
                                    + ": its loss or gradient is not finite");
                }
                if (settings.nan().tooMany(state.sums().inARow(), state.sums().skipped(), orders.size())) {
                    return Outcome.NOT_FINITE;
                }
                if (figures.stepped() && loader.hasNext() && isCheckpointDue()) {
                    save(run, state.plusTime(watch), false);
                }
                long now = System.nanoTime();
                if (now - reported > REPORT_EVERY_NANOS) {
                    reported = now;
                    report(orders.size(), watch, loader);
                }
            }
        }
        return Outcome.DONE;
    }

    private boolean isCheckpointDue() {
        int every = settings.checkpointEverySteps();
        return every > 0 && state.step() % every == 0;
    }

    /** Waits while a pause is wanted; true if the run should end. */
    private boolean asksToStop() {
        Control.Wish wish = control.wish();
        if (wish == Control.Wish.PAUSE) {
            listener.paused(true);
            while (wish == Control.Wish.PAUSE) {
                progress.check();
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new java.util.concurrent.CancellationException("interrupted while waiting");
                }
                wish = control.wish();
            }
            listener.paused(false);
        }
        return wish == Control.Wish.STOP;
    }

    private Set<String> frozen(int epoch) {
        Set<String> frozen = new LinkedHashSet<>(objective.frozen(epoch));
        for (ParamGroup group : objective.groups()) {
            if (group.heldFirst() && schedule.frozen(epoch)) {
                frozen.add(group.name());
            }
        }
        return frozen;
    }

    /** Learning rate by group that is not frozen. */
    private Map<String, Double> rates(double at) {
        Map<String, Double> rates = new LinkedHashMap<>();
        double lr = schedule.at(at, state);
        Set<String> frozen = frozen((int) at);
        for (ParamGroup group : objective.groups()) {
            if (!frozen.contains(group.name())) {
                rates.put(group.name(), lr * settings.optim().groupFactors().getOrDefault(group.name(), 1.0));
            }
        }
        return rates;
    }

    private void report(int batches, Stopwatch watch, BatchLoader loader) {
        EpochSums sums = state.sums();
        double fraction = (state.epoch() + (double) state.batch() / batches) / settings.epochs();
        double perSecond = sums.samples() / (sums.seconds() + watch.seconds());
        progress.report(fraction, "epoch " + (state.epoch() + 1) + ", batch " + state.batch() + " of " + batches);
        listener.progress(new StepReport(
                state.epoch() + 1,
                state.batch(),
                batches,
                schedule.at(state.epoch() + (double) state.batch() / batches, state),
                sums.meanLoss(),
                perSecond,
                Math.clamp(1 - loader.waitedSeconds() / watch.seconds(), 0, 1),
                fraction));
    }

    private void finishEpoch(Resumable run, Stopwatch watch) throws Problem {
        EpochSums sums = state.sums();
        int number = state.epoch() + 1;
        double trainSeconds = sums.seconds() + watch.seconds();
        boolean validates = !objective.figures().isEmpty() && objective.judges(state.epoch());
        SequencedMap<String, Double> figures = new LinkedHashMap<>();
        if (validates && (number % settings.validateEvery() == 0 || number == settings.epochs())) {
            figures = run.withWeightsToUse(() -> objective.validate(progress));
        }
        Double monitored =
                objective.monitor().map(Monitor::figure).map(figures::get).orElse(null);
        boolean best = !objective.figures().isEmpty()
                ? monitored != null
                        && objective
                                .monitor()
                                .map(m -> m.better(
                                        monitored,
                                        state.best(),
                                        settings.earlyStop().minDelta()))
                                .orElse(false)
                : true;
        EpochReport report = new EpochReport(
                number,
                schedule.at(state.epoch(), state),
                sums.meanLoss(),
                sums.meanTerms(),
                sums.meanNorm(),
                figures,
                sums.seconds() + watch.seconds(),
                sums.processorSeconds() + watch.processorSeconds(),
                sums.samples() / trainSeconds,
                sums.skipped(),
                best);
        state = state.nextEpoch(
                best && monitored != null ? Double.valueOf(monitored) : state.best(),
                best ? number : state.bestEpoch(),
                plateau(report, monitored));
        callbacks.forEach(callback -> callback.endEpoch(report));
        listener.epoch(report);
        save(run, state, best);
    }

    /** Without validation the training loss decides. */
    private PlateauState plateau(EpochReport report, @Nullable Double monitored) {
        PlateauState old = state.plateau();
        double minDelta = settings.earlyStop().minDelta();
        Optional<Monitor> monitor = objective.monitor();
        if (monitor.isPresent()) {
            return monitored == null
                    ? old
                    : old.after(
                            monitored,
                            monitor.get().better(monitored, old.best(), minDelta),
                            settings.optim().plateau());
        }
        boolean better = new Monitor("trainLoss", false).better(report.trainLoss(), old.best(), minDelta);
        return old.after(report.trainLoss(), better, settings.optim().plateau());
    }

    private void goBack(Resumable run) throws Problem {
        if (state.restores() >= settings.nan().restores()) {
            throw Problem.input(
                    "train.diverged",
                    "The loss stopped being a number in epoch " + (state.epoch() + 1) + " again and again.",
                    "Lower optim.lr or look at the data.");
        }
        double factor = state.lrFactor() / 2;
        int restores = state.restores() + 1;
        Snapshot good = store.last().orElseThrow(() -> new IllegalStateException("no checkpoint to go back to"));
        int failed = state.epoch() + 1;
        state = run.putBack(good).restored(factor, restores);
        listener.warning(
                "train.restored",
                "epoch " + failed + " was not finite: back to the last checkpoint with half the learning rate");
    }

    private void save(Resumable run, TrainState at, boolean best) throws Problem {
        store.save(run.take(at), best);
        listener.checkpoint(at, best);
    }
}
