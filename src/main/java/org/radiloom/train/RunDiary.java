package org.radiloom.train;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.EpochReport;
import org.radiloom.train.loop.LoopListener;
import org.radiloom.train.loop.Monitor;
import org.radiloom.train.loop.StepReport;
import org.radiloom.train.loop.TrainState;
import org.radiloom.train.run.TrainEvent;

/** Turns what a loop tells into events and lines of the run folder. */
final class RunDiary implements LoopListener {
    private final RunFolder folder;
    private final TrainEvents events;
    private final MetricsTable table;
    private final Optional<Monitor> monitor;
    private Optional<SamplePictures> pictures = Optional.empty();
    private final int epochs;
    private final long startNanos = System.nanoTime();
    private double startFraction = -1;
    private long pausedSinceNanos;
    private long pausedNanos;
    private StepReport last = new StepReport(1, 0, 0, 0, Double.NaN, 0, 0, 0);

    /** @param epochs most epochs of the run */
    RunDiary(RunFolder folder, TrainEvents events, MetricsTable table, Optional<Monitor> monitor, int epochs) {
        this.folder = folder;
        this.events = events;
        this.table = table;
        this.monitor = monitor;
        this.epochs = epochs;
    }

    /** Draws these after every epoch that was validated. */
    RunDiary showing(SamplePictures these) {
        pictures = Optional.of(these);
        return this;
    }

    @Override
    public void begin(int epoch, int batches, double lr) {
        last = new StepReport(epoch, 0, batches, lr, Double.NaN, 0, 0, (epoch - 1.0) / epochs);
        if (startFraction < 0) {
            startFraction = last.fraction();
        }
        events.accept(new TrainEvent.Epoch(epoch, epochs, lr, batches));
    }

    @Override
    public void progress(StepReport report) {
        last = report;
        tell(report, report.samplesPerSecond(), false);
    }

    @Override
    public void paused(boolean waiting) {
        long now = System.nanoTime();
        if (waiting) {
            pausedSinceNanos = now;
        } else {
            pausedNanos += now - pausedSinceNanos;
        }
        tell(last, 0, waiting);
    }

    private void tell(StepReport at, double rate, boolean paused) {
        events.accept(new TrainEvent.Step(
                at.epoch(),
                at.batch(),
                at.batches(),
                rate,
                at.lr(),
                Double.isFinite(at.loss()) ? at.loss() : null,
                secondsLeft(at.fraction()),
                at.batch() == 0 ? null : at.busyShare(),
                paused));
    }

    /** From the pace of this process so far, validation included. */
    private @Nullable Double secondsLeft(double fraction) {
        double done = fraction - startFraction;
        if (done <= 0) {
            return null;
        }
        return (System.nanoTime() - startNanos - pausedNanos) / 1e9 * (1 - fraction) / done;
    }

    @Override
    public void warning(String code, String message) {
        events.accept(new TrainEvent.Warning(code, message));
    }

    @Override
    public void epoch(EpochReport report) {
        folder.addMetrics(table.header(), table.line(report));
        events.accept(new TrainEvent.Metrics(
                report.epoch(),
                report.lr(),
                report.trainLoss(),
                report.termLosses(),
                report.gradientNorm(),
                report.figures(),
                monitor.map(Monitor::figure).orElse(null),
                report.best(),
                report.seconds(),
                report.processorSeconds(),
                report.samplesPerSecond(),
                report.skipped()));
        if (pictures.isPresent() && !report.figures().isEmpty()) {
            draw(pictures.get(), report.epoch());
        }
    }

    /** A picture that cannot be written is a pity, not the end. */
    private void draw(SamplePictures these, int epoch) {
        try {
            List<String> files = these.draw(epoch);
            for (int n = 0; n < files.size(); n++) {
                events.accept(new TrainEvent.Sample(epoch, n + 1, files.get(n)));
            }
        } catch (Problem e) {
            events.accept(new TrainEvent.Warning(e.code(), e.sentence()));
        }
    }

    @Override
    public void checkpoint(TrainState state, boolean best) {
        events.accept(new TrainEvent.Saved(
                state.epoch(), state.batch(), state.step(), best ? List.of("last", "best") : List.of("last")));
    }
}
