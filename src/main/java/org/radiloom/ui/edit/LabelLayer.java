package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.Segment;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.ui.view.Outline;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.view.ViewportModel;

/** The segments of a case over the image, each with its outline and fill; what an operation would make has a dashed line. */
public final class LabelLayer implements ViewportLayer {
    private static final double LINE = 1.5;
    private static final double ACTIVE_LINE = 2.5;

    private final EditModel model;
    private final ViewportModel view;
    private final Group shapes = new Group();
    private final Group previews = new Group();
    private final Map<Integer, Path> paths = new HashMap<>();
    private final Map<Integer, Outline> traced = new HashMap<>();
    private final Map<Integer, Laid> laid = new HashMap<>();
    private byte[] labels = new byte[0];
    private final Map<Integer, Outline> previewed = new LinkedHashMap<>();
    private List<Object> previewsLaid = List.of();
    private @Nullable Seen seen;

    /** What a path was made from: thousands of points, which stay while only the pointer moves. */
    private record Laid(Outline outline, ViewTransform at) {}

    /** What the outlines were traced from. */
    private record Seen(EditCase of, ImageStack stack, int slice, long revision) {
        boolean samePlace(@Nullable Seen other) {
            return other != null && other.of == of && other.stack.equals(stack) && other.slice == slice;
        }
    }

    public LabelLayer(EditModel model, ViewportModel view) {
        this.model = model;
        this.view = view;
        shapes.setId("labels");
        shapes.setManaged(false);
        shapes.setMouseTransparent(true);
        previews.setId("label-previews");
        previews.setManaged(false);
        previews.setMouseTransparent(true);
        view.over().setNames(this::nameAt);
    }

    /** The name of the segment that is drawn over a pixel; empty where none is seen. */
    private String nameAt(int slice, int column, int row) {
        Seen last = seen;
        if (last == null || last.slice != slice) {
            return "";
        }
        int at = column + row * last.stack.columns();
        int label = at < labels.length ? labels[at] & 0xFF : 0;
        return last.of
                .editor()
                .segment(label)
                .filter(Segment::visible)
                .map(Segment::name)
                .orElse("");
    }

    @Override
    public List<Node> nodes() {
        return List.of(shapes, previews);
    }

    @Override
    public void place(Shown shown) {
        EditCase on = model.on(view.stack()).orElse(null);
        ImageStack stack = view.stack().orElse(null);
        PlanePlace place = on == null || stack == null
                ? null
                : Places.of(on, stack, shown.slice()).orElse(null);
        if (on == null || stack == null || place == null || !shown.overlays() || (model.covered() && !on.painting())) {
            shapes.getChildren().clear();
            previews.getChildren().clear();
            previewsLaid = List.of();
            seen = null;
            return;
        }
        trace(on, place, new Seen(on, stack, shown.slice(), on.revision()));
        List<Node> nodes = new ArrayList<>();
        for (Segment segment : on.segments()) {
            Outline outline = traced.get(segment.label());
            if (segment.visible() && outline != null) {
                Path path = paths.computeIfAbsent(segment.label(), label -> {
                    var fresh = new Path();
                    fresh.setId("label-" + label);
                    return fresh;
                });
                Color colour = colour(segment.rgb());
                path.setStroke(colour);
                path.setStrokeWidth(segment.label() == on.label() ? ACTIVE_LINE : LINE);
                path.setFill(colour.deriveColor(0, 1, 1, shown.opacity()));
                var wanted = new Laid(outline, shown.place());
                if (!wanted.equals(laid.put(segment.label(), wanted))) {
                    path.getElements().setAll(elements(outline, shown.place()));
                }
                nodes.add(path);
            }
        }
        if (!nodes.equals(shapes.getChildren())) {
            shapes.getChildren().setAll(nodes);
        }
        showPreviews(on, shown);
    }

    private void showPreviews(EditCase on, Shown shown) {
        List<Object> wanted = List.of(List.copyOf(previewed.values()), shown);
        if (wanted.equals(previewsLaid)) {
            return;
        }
        previewsLaid = wanted;
        previews.getChildren().clear();
        previewed.forEach((label, outline) -> {
            Color colour = on.editor()
                    .segment(label)
                    .map(s -> colour(s.rgb()).brighter())
                    .orElse(Color.WHITE);
            var path = new Path(elements(outline, shown.place()));
            path.setId("preview-" + label);
            path.setStroke(colour);
            path.setStrokeWidth(ACTIVE_LINE);
            path.getStrokeDashArray().setAll(6.0, 4.0);
            path.setFill(colour.deriveColor(0, 1, 1, shown.opacity() / 2));
            previews.getChildren().add(path);
        });
    }

    /** Traces again what has changed since the last time. */
    private void trace(EditCase on, PlanePlace place, Seen now) {
        if (now.equals(seen)) {
            return;
        }
        byte[] fresh = new byte[place.columns() * place.rows()];
        on.copyLabels(place, fresh);
        boolean[] stale = new boolean[256];
        boolean[] there = new boolean[256];
        boolean all = !now.samePlace(seen) || labels.length != fresh.length;
        for (int at = 0; at < fresh.length; at++) {
            int label = fresh[at] & 0xFF;
            there[label] = true;
            if (!all && labels[at] != fresh[at]) {
                stale[label] = true;
                stale[labels[at] & 0xFF] = true;
            }
        }
        if (all) {
            traced.clear();
        }
        byte[] inside = new byte[fresh.length];
        for (int label = 1; label < there.length; label++) {
            if (!there[label]) {
                traced.remove(label);
            } else if (all || stale[label] || !traced.containsKey(label)) {
                for (int at = 0; at < fresh.length; at++) {
                    inside[at] = (byte) ((fresh[at] & 0xFF) == label ? 1 : 0);
                }
                traced.put(label, Outline.of(inside, place.columns(), place.rows()));
            }
        }
        previewed.clear();
        on.preview().stream().flatMap(Preview::parts).forEach(part -> {
            if (part.copy(on.grid(), place, inside)) {
                previewed.put(part.label(), Outline.of(inside, place.columns(), place.rows()));
            }
        });
        labels = fresh;
        seen = now;
    }

    static Color colour(int rgb) {
        return Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    private static List<PathElement> elements(Outline outline, ViewTransform at) {
        List<PathElement> elements = new ArrayList<>();
        for (double[] loop : outline.loops()) {
            var start = at.toView(loop[0], loop[1]);
            elements.add(new MoveTo(start.x(), start.y()));
            for (int n = 2; n < loop.length; n += 2) {
                var next = at.toView(loop[n], loop[n + 1]);
                elements.add(new LineTo(next.x(), next.y()));
            }
            elements.add(new ClosePath());
        }
        return elements;
    }
}
