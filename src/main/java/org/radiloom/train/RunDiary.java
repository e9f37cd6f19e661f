package org.radiloom.train;

import org.radiloom.train.loop.EpochReport;
import org.radiloom.train.loop.LoopListener;
import org.radiloom.train.loop.TrainState;

/** Turns what a loop tells into events and lines of the run folder. */
final class RunDiary implements LoopListener {
    private final RunFolder folder;
    private final TrainEvents events;
    private final MetricsTable table;

    RunDiary(RunFolder folder, TrainEvents events, MetricsTable table) {
        this.folder = folder;
        this.events = events;
        this.table = table;
    }

    @Override
    public void progress(int epoch, int batch, int batches, double loss, double samplesPerSecond, double fraction) {
        events.accept(TrainEvents.event("progress")
                .put("epoch", epoch)
                .put("batch", batch)
                .put("batches", batches)
                .put("trainLoss", loss)
                .put("samplesPerSecond", samplesPerSecond)
                .put("fraction", fraction));
    }

    @Override
    public void warning(String code, String message) {
        events.accept(TrainEvents.event("warning").put("code", code).put("message", message));
    }

    @Override
    public void epoch(EpochReport report) {
        folder.addMetrics(table.header(), table.line(report));
        events.accept(MetricsTable.event(report));
    }

    @Override
    public void checkpoint(TrainState state, boolean best) {
        events.accept(TrainEvents.event("checkpoint")
                .put("epoch", state.epoch())
                .put("batch", state.batch())
                .put("step", state.step())
                .put("best", best));
    }

    @Override
    public void paused(boolean waiting) {
        events.accept(TrainEvents.event(waiting ? "paused" : "resumed"));
    }
}
