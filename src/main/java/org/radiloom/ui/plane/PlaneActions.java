package org.radiloom.ui.plane;

/** What the reader asks for around planes and surface. */
public interface PlaneActions {
    /** Cuts the series of the active pane into planes, or shows again what was there before. */
    void toggle();

    /** Looks for the structure whose surface is to be shown. */
    void analyse();

    /** Asks for a place and writes the surface there. */
    void exportSurface();
}
