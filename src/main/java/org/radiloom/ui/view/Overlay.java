package org.radiloom.ui.view;

import org.radiloom.dicom.seg.SegmentDescription;
import org.radiloom.imaging.Mask;

/**
 * A structure drawn over the image.
 *
 * @param mask on the grid of the stack that is shown
 * @param areas how much of it lies in each slice
 * @param argb colour of outline and fill, 0xFFRRGGBB
 * @param draft nobody has accepted it yet: dashed outline
 */
public record Overlay(Mask mask, SliceAreas areas, int argb, boolean draft) {
    /** The colour of a mandible. */
    public static final int MANDIBLE = 0xFF000000 | SegmentDescription.MANDIBLE_RGB;
}
