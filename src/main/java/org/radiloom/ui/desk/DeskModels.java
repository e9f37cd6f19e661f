package org.radiloom.ui.desk;

import org.radiloom.ui.browse.BrowserModel;
import org.radiloom.ui.inspect.InspectorModel;
import org.radiloom.ui.inspect.ReaderTools;
import org.radiloom.ui.view.ViewportModel;

/** Everything the window shows; all of it is used on one thread. */
public record DeskModels(
        BrowserModel browser,
        ViewportModel viewport,
        InspectorModel inspector,
        ReaderTools tools,
        JobList jobs,
        StatusModel status) {
    /** An empty window. */
    public static DeskModels empty() {
        return new DeskModels(
                new BrowserModel(),
                new ViewportModel(),
                new InspectorModel(),
                ReaderTools.create(),
                new JobList(),
                new StatusModel());
    }
}
