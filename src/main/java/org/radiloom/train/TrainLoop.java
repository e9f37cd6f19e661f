package org.radiloom.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.SegmentationLoss;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

/**
 * Epochs of training with validation, the two stages, the NaN policy and early stopping.
 *
 * <p>Runs on one thread from beginning to end. It knows no files: after every epoch it hands itself to a listener that
 * writes checkpoints and figures.
 */
final class TrainLoop {
    private static final long REPORT_EVERY_NANOS = 1_000_000_000L;

    private final RunConfig config;
    private final Segmenter network;
    private final SliceDataset dataset;
    private final Validator validator;
    private final SegmentationLoss criterion;
    private final Adam optimiser;
    private final LrSchedule schedule;
    private final Progress progress;
    private TrainState state = TrainState.START;

    /** Told after each epoch. */
    interface EpochListener {
        /** @param best whether this epoch has the best validation result so far */
        void done(TrainState state, MetricsRow row, boolean best);
    }

    TrainLoop(RunConfig config, Segmenter network, SliceDataset dataset, Validator validator, Progress progress)
            throws Problem {
        this.config = config;
        this.network = network;
        this.dataset = dataset;
        this.validator = validator;
        this.progress = progress;
        this.criterion = SegmentationLoss.of(config.loss().name());
        this.optimiser = new Adam(network.parameters(), config.optim());
        this.schedule = new LrSchedule(config.optim(), config.train().epochs());
    }

    Adam optimiser() {
        return optimiser;
    }

    /** Goes on from a checkpoint whose weights are loaded already. */
    void startFrom(TrainState loaded) {
        state = loaded;
    }

    /**
     * Runs all epochs that are left.
     *
     * @throws Problem if the numbers stop being finite again and again
     * @throws java.util.concurrent.CancellationException if cancelled; the listener has seen every finished epoch
     */
    TrainState run(EpochListener listener, TrainEvents events) throws Problem {
        RunConfig.Train train = config.train();
        while (state.epoch() < train.epochs()) {
            if (state.epoch() >= train.minEpochs()
                    && state.best() >= 0
                    && state.epoch() - state.bestEpoch() >= train.patience()) {
                events.accept(TrainEvents.event("warning")
                        .put(
                                "message",
                                "stopped early: no better validation result in " + train.patience() + " epochs"));
                break;
            }
            Epoch done = epochWithRestores(events);
            int number = state.epoch() + 1;
            MetricsRow.Validation validation = null;
            if (validator.hasVolumes() && (number % train.validateEvery() == 0 || number == train.epochs())) {
                validation = validator.run(network, criterion, progress);
            }
            boolean best =
                    validation == null ? !validator.hasVolumes() : validation.dice() > state.best() + train.minDelta();
            state = new TrainState(
                    number,
                    state.step() + done.steps,
                    best && validation != null ? validation.dice() : state.best(),
                    best ? number : state.bestEpoch(),
                    state.lrFactor(),
                    state.restores());
            double seconds = (System.nanoTime() - done.startedNanos) / 1e9;
            listener.done(
                    state,
                    new MetricsRow(
                            number,
                            state.lrFactor() * schedule.at(number - 1),
                            done.loss,
                            done.gradientNorm,
                            validation,
                            seconds,
                            done.samples / done.trainSeconds,
                            done.skipped),
                    best);
        }
        return state;
    }

    private record Epoch(
            double loss,
            double gradientNorm,
            long steps,
            int samples,
            int skipped,
            long startedNanos,
            double trainSeconds,
            boolean good) {}

    private Epoch epochWithRestores(TrainEvents events) throws Problem {
        while (true) {
            Map<String, FloatTensor> weights = Weights.copy(network);
            Map<String, FloatTensor> moments = optimiser.state();
            Epoch epoch = epoch(events);
            if (epoch.good) {
                return epoch;
            }
            if (state.restores() >= NanPolicy.MOST_RESTORES) {
                throw Problem.input(
                        "train.diverged",
                        "The loss stopped being a number in epoch " + (state.epoch() + 1) + " again and again.",
                        "Lower optim.lr or look at the data.");
            }
            Weights.restore(network, weights, "the last epoch");
            optimiser.restore(moments);
            state = new TrainState(
                    state.epoch(),
                    state.step(),
                    state.best(),
                    state.bestEpoch(),
                    state.lrFactor() / 2,
                    state.restores() + 1);
            events.accept(TrainEvents.event("warning")
                    .put("message", "not finite: back to the last epoch with half the learning rate")
                    .put("epoch", state.epoch() + 1));
        }
    }

    private Epoch epoch(TrainEvents events) {
        int epoch = state.epoch();
        boolean frozen = schedule.frozen(epoch);
        network.freezeEncoder(frozen);
        List<String> learning = new ArrayList<>(network.parameters().keySet());
        if (frozen) {
            learning.removeAll(network.encoderParameters().keySet());
        }
        // dropout draws from the engine's stream: a resumed run must meet the same numbers
        EngineCompat.seed(Seeds.of(config.run().seed(), epoch));
        List<SliceDataset.Order> orders = dataset.epoch(epoch);
        NanPolicy policy = new NanPolicy(orders.size());
        TrainStep step =
                new TrainStep(network, criterion, optimiser, config.train().accumulate());
        double loss = 0;
        double norms = 0;
        long steps = 0;
        int samples = 0;
        int good = 0;
        long started = System.nanoTime();
        long reported = started;
        try (BatchLoader loader = new BatchLoader(orders, config.train().loaderThreads())) {
            for (int at = 0; loader.hasNext(); at++) {
                progress.check();
                Batch batch = loader.next();
                double lr = state.lrFactor() * schedule.at(epoch + (double) at / orders.size());
                TrainStep.Result result = step.run(batch, learning, lr, !loader.hasNext());
                if (policy.tooMany(result.finite())) {
                    return new Epoch(0, 0, 0, 0, policy.skipped(), started, 1, false);
                }
                if (result.finite()) {
                    loss += result.loss();
                    good++;
                }
                if (result.stepped()) {
                    norms += result.gradientNorm();
                    steps++;
                }
                samples += batch.size();
                long now = System.nanoTime();
                if (now - reported > REPORT_EVERY_NANOS) {
                    reported = now;
                    report(epoch, at + 1, orders.size(), loss / Math.max(1, good), events);
                }
            }
        }
        return new Epoch(
                loss / Math.max(1, good),
                norms / Math.max(1, steps),
                steps,
                samples,
                policy.skipped(),
                started,
                (System.nanoTime() - started) / 1e9,
                true);
    }

    private void report(int epoch, int batch, int batches, double loss, TrainEvents events) {
        double fraction = (epoch + (double) batch / batches) / config.train().epochs();
        progress.report(fraction, "epoch " + (epoch + 1) + ", batch " + batch + " of " + batches);
        events.accept(TrainEvents.event("progress")
                .put("epoch", epoch + 1)
                .put("batch", batch)
                .put("batches", batches)
                .put("trainLoss", loss)
                .put("fraction", fraction));
    }
}
