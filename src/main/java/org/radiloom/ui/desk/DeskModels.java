package org.radiloom.ui.desk;

import org.radiloom.ui.browse.BrowserModel;
import org.radiloom.ui.inspect.InspectorModel;
import org.radiloom.ui.inspect.ReaderTools;
import org.radiloom.ui.plane.PlanesModel;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.PatientData;

/** Everything the window shows; all of it is used on one thread. */
public record DeskModels(
        BrowserModel browser,
        Panes panes,
        Linking linking,
        PlanesModel planes,
        JobList jobs,
        StatusModel status,
        PatientData patients,
        KeyImages keyImages) {
    /** An empty window. */
    public static DeskModels empty() {
        var panes = new Panes();
        return new DeskModels(
                new BrowserModel(),
                panes,
                new Linking(panes),
                new PlanesModel(),
                new JobList(),
                new StatusModel(),
                new PatientData(),
                new KeyImages());
    }

    /** The viewport of the active pane. */
    public ViewportModel viewport() {
        return panes.active().viewport();
    }

    /** What the right panel shows of the active pane. */
    public InspectorModel inspector() {
        return panes.active().inspector();
    }

    /** What the reader works with in the active pane. */
    public ReaderTools tools() {
        return panes.active().tools();
    }
}
