package org.radiloom.study.measure;

import java.util.Optional;
import java.util.UUID;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.measure.Shape;

/**
 * A shape that a reader has drawn on an image.
 *
 * @param id unique, made when it is drawn
 * @param name what the reader calls it, or the words of a note; empty for none
 * @param label where the reader has put its words, in index coordinates; empty where the program puts them
 */
public record Measurement(String id, ImageKey image, Shape shape, String name, Optional<Point> label) {
    /** A shape that has just been drawn. */
    public static Measurement drawn(ImageKey image, Shape shape) {
        return new Measurement(UUID.randomUUID().toString(), image, shape, "", Optional.empty());
    }

    public Measurement withShape(Shape other) {
        return new Measurement(id, image, other, name, label);
    }

    public Measurement withName(String other) {
        return new Measurement(id, image, shape, other, label);
    }

    public Measurement withLabel(Optional<Point> other) {
        return new Measurement(id, image, shape, name, other);
    }

    /** The same, shifted by pixels together with its words. */
    public Measurement movedBy(double columns, double rows) {
        return new Measurement(
                id,
                image,
                shape.movedBy(columns, rows),
                name,
                label.map(p -> new Point(p.column() + columns, p.row() + rows)));
    }

    /** The kind only: what readers write must not reach a log. */
    @Override
    public String toString() {
        return "Measurement[" + shape.kind() + "]";
    }
}
