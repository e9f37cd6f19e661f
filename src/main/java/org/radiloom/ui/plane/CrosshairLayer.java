package org.radiloom.ui.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.plane.Plane;
import org.radiloom.ui.view.HaloText;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Words;

/**
 * Where the two other planes cut this one, each in its colour, and the name of this one. A line can be dragged across
 * itself, the point where they meet anywhere; a double click brings the point back to the middle.
 */
public final class CrosshairLayer implements ViewportLayer {
    /** On everything that takes the pointer, so that a pane knows whose clicks these are. */
    public static final String STYLE = "crosshair";

    private static final double GAP_PX = 14;
    private static final double REACH_PX = 6;
    private static final double NAME_TOP = 34;

    private final PlanesModel model;
    private final ViewportModel view;
    private final Words words;
    private final Bar across = new Bar();
    private final Bar along = new Bar();
    private final Circle middle = new Circle(GAP_PX, Color.TRANSPARENT);
    private final HaloText name = new HaloText(12, true, TextAlignment.CENTER, Color.WHITE);
    private @Nullable ViewTransform place;

    /** One line: two halves that leave the middle free, the edges of a slab, and a broad strip that takes the pointer. */
    private static final class Bar {
        final Line[] rim = {line(3, Color.rgb(0, 0, 0, 0.55)), line(3, Color.rgb(0, 0, 0, 0.55))};
        final Line[] halves = {line(1.25, Color.WHITE), line(1.25, Color.WHITE)};
        final Line[] slab = {line(1, Color.WHITE), line(1, Color.WHITE)};
        final Line strip = line(2 * REACH_PX, Color.TRANSPARENT);

        Bar() {
            strip.setMouseTransparent(false);
            strip.getStyleClass().add(STYLE);
            for (Line edge : slab) {
                edge.getStrokeDashArray().setAll(4.0, 4.0);
                edge.setOpacity(0.8);
            }
        }

        private static Line line(double width, Color colour) {
            var line = new Line();
            line.setManaged(false);
            line.setMouseTransparent(true);
            line.setStroke(colour);
            line.setStrokeWidth(width);
            return line;
        }

        List<Node> nodes() {
            List<Node> all = new ArrayList<>(List.of(rim));
            all.addAll(List.of(halves));
            all.addAll(List.of(slab));
            all.add(strip);
            return all;
        }

        void show(boolean shown) {
            nodes().forEach(n -> n.setVisible(shown));
        }

        /** @param away direction and distance of a slab's edge on screen */
        void place(Point2D from, Point2D to, Point2D centre, Point2D away, Color colour) {
            Point2D direction = to.subtract(from).normalize().multiply(GAP_PX);
            for (Line[] pair : new Line[][] {rim, halves}) {
                put(pair[0], from, centre.subtract(direction));
                put(pair[1], centre.add(direction), to);
                // the middle may lie so near to the edge that a half would turn back
                pair[0].setVisible(
                        direction.dotProduct(centre.subtract(direction).subtract(from)) > 0);
                pair[1].setVisible(direction.dotProduct(to.subtract(centre).subtract(direction)) > 0);
            }
            put(strip, from, to);
            for (int side = 0; side < 2; side++) {
                Point2D by = away.multiply(side == 0 ? 1 : -1);
                put(slab[side], from.add(by), to.add(by));
                slab[side].setVisible(away.magnitude() > 1.5);
                slab[side].setStroke(colour);
                halves[side].setStroke(colour);
            }
        }

        private static void put(Line line, Point2D from, Point2D to) {
            line.setStartX(from.getX());
            line.setStartY(from.getY());
            line.setEndX(to.getX());
            line.setEndY(to.getY());
        }
    }

    public CrosshairLayer(PlanesModel model, ViewportModel view, Words words) {
        this.model = model;
        this.view = view;
        this.words = words;
        across.strip.setCursor(Cursor.V_RESIZE);
        along.strip.setCursor(Cursor.H_RESIZE);
        middle.setCursor(Cursor.MOVE);
        middle.setManaged(false);
        middle.getStyleClass().add(STYLE);
        middle.setId("crosshair-middle");
        drag(middle, true, true);
        drag(across.strip, false, true);
        drag(along.strip, true, false);
    }

    private void drag(Node node, boolean columns, boolean rows) {
        node.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> take(e, columns, rows));
        node.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> take(e, columns, rows));
        node.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                model.centre();
                e.consume();
            }
        });
    }

    /** Moves the point to the pointer, but only along the columns or rows of the image where the other is fixed. */
    private void take(MouseEvent e, boolean columns, boolean rows) {
        ViewTransform at = place;
        Geometry g = view.geometry().orElse(null);
        Vec3 before = model.indexIn(view).orElse(null);
        if (e.getButton() != MouseButton.PRIMARY || at == null || g == null || before == null) {
            return;
        }
        if (e.getEventType() == MouseEvent.MOUSE_DRAGGED) {
            var pointer = at.toImage(e.getX(), e.getY());
            model.moveTo(g.toPatient(
                    columns ? pointer.column() : before.x(), rows ? pointer.row() : before.y(), before.z()));
        }
        e.consume();
    }

    @Override
    public List<Node> nodes() {
        List<Node> all = new ArrayList<>(across.nodes());
        all.addAll(along.nodes());
        all.add(middle);
        all.add(name);
        return all;
    }

    @Override
    public void place(Shown shown) {
        place = shown.place();
        Plane plane = model.planeIn(view).orElse(null);
        Vec3 at = shown.slice() < 0 ? null : model.indexIn(view).orElse(null);
        boolean visible = plane != null && at != null;
        across.show(visible);
        along.show(visible);
        middle.setVisible(visible);
        name.setVisible(visible);
        if (plane == null || at == null) {
            return;
        }
        Geometry g = view.geometry().orElseThrow();
        Point2D centre = point(shown, at.x(), at.y());
        double half = model.slab().thicknessMm() / 2;
        across.place(
                point(shown, -0.5, at.y()),
                point(shown, g.columns() - 0.5, at.y()),
                centre,
                point(shown, at.x(), at.y() + half / g.rowSpacingMm()).subtract(centre),
                PlaneColours.of(plane == Plane.AXIAL ? Plane.CORONAL : Plane.AXIAL));
        along.place(
                point(shown, at.x(), -0.5),
                point(shown, at.x(), g.rows() - 0.5),
                centre,
                point(shown, at.x() + half / g.columnSpacingMm(), at.y()).subtract(centre),
                PlaneColours.of(plane == Plane.SAGITTAL ? Plane.CORONAL : Plane.SAGITTAL));
        middle.setCenterX(centre.getX());
        middle.setCenterY(centre.getY());
        name.setWords(name(plane));
        name.setColour(PlaneColours.of(plane));
        name.placeAt((shown.width() - name.width()) / 2, NAME_TOP);
    }

    private String name(Plane plane) {
        String what = words.of(PlaneColours.words(plane));
        double mm = model.slab().thicknessMm();
        return mm == 0
                ? what
                : words.of(
                        "plane.slab.name",
                        what,
                        words.number(mm, 0),
                        words.of(PlaneBar.words(model.slab().projection())));
    }

    private static Point2D point(Shown shown, double column, double row) {
        var p = shown.place().toView(column, row);
        return new Point2D(p.x(), p.y());
    }

    /** The words over the image, for tests and for reading aloud. */
    public Optional<String> title() {
        return name.isVisible() ? Optional.of(name.words()) : Optional.empty();
    }
}
