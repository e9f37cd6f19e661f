package org.radiloom.ui.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Cursor;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.study.measure.Measurement;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Words;

/**
 * Measurements over the image. With a tool in the hand the left button draws, by dragging or by clicks; shapes are moved
 * by their lines, changed by their handles, and their words are dragged where they are not in the way.
 */
public final class MeasureLayer implements ViewportLayer {
    private static final double DRAG = 4;
    private static final double CLOSE = 8;

    private final MeasureModel model;
    private final ViewportModel view;
    private final MeasureWords text;
    private final Rectangle catcher = new Rectangle();
    private final Group shapes = new Group();
    private final ShapeGrips grips;
    private final ShapeNode draft = new ShapeNode();
    private final RegionHint region;
    private final NoteEditor editor;
    private final Map<String, ShapeNode> drawn = new LinkedHashMap<>();
    private final LabelPlaces places = new LabelPlaces();
    private ViewTransform place = new ViewTransform(1, 1, 0, 0);
    private int slice = -1;
    private double pressX;
    private double pressY;
    private boolean dragged;

    public MeasureLayer(MeasureModel model, ViewportModel view, Words words) {
        this.model = model;
        this.view = view;
        this.text = new MeasureWords(words);
        this.region = new RegionHint(text);
        this.grips = new ShapeGrips(model, view, words, this::focusViewport, id -> Optional.ofNullable(drawn.get(id)));
        this.editor = new NoteEditor(model, words, this::focusViewport);
        catcher.setId("measure-catcher");
        catcher.setManaged(false);
        catcher.setFill(Color.TRANSPARENT);
        catcher.setCursor(Cursor.CROSSHAIR);
        catcher.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        catcher.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::moved);
        catcher.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        catcher.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        catcher.addEventHandler(MouseEvent.MOUSE_CLICKED, ShapeGrips::swallow);
        catcher.addEventHandler(MouseEvent.MOUSE_EXITED, e -> region.leave());
        shapes.setManaged(false);
        shapes.setId("measure-shapes");
        draft.hide();
        draft.nodes().forEach(n -> n.setMouseTransparent(true));
    }

    @Override
    public List<Node> nodes() {
        List<Node> all = new ArrayList<>(region.nodes());
        all.add(shapes);
        all.addAll(draft.nodes());
        all.add(catcher);
        all.add(grips.handles());
        all.add(editor.node());
        return all;
    }

    /** Every text that is on screen now, for tests. */
    List<String> texts() {
        List<String> all = new ArrayList<>();
        drawn.values().forEach(n -> all.add(n.words()));
        all.add(draft.words());
        all.add(region.words());
        return all;
    }

    // ---- layout ----

    @Override
    public void place(Shown shown) {
        place = shown.place();
        slice = shown.slice();
        ImageStack stack = stack();
        MeasureSubject subject = model.subject(view.stack()).orElse(null);
        places.begin(shown.width(), shown.height());
        catcher.setWidth(shown.width());
        catcher.setHeight(shown.height());
        if (stack == null || subject == null || slice < 0) {
            nothing();
            return;
        }
        boolean inHand = model.tool().isPresent();
        catcher.setVisible(inHand);
        List<Measurement> here = shown.overlays() || inHand ? model.on(subject, slice) : List.of();
        drawn.keySet().removeIf(id -> here.stream().noneMatch(m -> m.id().equals(id)));
        String selected = model.selected().map(Measurement::id).orElse("");
        Map<Measurement, Bounds> bounds = new LinkedHashMap<>();
        here.forEach(m -> bounds.put(m, lines(m, m.id().equals(selected))));
        bounds.values().forEach(places::avoid);
        bounds.forEach((m, at) -> show(m, at, subject, stack, m.id().equals(selected)));
        keepNodes();
        boolean busy = model.drawing(stack, slice).isPresent();
        grips.show(
                here.stream()
                        .filter(m -> !busy && m.id().equals(selected))
                        .findFirst()
                        .orElse(null),
                place);
        showDraft(subject, stack);
        region.show(inHand ? subject.calibration() : null, slice, place);
        editor.show(place, subject.images().get(slice));
    }

    private void nothing() {
        drawn.clear();
        keepNodes();
        catcher.setVisible(false);
        draft.hide();
        grips.show(null, place);
        region.show(null, slice, place);
        editor.show(place, null);
    }

    private void keepNodes() {
        List<Node> nodes = new ArrayList<>();
        drawn.values().forEach(n -> nodes.addAll(n.nodes()));
        if (!nodes.equals(shapes.getChildren())) {
            shapes.getChildren().setAll(nodes);
        }
    }

    private Bounds lines(Measurement m, boolean selected) {
        ShapeNode node = drawn.computeIfAbsent(m.id(), id -> {
            var fresh = new ShapeNode();
            grips.add(fresh, id);
            return fresh;
        });
        return node.lines(m.shape().kind(), m.shape().points(), place, true, selected);
    }

    private void show(Measurement m, Bounds at, MeasureSubject subject, ImageStack stack, boolean selected) {
        ShapeNode node = Objects.requireNonNull(drawn.get(m.id()));
        boolean written = model.editing().filter(e -> e.id().equals(m.id())).isPresent();
        String lines = String.join("\n", text.lines(m, model.measured(subject, stack, m)));
        node.setWords(written ? "" : lines, selected);
        node.line().setAccessibleText(text.name(m) + " " + lines);
        if (m.shape().kind() == Shape.Kind.TEXT) {
            node.place(places.keep(at.getMinX(), at.getMinY(), node.labelWidth(), node.labelHeight()), at, selected);
        } else if (m.label().isPresent()) {
            var p = place.toView(m.label().get().column(), m.label().get().row());
            node.place(places.keep(p.x(), p.y(), node.labelWidth(), node.labelHeight()), at, selected);
        } else {
            node.place(places.beside(at, node.labelWidth(), node.labelHeight()), at, selected);
        }
    }

    private void showDraft(MeasureSubject subject, ImageStack stack) {
        Drawing now = model.drawing(stack, slice).orElse(null);
        if (now == null) {
            draft.hide();
            draft.setWords("", false);
            return;
        }
        draft.nodes().forEach(n -> n.setVisible(true));
        Bounds at = draft.lines(now.kind(), now.points(), place, now.kind() == Shape.Kind.FREEHAND, true);
        String lines = now.shape()
                .map(s -> String.join("\n", text.readings(MeasureModel.measured(subject, stack, slice, s))))
                .orElse("");
        draft.setWords(lines, true);
        draft.place(places.beside(at, draft.labelWidth(), draft.labelHeight()), at, true);
    }

    private @Nullable ImageStack stack() {
        return view.stack().orElse(null);
    }

    // ---- drawing ----

    private Point at(MouseEvent e) {
        var p = place.toImage(e.getX(), e.getY());
        return new Point(p.column(), p.row());
    }

    private double pixel() {
        return 1 / Math.max(1e-6, place.zoom());
    }

    private void pressed(MouseEvent e) {
        ImageStack stack = stack();
        if (e.getButton() != MouseButton.PRIMARY || stack == null) {
            return;
        }
        focusViewport();
        pressX = e.getX();
        pressY = e.getY();
        dragged = false;
        Optional<Drawing> now = model.drawing(stack, slice).filter(d -> d.kind() == Shape.Kind.POLYGON);
        if (now.isPresent() && (e.getClickCount() == 2 || nearFirst(now.get(), e))) {
            model.close(pixel());
        } else {
            view.over().setShown(true);
            model.press(stack, slice, at(e));
        }
        e.consume();
    }

    private boolean nearFirst(Drawing polygon, MouseEvent e) {
        Point first = polygon.points().getFirst();
        var at = place.toView(first.column(), first.row());
        return polygon.points().size() > 3 && Math.hypot(at.x() - e.getX(), at.y() - e.getY()) < CLOSE;
    }

    private void moved(MouseEvent e) {
        if (e.getEventType() == MouseEvent.MOUSE_DRAGGED && e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        boolean down = e.getEventType() == MouseEvent.MOUSE_DRAGGED;
        dragged |= down && Math.hypot(e.getX() - pressX, e.getY() - pressY) > DRAG;
        region.hover(e.getX(), e.getY());
        model.move(at(e), down && dragged);
        if (down) {
            e.consume();
        }
    }

    private void released(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY) {
            model.release(at(e), dragged, pixel());
            e.consume();
        }
    }

    private void focusViewport() {
        if (catcher.getParent() != null) {
            catcher.getParent().requestFocus();
        }
    }

    @Override
    public boolean pressed(KeyEvent key) {
        ImageStack stack = stack();
        boolean drawing = stack != null && model.drawing(stack, slice).isPresent();
        if (drawing && key.getCode() == KeyCode.ENTER) {
            model.close(pixel());
            return true;
        }
        return false;
    }
}
