package org.radiloom.ui.measure;

import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Cursor;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeType;
import javafx.scene.text.TextAlignment;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.ui.view.HaloText;

/** One shape on screen: a line with a dark rim, a wider one to hit, and words that can be dragged away. */
final class ShapeNode {
    static final Color COLOUR = Color.web("#F2D06B");
    static final Color SELECTED = Color.web("#58A6FF");
    private static final double REACH = 10;
    private static final double PADDING = 3;
    private static final double FAR = 28;

    private final Path rim = path(4, Color.rgb(0, 0, 0, 0.65));
    private final Path line = path(1.5, COLOUR);
    private final Path hit = path(REACH, Color.TRANSPARENT);
    private final Line leader = new Line();
    private final HaloText plain = new HaloText(12, false, TextAlignment.LEFT, COLOUR);
    private final HaloText marked = new HaloText(12, false, TextAlignment.LEFT, SELECTED);
    private final Rectangle grip = new Rectangle();
    private final Group label = new Group(plain, marked, grip);
    private double labelX;
    private double labelY;

    ShapeNode() {
        hit.setMouseTransparent(false);
        hit.setCursor(Cursor.HAND);
        leader.setManaged(false);
        leader.setMouseTransparent(true);
        leader.setStrokeWidth(1);
        leader.getStrokeDashArray().setAll(3.0, 3.0);
        label.setManaged(false);
        label.setCursor(Cursor.MOVE);
        grip.setFill(Color.TRANSPARENT);
        grip.setX(-PADDING);
        grip.setY(-PADDING);
    }

    private static Path path(double width, Color colour) {
        var path = new Path();
        path.setManaged(false);
        path.setMouseTransparent(true);
        path.setStrokeWidth(width);
        path.setStroke(colour);
        path.setStrokeType(StrokeType.CENTERED);
        path.setStrokeLineCap(StrokeLineCap.ROUND);
        return path;
    }

    List<Node> nodes() {
        return List.of(rim, line, hit, leader, label);
    }

    Node hit() {
        return hit;
    }

    Node label() {
        return label;
    }

    Path line() {
        return line;
    }

    String words() {
        return plain.words();
    }

    /** The upper left corner of the words. */
    double labelX() {
        return labelX;
    }

    double labelY() {
        return labelY;
    }

    void hide() {
        nodes().forEach(n -> n.setVisible(false));
    }

    /** Draws the lines and says where they are. */
    Bounds lines(Shape.Kind kind, List<Point> points, ViewTransform place, boolean complete, boolean selected) {
        // an element of a path belongs to one path
        for (Path path : List.of(rim, line, hit)) {
            path.getElements().setAll(ShapePaths.of(kind, points, place, complete));
            path.setVisible(!path.getElements().isEmpty());
        }
        line.setStroke(selected ? SELECTED : COLOUR);
        double left = Double.POSITIVE_INFINITY;
        double top = left;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = right;
        for (Point p : points) {
            var at = place.toView(p.column(), p.row());
            left = Math.min(left, at.x());
            top = Math.min(top, at.y());
            right = Math.max(right, at.x());
            bottom = Math.max(bottom, at.y());
        }
        return new BoundingBox(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    /** Sets the words and says how large they are. */
    void setWords(String text, boolean selected) {
        plain.setWords(text);
        marked.setWords(text);
        plain.setVisible(!selected);
        marked.setVisible(selected);
        grip.setWidth(plain.width() + 2 * PADDING);
        grip.setHeight(plain.height() + 2 * PADDING);
        label.setVisible(!text.isEmpty());
    }

    double labelWidth() {
        return plain.width();
    }

    double labelHeight() {
        return plain.height();
    }

    /** Puts the words at a place, with a thin line to a shape that is far away. */
    void place(Bounds at, Bounds shape, boolean selected) {
        labelX = Math.rint(at.getMinX());
        labelY = Math.rint(at.getMinY());
        label.setLayoutX(labelX);
        label.setLayoutY(labelY);
        double x = Math.clamp(at.getCenterX(), shape.getMinX(), shape.getMaxX());
        double y = Math.clamp(at.getCenterY(), shape.getMinY(), shape.getMaxY());
        double fromX = Math.clamp(x, at.getMinX(), at.getMaxX());
        double fromY = Math.clamp(y, at.getMinY(), at.getMaxY());
        leader.setVisible(label.isVisible() && Math.hypot(x - fromX, y - fromY) > FAR);
        leader.setStroke((selected ? SELECTED : COLOUR).deriveColor(0, 1, 1, 0.7));
        leader.setStartX(fromX);
        leader.setStartY(fromY);
        leader.setEndX(x);
        leader.setEndY(y);
    }
}
