package org.radiloom.ui.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.imaging.measure.Shape.Kind;

/**
 * A shape that is being drawn, by dragging, by clicks, or both in turn: a press sets a point and opens the next, which
 * follows the pointer; letting go after a drag sets that one too.
 */
final class Drawing {
    private final Kind kind;
    private final int slice;
    private final List<Point> points = new ArrayList<>();
    private boolean last;

    Drawing(Kind kind, int slice, Point first) {
        this.kind = kind;
        this.slice = slice;
        points.add(first);
        open(first);
    }

    private void open(Point at) {
        if (points.size() < kind.most()) {
            points.add(at);
        } else {
            last = true;
        }
    }

    Kind kind() {
        return kind;
    }

    int slice() {
        return slice;
    }

    /** Set points and the one that follows the pointer. */
    List<Point> points() {
        return List.copyOf(points);
    }

    /** The button goes down again. */
    void press(Point at) {
        points.set(points.size() - 1, at);
        open(at);
    }

    /** The pointer moves, with or without a button. */
    void move(Point at) {
        if (kind == Kind.FREEHAND) {
            return;
        }
        points.set(points.size() - 1, at);
    }

    /** The pointer moves with the button down: a line by hand grows. */
    void trace(Point at) {
        if (kind == Kind.FREEHAND) {
            points.add(at);
        } else {
            move(at);
        }
    }

    /** The button goes up; whether the shape is complete. */
    boolean release(Point at, boolean dragged) {
        if (kind == Kind.FREEHAND || last) {
            return true;
        }
        if (dragged) {
            points.set(points.size() - 1, at);
            if (points.size() == kind.most()) {
                return true;
            }
            open(at);
        }
        return false;
    }

    /** Ends a polygon at its last set point. */
    void close() {
        if (kind == Kind.POLYGON && points.size() > 1) {
            points.removeLast();
        }
    }

    /** The shape as far as it is drawn; empty while points are lacking. */
    Optional<Shape> shape() {
        return points.size() < kind.fewest() ? Optional.empty() : Optional.of(new Shape(kind, points));
    }

    /**
     * The shape when drawing ends; empty if it has no extent, so that a stray click leaves nothing behind.
     *
     * @param pixel size of a screen pixel in image pixels
     */
    Optional<Shape> finished(double pixel) {
        List<Point> kept = kind == Kind.FREEHAND && points.size() > 3
                ? new Polygon(points).thinned(0.5 * pixel).points()
                : withoutRepeats();
        if (kept.size() < kind.fewest()) {
            return Optional.empty();
        }
        Shape shape = new Shape(kind, kept);
        boolean dot = kind == Kind.PROBE || kind == Kind.TEXT;
        Shape.Box box = shape.box();
        boolean enough = kind.region()
                ? Math.min(box.width(), box.height()) > 2 * pixel
                : Math.hypot(box.width(), box.height()) > 3 * pixel;
        return dot || enough ? Optional.of(shape) : Optional.empty();
    }

    /** A double click sets the last corner twice. */
    private List<Point> withoutRepeats() {
        if (kind != Kind.POLYGON) {
            return points;
        }
        List<Point> kept = new ArrayList<>();
        for (Point p : points) {
            if (kept.isEmpty() || !kept.getLast().equals(p)) {
                kept.add(p);
            }
        }
        return kept;
    }
}
