package org.radiloom.ui.edit;

/** What the window asks for to find and carry on corrections. */
public interface LookActions {
    /** Shows the slice with the largest expected error that nobody has looked at or corrected. */
    void next();

    /** Shows the place before. */
    void previous();

    /** Shows what the neighbours of corrected slices would look like. */
    void propagate();
}
