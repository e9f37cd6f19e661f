package org.radiloom.study;

import java.nio.file.Path;
import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.problem.Problem;

/**
 * The part of an ultrasound image that shows tissue in grey, without the text, scales and traces around it: the bounds of all
 * its regions of two-dimensional tissue. Source: DICOM PS3.3 C.8.5.5.
 *
 * @param column of its first pixel
 * @param row of its first pixel
 * @param width pixels
 * @param height pixels
 */
public record UltrasoundSector(int column, int row, int width, int height) {
    private static final int TWO_DIMENSIONAL = 1;
    private static final int TISSUE = 1;
    private static final int NOWHERE = -1;

    /**
     * The sector that the tags of a DICOM file name.
     *
     * @return empty if they name none that lies in the image
     * @throws Problem if the file cannot be read
     */
    public static Optional<UltrasoundSector> of(Path file) throws Problem {
        return of(DicomFile.read(file, ReadOptions.HEADER).dataset());
    }

    static Optional<UltrasoundSector> of(DicomDataset d) {
        int columns = d.integer(Tag.COLUMNS).orElse(0);
        int rows = d.integer(Tag.ROWS).orElse(0);
        int left = columns;
        int top = rows;
        int right = 0;
        int bottom = 0;
        for (DicomDataset region : d.items(Tag.SEQUENCE_OF_ULTRASOUND_REGIONS)) {
            int x0 = region.integer(Tag.REGION_LOCATION_MIN_X0).orElse(NOWHERE);
            int y0 = region.integer(Tag.REGION_LOCATION_MIN_Y0).orElse(NOWHERE);
            // the last pixel inside
            int x1 = Math.min(
                    columns - 1, region.integer(Tag.REGION_LOCATION_MAX_X1).orElse(NOWHERE));
            int y1 = Math.min(
                    rows - 1, region.integer(Tag.REGION_LOCATION_MAX_Y1).orElse(NOWHERE));
            boolean tissue = region.integer(Tag.REGION_SPATIAL_FORMAT).orElse(0) == TWO_DIMENSIONAL
                    && region.integer(Tag.REGION_DATA_TYPE).orElse(0) == TISSUE;
            if (tissue && x0 >= 0 && y0 >= 0 && x1 > x0 && y1 > y0) {
                left = Math.min(left, x0);
                top = Math.min(top, y0);
                right = Math.max(right, x1 + 1);
                bottom = Math.max(bottom, y1 + 1);
            }
        }
        return right > left && bottom > top
                ? Optional.of(new UltrasoundSector(left, top, right - left, bottom - top))
                : Optional.empty();
    }
}
