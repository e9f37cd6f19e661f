package org.radiloom.dicom.sr;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.Vec3;

/** What a content item says. Source: DICOM PS3.3, table C.17.3-7. */
public sealed interface ContentValue {
    /**
     * Holds others.
     *
     * @param continuous whether they read as one text
     * @param template number of the template of PS3.16 that they follow; empty for none
     */
    record Container(boolean continuous, String template) implements ContentValue {}

    /** Words. */
    record Text(String text) implements ContentValue {}

    /** A term. */
    record Coded(Code code) implements ContentValue {}

    /**
     * A number.
     *
     * @param value finite; empty where there is none, which {@code qualifier} then explains
     * @param unit of UCUM, as a rule; empty only where there is no value
     * @param qualifier why there is no value, or what is special about it (CID 42)
     */
    record Numeric(OptionalDouble value, Optional<Code> unit, Optional<Code> qualifier) implements ContentValue {
        public Numeric {
            if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
                throw new IllegalArgumentException("a numeric item of " + value);
            }
        }
    }

    /** An identifier of anything. */
    record Uid(String uid) implements ContentValue {}

    /** A person, as DICOM writes names. */
    record Person(String name) implements ContentValue {}

    /** A point in time, as DICOM writes it (DT). */
    record Moment(String dateTime) implements ContentValue {}

    /** A day, as DICOM writes it (DA). */
    record Day(String date) implements ContentValue {}

    /** A time of day, as DICOM writes it (TM). */
    record Hour(String time) implements ContentValue {}

    /** An image, or some frames or segments of it. */
    record Image(SopReference reference) implements ContentValue {}

    /** Another instance. */
    record Composite(SopReference reference) implements ContentValue {}

    /** A place on an image: in pixels from the upper left corner of the first one; 32-bit numbers. */
    record Area(Graphic graphic, List<Point> points) implements ContentValue {
        public Area {
            points = points.stream()
                    .map(p -> new Point((float) p.column(), (float) p.row()))
                    .toList();
        }
    }

    /** A place in the patient, in millimetres (LPS); 32-bit numbers. */
    record Space(Graphic graphic, List<Vec3> points, String frameOfReferenceUid) implements ContentValue {
        public Space {
            points = points.stream()
                    .map(p -> new Vec3((float) p.x(), (float) p.y(), (float) p.z()))
                    .toList();
        }
    }

    /** An item that stands elsewhere in the tree: its place on each level, counted from 1, from the root's 1 on. */
    record Elsewhere(List<Integer> path) implements ContentValue {
        public Elsewhere {
            path = List.copyOf(path);
        }
    }

    /**
     * A kind that is not understood, such as a waveform or a table.
     *
     * @param type as the file names it
     */
    record Unknown(String type) implements ContentValue {}

    /** Shapes of places. Source: DICOM PS3.3, C.18.6 and C.18.9. */
    enum Graphic {
        POINT,
        MULTIPOINT,
        POLYLINE,
        /** Closed; only in the patient. */
        POLYGON,
        /** Centre, a point on the line; only on images. */
        CIRCLE,
        /** Both ends of the long axis, both ends of the short one. */
        ELLIPSE,
        /** Both ends of each of three axes; only in the patient. */
        ELLIPSOID
    }
}
