package org.radiloom.ui.edit;

/** What the window asks for to correct a segmentation. */
public interface EditActions {
    /** Opens the segmentation of the series on screen, or begins one. */
    void start();

    /** Opens the model's mask of the series on screen as a draft that can be corrected. */
    void correct();
}
