package org.radiloom.ui.edit;

import org.radiloom.annotate.file.SegmentationFormat;

/** Files that segmentations are read from and written to. */
public interface EditFileActions {
    /** Asks for a file and puts what it holds into the segmentation of the series on screen, in one step. */
    void importSegmentation();

    /** Asks for a place and writes the segmentation of the images on screen there. */
    void exportSegmentation(SegmentationFormat format);

    /** Asks for a place and writes there what the work on all cases took. */
    void exportEffort();
}
