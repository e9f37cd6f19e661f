package org.radiloom.ui.compare;

import org.radiloom.annotate.compare.BlindReading;

/** What the window asks for to compare segmentations. */
public interface CompareActions {
    /** Opens the comparison of the series on screen, or closes it. */
    void toggle();

    /** Asks for a file with a segmentation of the images on screen and offers what is in it. */
    void chooseFile();

    /** Goes on by so many places in the list of slices that differ. */
    void step(int by);

    /** Goes to a slice. */
    void goTo(int slice);

    /** Hides which of the two is which. */
    void hide();

    /** Says which of the two is which. */
    void reveal();

    /** Records which of the two the reader finds better. */
    void prefer(BlindReading.Better better);
}
