package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.tool.EditPlane;

/**
 * Polygon and livewire: each click sets a corner; Enter, a double click or a click on the first corner fills what the outline
 * surrounds, or erases it if Ctrl was held. Backspace takes the last corner back.
 */
final class OutlineHand implements Hand {
    /** How near the first corner a click closes the outline, in pixels of the screen. */
    private static final double CLOSE = 8;

    private final EditModel model;
    private final EditTool tool;
    private @Nullable Drawn drawn;

    OutlineHand(EditModel model, EditTool tool) {
        this.model = model;
        this.tool = tool;
    }

    /** An outline under way. */
    private static final class Drawn {
        final EditCase of;
        final EditPlane plane;
        final Line.Maker maker;
        final List<double[]> corners = new ArrayList<>();
        /** The way to each corner from the one before; that to the first is empty. */
        final List<List<double[]>> ways = new ArrayList<>();

        final List<Line> lines = new ArrayList<>();
        List<double[]> loose = List.of();
        boolean closing;
        boolean erases;

        Drawn(EditCase of, EditPlane plane, Line.Maker maker) {
            this.of = of;
            this.plane = plane;
            this.maker = maker;
        }

        void add(double x, double y) {
            ways.add(lines.isEmpty() ? List.of() : lines.getLast().to(x, y));
            corners.add(new double[] {x, y});
            lines.add(maker.from(x, y));
            loose = List.of();
        }

        List<double[]> points(List<double[]> end) {
            List<double[]> points = new ArrayList<>();
            points.add(corners.getFirst());
            ways.forEach(points::addAll);
            points.addAll(end);
            return points;
        }

        /** The whole outline with the way back to the first corner. */
        List<double[]> closed() {
            double[] first = corners.getFirst();
            return points(lines.getLast().to(first[0], first[1]));
        }

        boolean nearFirst(Spot at) {
            double[] first = corners.getFirst();
            return corners.size() > 1 && Math.hypot(at.x() - first[0], at.y() - first[1]) * at.perVoxel() < CLOSE;
        }
    }

    @Override
    public void press(EditCase of, Spot at) {
        Drawn now = drawn;
        if (now == null) {
            // the second press of a double click that has closed an outline begins no other
            if (at.clicks() < 2) {
                begin(of, at);
            }
        } else if (now.of != of || !now.plane.equals(at.plane())) {
            model.refuse("correct.refused.elsewhere");
        } else {
            now.erases = at.inverse();
            if (at.clicks() > 1 || now.nearFirst(at)) {
                finish(of);
            } else {
                now.add(at.x(), at.y());
            }
        }
    }

    private void begin(EditCase of, Spot at) {
        if (tool == EditTool.LIVEWIRE && !model.valuesFor(of, at.plane(), 0)) {
            return;
        }
        Line.Maker maker = tool == EditTool.LIVEWIRE ? Line.clinging(of, at.plane()) : Line.straight();
        var begun = new Drawn(of, at.plane(), maker);
        begun.erases = at.inverse();
        begun.add(at.x(), at.y());
        drawn = begun;
    }

    @Override
    public void drag(EditCase of, Spot at) {
        move(of, at);
    }

    @Override
    public boolean move(EditCase of, Spot at) {
        Drawn now = drawn;
        boolean here = now != null && now.of == of && now.plane.equals(at.plane());
        if (now != null && here) {
            now.closing = now.nearFirst(at);
            now.loose = now.lines.getLast().to(at.x(), at.y());
        }
        return here;
    }

    @Override
    public boolean finish(EditCase of) {
        Drawn now = drawn;
        if (now == null || now.of != of) {
            return false;
        }
        List<double[]> line = now.closed();
        if (line.size() > 3) {
            drawn = null;
            AreaPaint.fill(now.of, model.options(), now.plane, line, now.erases, AreaPaint.step(tool));
        }
        return true;
    }

    @Override
    public boolean back(EditCase of) {
        Drawn now = drawn;
        if (now == null || now.of != of) {
            return false;
        }
        now.corners.removeLast();
        now.ways.removeLast();
        now.lines.removeLast();
        now.loose = List.of();
        if (now.corners.isEmpty()) {
            drawn = null;
        }
        return true;
    }

    @Override
    public boolean cancel(EditCase of) {
        boolean any = drawn != null && drawn.of == of;
        if (any) {
            drawn = null;
        }
        return any;
    }

    @Override
    public Optional<Sketch> sketch(EditCase of) {
        return Optional.ofNullable(drawn)
                .filter(d -> d.of == of)
                .map(d -> new Sketch(d.plane, d.points(d.loose), d.closing, d.corners));
    }
}
