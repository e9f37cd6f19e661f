package org.radiloom.dicom.seg;

import java.util.List;
import org.radiloom.imaging.Vec3;

/**
 * A structure as closed lines in planes of the source images.
 *
 * @param number of the structure within its set, at least 1
 * @param rgb colour, 0xRRGGBB
 */
public record StructureContours(int number, String name, int rgb, CodedConcept code, List<PlanarContour> contours) {
    /**
     * A closed line.
     *
     * @param slice of the source images, 0-based
     * @param points mm LPS; the last joins the first
     */
    public record PlanarContour(int slice, List<Vec3> points) {
        public PlanarContour {
            points = List.copyOf(points);
        }
    }

    public StructureContours {
        contours = List.copyOf(contours);
    }
}
