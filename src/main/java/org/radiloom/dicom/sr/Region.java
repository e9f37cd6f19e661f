package org.radiloom.dicom.sr;

import java.util.List;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.Vec3;

/** Where something was measured. Source: DICOM PS3.16, TID 320, 1410, 1411 and 1501. */
public sealed interface Region {
    /** Drawn on an image, in pixels from the upper left corner of the first one: its centre is at 0.5, 0.5. */
    record OnImage(ContentValue.Area area, SopReference image) implements Region {
        public static OnImage of(ContentValue.Graphic graphic, List<Point> points, SopReference image) {
            return new OnImage(new ContentValue.Area(graphic, points), image);
        }
    }

    /** Drawn in the patient, in millimetres. */
    record InPatient(ContentValue.Space space) implements Region {
        public static InPatient of(ContentValue.Graphic graphic, List<Vec3> points, String frameOfReferenceUid) {
            return new InPatient(new ContentValue.Space(graphic, points, frameOfReferenceUid));
        }
    }

    /**
     * A segment of a segmentation object.
     *
     * @param segment with the segment's number
     * @param images that it was drawn on; may be empty where {@code seriesInstanceUid} says enough
     * @param seriesInstanceUid of the series that it was drawn on; empty where it is not known
     */
    record Segment(SopReference segment, List<SopReference> images, String seriesInstanceUid) implements Region {
        public Segment {
            images = List.copyOf(images);
        }
    }

    /** All of an image, or of the frames that the reference names. */
    record WholeImage(SopReference image) implements Region {}
}
