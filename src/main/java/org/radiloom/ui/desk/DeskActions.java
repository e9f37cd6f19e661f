package org.radiloom.ui.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.radiloom.dicom.AttributeRow;
import org.radiloom.ui.browse.EarlierStudy;
import org.radiloom.ui.browse.RecentPlace;
import org.radiloom.ui.inspect.InspectorActions;
import org.radiloom.ui.plane.PlaneActions;
import org.radiloom.ui.view.SliceSupply;

/** What the window asks for. */
public interface DeskActions extends InspectorActions {
    /** Asks for a folder and opens it. */
    void openFolder();

    /** Asks for files and opens them. */
    void openFiles();

    /** Opens files and folders. */
    void open(List<Path> paths);

    /** Opens a study that was opened before, and shows its first series. */
    void openStudy(EarlierStudy study);

    /** Opens what was opened before. */
    void openPlace(RecentPlace place);

    /** Takes a study off the list of those that were opened before; its files stay. */
    void forget(EarlierStudy study);

    /** Takes a place off the list of those that were opened before; what lies there stays. */
    void forget(RecentPlace place);

    /** Gives {@code then} the DICOM attributes of a slice of the series on screen, once they have been read. */
    void readAttributes(int slice, Consumer<List<AttributeRow>> then);

    /** Asks where to write a file and writes it; its suggested name says what it is. */
    void saveAs(String title, String name, byte[] content);

    /** Shows a series of the list in the active pane. */
    void showSeries(String id);

    /** Shows a series of the list in a pane, which becomes the active one. */
    void showSeries(String id, Pane pane);

    /** Shows another number of panes; those that are empty get the next series of the patient. */
    void arrange(PaneGrid grid);

    /** Shows the series on screen beside the one that is most like it in another study of the patient. */
    void compare();

    /** Where the slices of a pane come from. */
    SliceSupply supply(Pane pane);

    /** Planes through a series, and the surface of what was found in it. */
    PlaneActions planes();
}
