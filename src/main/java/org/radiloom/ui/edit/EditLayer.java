package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.Segment;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.view.ViewportModel;

/**
 * The tools that correct a segmentation, in the hand over the image: with one of them the left button paints, Ctrl turns brush
 * into eraser and back, and the wheel with Shift changes the size.
 */
public final class EditLayer implements ViewportLayer {
    private static final double NOTCH = 40;

    private final EditModel model;
    private final ViewportModel view;
    private final Rectangle catcher = new Rectangle();
    private final Ellipse halo = new Ellipse();
    private final Ellipse brush = new Ellipse();
    private final Polyline line = new Polyline();
    private final Group knots = new Group();
    private ViewTransform place = new ViewTransform(1, 1, 0, 0);
    private int slice = -1;
    private double pointerX;
    private double pointerY;
    private boolean inside;

    public EditLayer(EditModel model, ViewportModel view) {
        this.model = model;
        this.view = view;
        catcher.setId("edit-catcher");
        catcher.setManaged(false);
        catcher.setFill(Color.TRANSPARENT);
        catcher.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        catcher.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> moved(e, true));
        catcher.addEventHandler(MouseEvent.MOUSE_MOVED, e -> moved(e, false));
        catcher.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        catcher.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                e.consume();
            }
        });
        catcher.addEventHandler(MouseEvent.MOUSE_EXITED, e -> {
            inside = false;
            showBrush();
        });
        catcher.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        brush.setId("edit-brush");
        for (Ellipse e : List.of(halo, brush)) {
            e.setManaged(false);
            e.setMouseTransparent(true);
            e.setFill(null);
        }
        halo.setStroke(Color.color(0, 0, 0, 0.6));
        halo.setStrokeWidth(3);
        line.setId("edit-line");
        line.setManaged(false);
        line.setMouseTransparent(true);
        line.setStrokeWidth(1.5);
        line.setFill(null);
        knots.setManaged(false);
        knots.setMouseTransparent(true);
    }

    @Override
    public List<Node> nodes() {
        return List.of(line, knots, halo, brush, catcher);
    }

    private Optional<EditCase> here() {
        return model.on(view.stack());
    }

    private Optional<PlanePlace> onGrid(EditCase on) {
        return view.stack().flatMap(stack -> Places.of(on, stack, slice));
    }

    @Override
    public void place(Shown shown) {
        place = shown.place();
        slice = shown.slice();
        catcher.setWidth(shown.width());
        catcher.setHeight(shown.height());
        catcher.setVisible(model.tool().isPresent() && slice >= 0);
        catcher.setCursor(
                model.tool().filter(EditTool::round).isPresent() && here().isPresent()
                        ? Cursor.NONE
                        : Cursor.CROSSHAIR);
        showBrush();
        showSketch();
    }

    // ---- pointer ----

    private @Nullable Spot spot(EditCase on, MouseEvent e) {
        PlanePlace grid = onGrid(on).orElse(null);
        if (grid == null || grid.plane().isEmpty()) {
            return null;
        }
        var p = place.toImage(e.getX(), e.getY());
        double[] at = grid.onPlane(p.column(), p.row());
        double[] zero = grid.pixel(0, 0);
        double[] one = grid.pixel(1, 0);
        double perVoxel = place.zoom() * Math.hypot(one[0] - zero[0], one[1] - zero[1]);
        return new Spot(grid.plane().get(), at[0], at[1], e.isControlDown(), e.getClickCount(), perVoxel);
    }

    private void pressed(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (catcher.getParent() != null) {
            catcher.getParent().requestFocus();
        }
        view.over().setShown(true);
        EditCase on = here().orElse(null);
        if (on == null) {
            model.start();
        } else {
            Spot at = spot(on, e);
            if (at == null) {
                model.refuse("correct.refused.plane");
            } else {
                model.press(on, at);
            }
        }
        e.consume();
    }

    private void moved(MouseEvent e, boolean down) {
        if (down && e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        inside = true;
        pointerX = e.getX();
        pointerY = e.getY();
        here().ifPresent(on -> {
            Spot at = spot(on, e);
            if (at != null) {
                model.move(on, at, down);
            }
        });
        showBrush();
        if (down) {
            e.consume();
        }
    }

    private void released(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY) {
            here().ifPresent(on -> {
                Spot at = spot(on, e);
                if (at != null) {
                    model.release(on, at);
                }
            });
            e.consume();
        }
    }

    private void scrolled(ScrollEvent e) {
        // Shift turns the wheel sideways on some systems
        double turned = e.getDeltaY() == 0 ? e.getDeltaX() : e.getDeltaY();
        if (e.isShiftDown() && model.tool().filter(EditTool::round).isPresent() && turned != 0) {
            model.setOptions(o -> o.resized((int) Math.signum(turned) * Math.max(1, (int) Math.abs(turned / NOTCH))));
            e.consume();
        }
    }

    @Override
    public boolean pressed(KeyEvent key) {
        boolean finished =
                key.getCode() == KeyCode.ENTER && here().filter(model::finish).isPresent();
        boolean plain = !key.isControlDown() && !key.isAltDown() && !key.isMetaDown();
        return finished
                || (plain
                        && key.getCode() == KeyCode.BACK_SPACE
                        && here().filter(model::back).isPresent());
    }

    // ---- what is seen ----

    private void showBrush() {
        EditCase on = here().orElse(null);
        PlanePlace grid = on == null ? null : onGrid(on).orElse(null);
        boolean shown = catcher.isVisible()
                && inside
                && grid != null
                && grid.plane().isPresent()
                && model.tool().filter(EditTool::round).isPresent();
        brush.setVisible(shown);
        halo.setVisible(shown);
        if (!shown || on == null || grid == null) {
            return;
        }
        Geometry g = on.grid();
        var plane = grid.plane().orElseThrow();
        var p = place.toImage(pointerX, pointerY);
        double[] at = grid.onPlane(p.column(), p.row());
        double radius = model.options().radiusMm();
        var right = view(grid, at[0] + radius / plane.xMm(g), at[1]);
        var down = view(grid, at[0], at[1] + radius / plane.yMm(g));
        double rx = Math.max(Math.abs(right.x() - pointerX), Math.abs(down.x() - pointerX));
        double ry = Math.max(Math.abs(right.y() - pointerY), Math.abs(down.y() - pointerY));
        for (Ellipse e : List.of(halo, brush)) {
            e.setCenterX(pointerX);
            e.setCenterY(pointerY);
            e.setRadiusX(Math.max(2, rx));
            e.setRadiusY(Math.max(2, ry));
        }
        boolean erases = model.tool().filter(t -> t == EditTool.ERASER).isPresent();
        brush.setStroke(
                erases
                        ? Color.WHITE
                        : LabelLayer.colour(on.segment().map(Segment::rgb).orElse(0xFFFFFF)));
        brush.getStrokeDashArray().setAll(erases ? List.of(4.0, 3.0) : List.of());
    }

    private ViewTransform.ViewPoint view(PlanePlace grid, double x, double y) {
        double[] pixel = grid.pixel(x, y);
        return place.toView(pixel[0], pixel[1]);
    }

    private void showSketch() {
        EditCase on = here().orElse(null);
        PlanePlace grid = on == null ? null : onGrid(on).orElse(null);
        Sketch sketch = on == null ? null : model.sketch(on).orElse(null);
        line.getPoints().clear();
        knots.getChildren().clear();
        if (on == null
                || grid == null
                || sketch == null
                || !grid.plane().filter(sketch.plane()::equals).isPresent()) {
            return;
        }
        Color colour = LabelLayer.colour(on.segment().map(Segment::rgb).orElse(0xFFFFFF));
        line.setStroke(colour);
        List<Double> points = new ArrayList<>();
        for (double[] each : sketch.line()) {
            var p = view(grid, each[0], each[1]);
            points.add(p.x());
            points.add(p.y());
        }
        if (sketch.closed() && points.size() >= 2) {
            points.addAll(points.subList(0, 2).stream().toList());
        }
        line.getPoints().setAll(points);
        for (double[] each : sketch.knots()) {
            var p = view(grid, each[0], each[1]);
            var knot = new Circle(p.x(), p.y(), 3, Color.WHITE);
            knot.setStroke(colour);
            knots.getChildren().add(knot);
        }
    }
}
