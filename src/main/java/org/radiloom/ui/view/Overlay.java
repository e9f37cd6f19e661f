package org.radiloom.ui.view;

import org.radiloom.dicom.seg.SegmentDescription;

/**
 * A structure drawn over the image.
 *
 * @param mask in the slices of the stack that is shown
 * @param areas how much of it lies in each slice
 * @param argb colour of outline and fill, 0xFFRRGGBB
 * @param draft nobody has accepted it yet: dashed outline
 */
public record Overlay(SliceMask mask, SliceAreas areas, int argb, boolean draft) {
    /** The colour of a mandible. */
    public static final int MANDIBLE = 0xFF000000 | SegmentDescription.MANDIBLE_RGB;
}
