package org.radiloom.ui.edit;

import java.util.Optional;
import javafx.scene.Node;

/** A part of the tab that corrects, such as the list of segments. */
public interface EditSection {
    /** What it looks like; asked for once. A node that is hidden takes no room. */
    Node node();

    /**
     * Writes again what differs from what it says. Called with every change while the tab is on screen, also while a tool
     * moves: it must be cheap when nothing differs. Whether the node is seen is set every time, since the panel may have hidden it.
     *
     * @param on the segmentation of the images on screen; empty while they are not being corrected
     */
    void update(Optional<EditCase> on);
}
