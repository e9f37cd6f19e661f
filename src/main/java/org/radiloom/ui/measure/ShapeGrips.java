package org.radiloom.ui.measure;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Cursor;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.study.measure.Measurement;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Words;

/** How drawn shapes are changed with the pointer: by their lines, their words, and the handles of the selected one. */
final class ShapeGrips {
    private static final double HANDLE = 4.5;
    private static final double DRAG = 4;

    private final MeasureModel model;
    private final ViewportModel view;
    private final Words words;
    private final Runnable focus;
    private final Function<String, Optional<ShapeNode>> nodes;
    private final Group handles = new Group();
    private ViewTransform place = new ViewTransform(1, 1, 0, 0);
    private double pressX;
    private double pressY;
    private boolean dragged;
    private Point grabbed = new Point(0, 0);

    /** @param nodes the shapes on screen by measurement */
    ShapeGrips(
            MeasureModel model,
            ViewportModel view,
            Words words,
            Runnable focus,
            Function<String, Optional<ShapeNode>> nodes) {
        this.model = model;
        this.view = view;
        this.words = words;
        this.focus = focus;
        this.nodes = nodes;
        handles.setManaged(false);
        handles.setId("measure-handles");
    }

    Node handles() {
        return handles;
    }

    /** Lets a shape be grabbed. */
    void add(ShapeNode node, String id) {
        node.line().setId("measure-" + id);
        grabbing(node.hit(), id, false);
        grabbing(node.label(), id, true);
    }

    /** Puts handles on a shape; null puts them away. */
    void show(@Nullable Measurement selected, ViewTransform at) {
        place = at;
        List<Point> points = selected == null ? List.of() : ShapePaths.handles(selected.shape());
        while (handles.getChildren().size() > points.size()) {
            handles.getChildren().removeLast();
        }
        while (handles.getChildren().size() < points.size()) {
            handles.getChildren().add(handle(handles.getChildren().size()));
        }
        for (int n = 0; n < points.size(); n++) {
            var p = place.toView(points.get(n).column(), points.get(n).row());
            Circle handle = (Circle) handles.getChildren().get(n);
            handle.setCenterX(p.x());
            handle.setCenterY(p.y());
            handle.setAccessibleText(words.of("measure.handle", n + 1));
        }
    }

    private Point image(double x, double y) {
        var p = place.toImage(x, y);
        return new Point(p.column(), p.row());
    }

    private void grabbing(Node node, String id, boolean label) {
        node.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                press(id, e.getX() + node.getLayoutX(), e.getY() + node.getLayoutY(), e.getClickCount() == 2);
                e.consume();
            }
        });
        node.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                drag(id, label, e.getX() + node.getLayoutX(), e.getY() + node.getLayoutY());
                e.consume();
            }
        });
        node.addEventHandler(MouseEvent.MOUSE_RELEASED, this::drop);
        node.addEventHandler(MouseEvent.MOUSE_CLICKED, ShapeGrips::swallow);
    }

    private void press(String id, double x, double y, boolean twice) {
        focus.run();
        pressX = x;
        pressY = y;
        dragged = false;
        grabbed = image(x, y);
        model.grab(id);
        if (twice && model.selected().filter(m -> m.shape().kind().note()).isPresent()) {
            model.drop();
            model.edit(id);
        }
    }

    private void drag(String id, boolean label, double x, double y) {
        ImageStack stack = view.stack().orElse(null);
        ShapeNode node = nodes.apply(id).orElse(null);
        dragged |= Math.hypot(x - pressX, y - pressY) > DRAG;
        if (stack == null || node == null || !dragged) {
            return;
        }
        boolean text = model.selected()
                .filter(m -> m.shape().kind() == Shape.Kind.TEXT)
                .isPresent();
        if (label && !text) {
            Point corner = image(node.labelX() + x - pressX, node.labelY() + y - pressY);
            pressX = x;
            pressY = y;
            model.drag(stack, id, m -> m.withLabel(Optional.of(corner)));
        } else {
            Point now = image(x, y);
            model.drag(stack, id, m -> m.movedBy(now.column() - grabbed.column(), now.row() - grabbed.row()));
        }
    }

    private Circle handle(int n) {
        var handle = new Circle(HANDLE, ShapeNode.SELECTED);
        handle.setManaged(false);
        handle.setId("measure-handle-" + n);
        handle.setStroke(Color.BLACK);
        handle.setCursor(Cursor.CROSSHAIR);
        handle.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                focus.run();
                model.selected().ifPresent(m -> model.grab(m.id()));
                e.consume();
            }
        });
        handle.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            ImageStack stack = view.stack().orElse(null);
            if (e.getButton() == MouseButton.PRIMARY && stack != null) {
                Point to = MeasureModel.within(stack, image(e.getX(), e.getY()));
                model.selected()
                        .ifPresent(m -> model.drag(
                                stack, m.id(), from -> from.withShape(ShapePaths.withHandle(from.shape(), n, to))));
                e.consume();
            }
        });
        handle.addEventHandler(MouseEvent.MOUSE_RELEASED, this::drop);
        handle.addEventHandler(MouseEvent.MOUSE_CLICKED, ShapeGrips::swallow);
        return handle;
    }

    private void drop(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY) {
            model.drop();
            e.consume();
        }
    }

    static void swallow(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY) {
            e.consume();
        }
    }
}
