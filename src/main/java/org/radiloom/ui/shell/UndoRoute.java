package org.radiloom.ui.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.draw.RegionModel;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.inspect.ReaderTools;
import org.radiloom.ui.measure.MeasureModel;

/** Takes back what was done last, whichever tool did it. */
record UndoRoute(RegionModel region, MeasureModel measure, Optional<EditCase> correction) {
    /** Something that can be taken back, and when it was done. */
    private record Last(long nanos, Runnable undo) {}

    static UndoRoute of(DeskModels models) {
        ReaderTools tools = models.tools();
        return new UndoRoute(
                tools.region(),
                tools.measure(),
                tools.edit().on(models.viewport().stack()));
    }

    private List<Last> all() {
        List<Last> all = new ArrayList<>();
        if (region.canUndo()) {
            all.add(new Last(region.lastChangeNanos().orElse(0), region::undo));
        }
        if (measure.canUndo()) {
            all.add(new Last(measure.lastChangeNanos().orElse(0), measure::undo));
        }
        correction
                .filter(EditCase::canUndo)
                .ifPresent(on -> all.add(new Last(on.lastStepNanos().orElse(beforeAll(all)), on::undo)));
        return all;
    }

    /** Steps of earlier days come after everything that was done since the window was opened. */
    private static long beforeAll(List<Last> others) {
        long least = System.nanoTime();
        for (Last each : others) {
            least = each.nanos - least < 0 ? each.nanos : least;
        }
        return least - 1;
    }

    boolean canUndo() {
        return !all().isEmpty();
    }

    void undo() {
        // clocks that count nanoseconds from anywhere are compared by their difference
        all().stream()
                .max(Comparator.comparingLong(last -> last.nanos - System.nanoTime()))
                .ifPresent(last -> last.undo.run());
    }

    boolean canRedo() {
        return measure.canRedo() || correction.filter(EditCase::canRedo).isPresent();
    }

    void redo() {
        if (correction.filter(EditCase::canRedo).isPresent()) {
            correction.get().redo();
        } else {
            measure.redo();
        }
    }
}
