package org.radiloom.ui.desk;

import java.nio.file.Path;
import java.util.List;
import org.radiloom.ui.inspect.InspectorActions;
import org.radiloom.ui.view.SliceSupply;

/** What the window asks for. */
public interface DeskActions extends InspectorActions, SliceSupply {
    /** Asks for a folder and opens it. */
    void openFolder();

    /** Asks for files and opens them. */
    void openFiles();

    /** Opens files and folders. */
    void open(List<Path> paths);

    /** Shows a series of the list. */
    void showSeries(String id);
}
