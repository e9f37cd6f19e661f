package org.radiloom.ui.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import org.radiloom.imaging.ViewTransform;

/** Something drawn over the image, such as a region that a reader may change. */
public interface ViewportLayer {
    /**
     * What is on screen.
     *
     * @param slice that is painted, -1 when there is none
     * @param place where it lies in the viewport
     * @param width of the viewport
     * @param height of the viewport
     * @param overlays whether the reader wants to see what lies over the image
     * @param opacity of filled areas, 0 to 1
     */
    record Shown(int slice, ViewTransform place, double width, double height, boolean overlays, double opacity) {}

    /** What it draws, from back to front; asked for once. */
    List<Node> nodes();

    /** Puts it where it belongs; called in every layout. */
    void place(Shown shown);

    /** Does what a key stands for while the viewport has the focus, and says whether it did. */
    default boolean pressed(KeyEvent key) {
        return false;
    }
}
