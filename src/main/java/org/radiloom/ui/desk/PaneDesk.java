package org.radiloom.ui.desk;

import org.radiloom.job.Jobs;

/** Keeps what lies over the image of one pane in step with its series. */
record PaneDesk(Pane pane, GradingDesk grading, AnomalyDesk anomalies) {
    static PaneDesk of(Pane pane, Panes panes, Analyst analyst, Jobs quiet) {
        return new PaneDesk(
                pane, new GradingDesk(pane, () -> panes.active() == pane, analyst, quiet), new AnomalyDesk(pane));
    }
}
