package org.radiloom.ui.shell;

import org.radiloom.ui.draw.RegionModel;
import org.radiloom.ui.inspect.ReaderTools;
import org.radiloom.ui.measure.MeasureModel;

/** Takes back what was done last, whichever tool did it. */
record UndoRoute(RegionModel region, MeasureModel measure) {
    static UndoRoute of(ReaderTools tools) {
        return new UndoRoute(tools.region(), tools.measure());
    }

    boolean canUndo() {
        return region.canUndo() || measure.canUndo();
    }

    void undo() {
        long ofRegion = region.lastChangeNanos().orElse(0);
        long ofMeasure = measure.lastChangeNanos().orElse(0);
        // clocks that count nanoseconds from anywhere are compared by their difference
        boolean regionLast = !measure.canUndo() || (region.canUndo() && ofRegion - ofMeasure > 0);
        if (regionLast) {
            region.undo();
        } else {
            measure.undo();
        }
    }
}
