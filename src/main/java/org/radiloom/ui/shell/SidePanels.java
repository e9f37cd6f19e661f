package org.radiloom.ui.shell;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/**
 * The list of studies and the inspector at the sides of the images. Where the window is narrow, as on a small screen at
 * twice the size, they step back by themselves; what the reader says last holds.
 */
public final class SidePanels {
    /** Below this width, the list of studies steps back. */
    private static final double NARROW = 940;
    /** Below this width, the inspector does, too. */
    private static final double VERY_NARROW = 640;

    private final Node studies;
    private final Node inspector;
    private @Nullable Boolean studiesWanted;
    private @Nullable Boolean inspectorWanted;
    private double width = Double.MAX_VALUE;

    SidePanels(Node studies, Node inspector) {
        this.studies = studies;
        this.inspector = inspector;
    }

    void fit(double now) {
        width = now;
        update();
    }

    public boolean studiesShown() {
        return studiesWanted == null ? width >= NARROW : studiesWanted;
    }

    public boolean inspectorShown() {
        return inspectorWanted == null ? width >= VERY_NARROW : inspectorWanted;
    }

    /** Shows the list of studies, or puts it away; in a very narrow window it takes the place of the inspector. */
    public void toggleStudies() {
        studiesWanted = !studiesShown();
        if (studiesShown() && width < NARROW) {
            inspectorWanted = false;
        }
        update();
    }

    /** Shows the inspector, or puts it away; in a narrow window it takes the place of the studies. */
    public void toggleInspector() {
        inspectorWanted = !inspectorShown();
        if (inspectorShown() && width < NARROW) {
            studiesWanted = false;
        }
        update();
    }

    /** Shows the inspector for what is asked in it. */
    public void showInspector() {
        if (!inspectorShown()) {
            toggleInspector();
        }
    }

    private void update() {
        show(studies, studiesShown());
        show(inspector, inspectorShown());
    }

    private static void show(Node panel, boolean shown) {
        panel.setVisible(shown);
        panel.setManaged(shown);
    }
}
