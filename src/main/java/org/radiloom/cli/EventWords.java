package org.radiloom.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.radiloom.train.run.TrainEvent;

/** Training events as lines for people. */
final class EventWords {
    private static final long EVERY_NANOS = 20_000_000_000L;

    private long nextNanos = System.nanoTime();
    private boolean paused;

    /** Empty for what is not worth a line. */
    Optional<String> of(TrainEvent event) {
        return switch (event) {
            case TrainEvent.Plan e ->
                Optional.of(line(
                        "%s: %,d parameters, %s, %d epochs of %d batches, %s on %s, process %d",
                        e.preset(),
                        e.parameters(),
                        counts(e.data()),
                        e.epochs(),
                        e.batches(),
                        e.engine(),
                        e.processor(),
                        e.pid()));
            case TrainEvent.Stage e -> Optional.of(line("stage %s: %d epochs", e.stage(), e.epochs()));
            case TrainEvent.Epoch e -> Optional.empty();
            case TrainEvent.Step e -> step(e);
            case TrainEvent.Metrics e ->
                Optional.of(line(
                        "epoch %d: loss %.4f%s, %.0f s%s%s",
                        e.epoch(),
                        e.trainLoss(),
                        e.figures().entrySet().stream()
                                .map(f -> line(", %s %.4f", f.getKey(), f.getValue()))
                                .collect(Collectors.joining()),
                        e.seconds(),
                        e.skipped() == 0 ? "" : ", " + e.skipped() + " batches left out",
                        e.best() ? ", best so far" : ""));
            case TrainEvent.Sample e -> Optional.empty();
            case TrainEvent.Saved e -> Optional.empty();
            case TrainEvent.Warning e -> Optional.of("warning: " + e.message());
            case TrainEvent.Done e -> Optional.of(done(e));
            case TrainEvent.Failed e -> Optional.of("failed: " + e.message() + " " + e.remedy());
        };
    }

    private Optional<String> step(TrainEvent.Step e) {
        boolean turned = paused != e.paused();
        paused = e.paused();
        if (turned) {
            return Optional.of((paused ? "paused in epoch " : "goes on in epoch ") + e.epoch() + ", batch " + e.step());
        }
        if (System.nanoTime() < nextNanos) {
            return Optional.empty();
        }
        nextNanos = System.nanoTime() + EVERY_NANOS;
        Double loss = e.loss();
        Double left = e.secondsLeft();
        Double busy = e.busyShare();
        return Optional.of(
                line("epoch %d, batch %d of %d, %.1f images/s", e.epoch(), e.step(), e.of(), e.imagesPerSecond())
                        + (loss == null ? "" : line(", loss %.4f", loss))
                        + (busy == null ? "" : line(", engine busy %.0f %%", 100 * busy))
                        + (left == null ? "" : line(", about %.0f s left", left)));
    }

    private static String done(TrainEvent.Done e) {
        Double best = e.best();
        String monitor = e.monitor();
        String end =
                switch (e.outcome()) {
                    case FINISHED -> "done";
                    case EARLY -> "done early, as the validation result had stopped getting better,";
                    case STOPPED -> "stopped";
                };
        return end + " after " + e.epochs() + " epochs"
                + (best == null || monitor == null
                        ? ""
                        : line("; best %s %.4f in epoch %d", monitor, best, e.bestEpoch()))
                + (e.outcome() == TrainEvent.Outcome.STOPPED ? "; --resume goes on" : "");
    }

    private static String counts(Map<String, Long> data) {
        return data.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
