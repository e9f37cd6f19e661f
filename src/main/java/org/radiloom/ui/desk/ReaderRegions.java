package org.radiloom.ui.desk;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.radiloom.imaging.Polygon;
import org.radiloom.infer.FrameGrade;
import org.radiloom.review.ReaderInput;
import org.radiloom.ui.inspect.ReaderTools;

/** What readers draw and measure on series, wherever they are shown, and how it goes into a grading. */
final class ReaderRegions {
    private final ReaderTools tools;

    ReaderRegions(ReaderTools tools) {
        this.tools = tools;
    }

    /** A grading of a series is done: its regions are the ones that it looked at. */
    void graded(OpenSeries series, List<Analyst.Found> found) {
        GradingDesk.grade(found).ifPresent(finding -> {
            Map<Integer, Polygon> regions = new TreeMap<>();
            Set<Integer> drawn = new TreeSet<>();
            for (FrameGrade frame : finding.perFrame()) {
                frame.region().ifPresent(r -> {
                    regions.put(frame.frame(), r.polygon());
                    if (r.edited()) {
                        drawn.add(frame.frame());
                    }
                });
            }
            tools.region().graded(series.item().id(), regions, drawn);
        });
    }

    /** What the reader has added to a series. */
    ReaderInput input(OpenSeries series) {
        String id = series.item().id();
        Map<String, Double> declared = new TreeMap<>();
        tools.index().declared(id).ifPresent(value -> declared.put(ReaderInput.HEPATORENAL_INDEX, value));
        return new ReaderInput(tools.region().drawn(id), declared);
    }

    /** Forgets what the reader did on a series. */
    void forget(OpenSeries series) {
        tools.region().forget(series.item().id());
        tools.index().forget(series.item().id());
    }

    /** A slice that was waited for has come into memory. */
    void sliceArrived() {
        tools.index().frameArrived();
    }
}
