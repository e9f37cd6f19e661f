package org.radiloom.ui.draw;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Cursor;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.StrokeType;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.words.Words;

/**
 * The liver region over the frame: an outline, dashed in a draft and solid once a reader has accepted it; while it is
 * edited, its points as handles. Handles are dragged; a click on a line adds a point; a right or double click on a handle deletes it.
 */
public final class RegionLayer implements ViewportLayer {
    private static final Color LINE = Color.web("#35C2C7");
    private static final double HANDLE = 4.5;
    private static final double SELECTED = 6.5;
    /** How far from a line a click still hits it. */
    private static final double REACH = 12;

    private final RegionModel model;
    private final Words words;
    private final Polyline rim = line(3.5, Color.rgb(0, 0, 0, 0.7));
    private final Polyline outline = line(1.5, LINE);
    private final Group edges = new Group();
    private final Group handles = new Group();
    private ViewTransform place = new ViewTransform(1, 1, 0, 0);
    private boolean dragging;

    public RegionLayer(RegionModel model, Words words) {
        this.model = model;
        this.words = words;
        edges.setManaged(false);
        handles.setManaged(false);
        handles.setId("region-handles");
        outline.setId("region-outline");
        outline.setAccessibleText(words.of("region.outline"));
    }

    private static Polyline line(double width, Color colour) {
        var line = new Polyline();
        line.setManaged(false);
        line.setMouseTransparent(true);
        line.setStrokeWidth(width);
        line.setStroke(colour);
        line.setStrokeType(StrokeType.CENTERED);
        return line;
    }

    @Override
    public List<Node> nodes() {
        return List.of(rim, outline, edges, handles);
    }

    @Override
    public void place(Shown shown) {
        place = shown.place();
        // while the frame asked for is not painted yet, its region would lie on another
        boolean seen = shown.slice() == model.frame() && model.visible() && (shown.overlays() || model.editing());
        Polygon polygon = seen ? model.polygon().orElse(null) : null;
        List<Double> points = new ArrayList<>();
        if (polygon != null) {
            for (int n = 0; n <= polygon.size(); n++) {
                var at = at(polygon.points().get(n % polygon.size()));
                points.add(at.x());
                points.add(at.y());
            }
        }
        rim.getPoints().setAll(points);
        outline.getPoints().setAll(points);
        outline.getStrokeDashArray().setAll(model.draft() && !model.editing() ? List.of(6.0, 4.0) : List.of());
        boolean edit = model.editing() && polygon != null;
        edges.setVisible(edit);
        handles.setVisible(edit);
        if (edit && polygon != null) {
            placeEdges(polygon);
            placeHandles(polygon);
        }
    }

    private ViewTransform.ViewPoint at(Polygon.Point point) {
        return place.toView(point.column(), point.row());
    }

    private void placeEdges(Polygon polygon) {
        while (edges.getChildren().size() > polygon.size()) {
            edges.getChildren().removeLast();
        }
        while (edges.getChildren().size() < polygon.size()) {
            edges.getChildren().add(edge(edges.getChildren().size()));
        }
        for (int n = 0; n < polygon.size(); n++) {
            var from = at(polygon.points().get(n));
            var to = at(polygon.points().get((n + 1) % polygon.size()));
            Line line = (Line) edges.getChildren().get(n);
            line.setStartX(from.x());
            line.setStartY(from.y());
            line.setEndX(to.x());
            line.setEndY(to.y());
        }
    }

    private Line edge(int n) {
        var line = new Line();
        line.setStroke(Color.TRANSPARENT);
        line.setStrokeWidth(REACH);
        line.setCursor(Cursor.CROSSHAIR);
        line.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                focusViewport();
                var at = place.toImage(e.getX(), e.getY());
                model.insert(n, at.column(), at.row());
                e.consume();
            }
        });
        // the press made a point, and the drag that follows moves it
        line.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> drag(n + 1, e));
        line.addEventHandler(MouseEvent.MOUSE_RELEASED, this::drop);
        line.addEventHandler(MouseEvent.MOUSE_CLICKED, MouseEvent::consume);
        return line;
    }

    private void placeHandles(Polygon polygon) {
        while (handles.getChildren().size() > polygon.size()) {
            handles.getChildren().removeLast();
        }
        while (handles.getChildren().size() < polygon.size()) {
            handles.getChildren().add(handle(handles.getChildren().size()));
        }
        for (int n = 0; n < polygon.size(); n++) {
            var at = at(polygon.points().get(n));
            Circle handle = (Circle) handles.getChildren().get(n);
            handle.setCenterX(at.x());
            handle.setCenterY(at.y());
            boolean selected = n == model.selected();
            handle.setRadius(selected ? SELECTED : HANDLE);
            handle.setFill(selected ? Color.WHITE : LINE);
        }
    }

    private Circle handle(int n) {
        var handle = new Circle(HANDLE);
        handle.setId("region-point-" + n);
        handle.setStroke(Color.BLACK);
        handle.setStrokeWidth(1.5);
        handle.setCursor(Cursor.MOVE);
        handle.setAccessibleText(words.of("region.point", n + 1));
        handle.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            focusViewport();
            if (e.getButton() == MouseButton.SECONDARY || e.getClickCount() == 2) {
                model.delete(n);
            } else {
                model.select(n);
            }
            e.consume();
        });
        handle.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> drag(n, e));
        handle.addEventHandler(MouseEvent.MOUSE_RELEASED, this::drop);
        handle.addEventHandler(MouseEvent.MOUSE_CLICKED, MouseEvent::consume);
        return handle;
    }

    private void drag(int point, MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY) {
            dragging = true;
            var at = place.toImage(e.getX(), e.getY());
            model.drag(point, at.column(), at.row());
        }
        e.consume();
    }

    private void drop(MouseEvent e) {
        if (dragging) {
            model.drop();
            dragging = false;
        }
        e.consume();
    }

    private void focusViewport() {
        if (handles.getParent() != null) {
            handles.getParent().requestFocus();
        }
    }

    @Override
    public boolean pressed(KeyEvent key) {
        if (!model.editing()) {
            return false;
        }
        if (key.isShortcutDown()) {
            if (key.getCode() == KeyCode.Z) {
                model.undo();
                return true;
            }
            return false;
        }
        double step = key.isShiftDown() ? 10 : 1;
        switch (key.getCode()) {
            case ESCAPE, ENTER -> model.setEditing(false);
            case COMMA, PERIOD -> model.select(model.selected() + (key.getCode() == KeyCode.PERIOD ? 1 : -1));
            case INSERT, PLUS, ADD -> model.insertBehindSelected();
            case DELETE, BACK_SPACE -> model.delete(model.selected());
            default -> {
                return model.selected() >= 0 && nudged(key.getCode(), step);
            }
        }
        return true;
    }

    private boolean nudged(KeyCode code, double step) {
        switch (code) {
            case LEFT -> nudge(-step, 0);
            case RIGHT -> nudge(step, 0);
            case UP -> nudge(0, -step);
            case DOWN -> nudge(0, step);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Nudges by pixels of the image, in the direction that the reader sees. */
    private void nudge(double right, double down) {
        var step = place.step(right, down);
        model.nudge(step.column(), step.row());
    }
}
