package org.radiloom.ui.desk;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.ui.anomaly.AnomalyColours;
import org.radiloom.ui.anomaly.AnomalyModel;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.view.SliceMarks;
import org.radiloom.ui.view.ViewportModel;

/** Keeps the maps of anomalies, and their marks on the ruler, in step with the series and the slice on screen. */
final class AnomalyDesk {
    private final ViewportModel viewport;
    private final AnomalyModel maps;

    AnomalyDesk(Pane pane) {
        viewport = pane.viewport();
        maps = pane.tools().anomaly();
        viewport.onChange(() -> maps.goTo(viewport.slice()));
    }

    /** These findings belong to the series on screen. */
    void offer(List<Analyst.Found> found) {
        maps.goTo(viewport.slice());
        Optional<AnomalyFinding> finding = finding(found);
        finding.ifPresentOrElse(maps::show, maps::clear);
        viewport.over().setMarks(finding.map(AnomalyDesk::marks).orElse(SliceMarks.NONE));
    }

    private static Optional<AnomalyFinding> finding(List<Analyst.Found> found) {
        for (Analyst.Found each : found) {
            if (each instanceof Analyst.Found.Anomaly a && a.summary().state() != FindingState.REJECTED) {
                return Optional.of(a.summary().finding());
            }
        }
        return Optional.empty();
    }

    private static SliceMarks marks(AnomalyFinding finding) {
        var above = new BitSet();
        finding.perSlice().stream()
                .filter(s -> s.above() && s.counts())
                .mapToInt(SliceAnomaly::slice)
                .forEach(above::set);
        return new SliceMarks(above, AnomalyColours.ABOVE_RGB);
    }
}
