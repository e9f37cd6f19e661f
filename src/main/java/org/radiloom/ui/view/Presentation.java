package org.radiloom.ui.view;

/**
 * How the files of a stack want to be shown.
 *
 * @param turned whether to mirror slices so that front is up and the patient's right is on the left: for files that keep
 *     voxels in an order of their own, not in the order of the screen
 * @param inverted whether the lowest value is meant to be white
 */
public record Presentation(boolean turned, boolean inverted) {
    /** As the pixels lie in the file, the lowest value black. */
    public static final Presentation PLAIN = new Presentation(false, false);
}
