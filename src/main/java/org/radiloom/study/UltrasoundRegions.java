package org.radiloom.study;

import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;

/** Pixel size of ultrasound images, stated region by region. Source: DICOM PS3.3 C.8.5.5. */
final class UltrasoundRegions {
    private static final int CENTIMETRES = 3;

    private UltrasoundRegions() {}

    /** The pixel size, if all regions with lengths in both directions agree on one. */
    static @Nullable PixelSpacing spacing(DicomDataset d) {
        PixelSpacing found = null;
        for (DicomDataset region : d.items(Tag.SEQUENCE_OF_ULTRASOUND_REGIONS)) {
            double x = Math.abs(region.decimal(Tag.PHYSICAL_DELTA_X).orElse(0));
            double y = Math.abs(region.decimal(Tag.PHYSICAL_DELTA_Y).orElse(0));
            boolean lengths = region.integer(Tag.PHYSICAL_UNITS_X_DIRECTION).orElse(0) == CENTIMETRES
                    && region.integer(Tag.PHYSICAL_UNITS_Y_DIRECTION).orElse(0) == CENTIMETRES;
            if (!lengths || !(x > 0 && y > 0 && x < 1e4 && y < 1e4)) {
                continue;
            }
            PixelSpacing here = new PixelSpacing(10 * x, 10 * y);
            if (found != null && !found.like(here)) {
                return null;
            }
            found = here;
        }
        return found;
    }
}
