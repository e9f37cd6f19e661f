package org.radiloom.ui.draw;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.radiloom.imaging.Polygon;

/**
 * The region that a grading looks at, frame by frame: as it was found, and as the reader changed it. Every series keeps
 * its own. Knows no JavaFX; used on one thread.
 *
 * <p>Points never leave the frame, and a region keeps at least three.
 */
public final class RegionModel {
    private static final int FEWEST_POINTS = 3;
    /** How far points of a found region may move for editing, as a part of the frame. */
    private static final double COARSENESS = 0.008;

    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<String, SeriesRegions> known = new HashMap<>();
    private SeriesRegions shown = new SeriesRegions();
    private int frame;
    private boolean editing;
    private boolean draft = true;
    private boolean rejected;
    private int selected = -1;
    private boolean dragging;

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    // ---- what is shown ----

    /** Shows the regions of a series; what the reader did to them earlier is still there. */
    public void show(String series, int columns, int rows) {
        shown = known.computeIfAbsent(series, id -> new SeriesRegions());
        shown.columns = columns;
        shown.rows = rows;
        editing = false;
        selected = -1;
        changed();
    }

    /** Forgets a series. */
    public void forget(String series) {
        known.remove(series);
    }

    /** Goes to another frame. */
    public void goTo(int k) {
        if (k != frame) {
            frame = k;
            selected = -1;
            dragging = false;
            changed();
        }
    }

    /**
     * Takes the regions that a grading has looked at.
     *
     * @param regions by frame
     * @param drawn the frames whose region came from the reader; the others were found by the model
     */
    public void graded(String series, Map<Integer, Polygon> regions, Set<Integer> drawn) {
        SeriesRegions of = known.computeIfAbsent(series, id -> new SeriesRegions());
        regions.forEach((k, polygon) -> {
            SeriesRegions.OfFrame region = of.of(k);
            if (!drawn.contains(k)) {
                region.find(polygon);
            }
            region.graded = polygon;
            region.now = polygon;
        });
        changed();
    }

    /** The frame on screen. */
    public int frame() {
        return frame;
    }

    /**
     * The region on the frame on screen. What the model found follows every pixel; while it is edited it has as few points
     * as keep its shape, and it is left as it was found until the reader changes something.
     */
    public Optional<Polygon> polygon() {
        return region().map(r ->
                editing && !r.edited() ? r.handy(COARSENESS * Math.min(shown.columns, shown.rows)) : r.now);
    }

    private Optional<SeriesRegions.OfFrame> region() {
        return Optional.ofNullable(shown.frames.get(frame));
    }

    /** Whether the region on screen differs from what the model found. */
    public boolean edited() {
        return region().filter(SeriesRegions.OfFrame::edited).isPresent();
    }

    /** Whether some region differs from what the last grading looked at. */
    public boolean changedSinceGrading() {
        return shown.frames.values().stream().anyMatch(r -> r.now != null && !r.now.equals(r.graded));
    }

    /** The regions of a series that a reader drew or changed, by frame. */
    public Map<Integer, Polygon> drawn(String series) {
        Map<Integer, Polygon> all = new TreeMap<>();
        SeriesRegions of = known.get(series);
        if (of != null) {
            of.frames.forEach((k, r) -> {
                Polygon now = r.now;
                if (r.edited() && now != null) {
                    all.put(k, now);
                }
            });
        }
        return Collections.unmodifiableMap(all);
    }

    /** Takes note of what a reader has said about the grading: rejected ones take their regions off the image. */
    public void setDecided(boolean stillDraft, boolean nowRejected) {
        draft = stillDraft;
        rejected = nowRejected;
        changed();
    }

    /** Whether nobody has accepted the grading that the region belongs to. */
    public boolean draft() {
        return draft;
    }

    /** Whether the region is to be seen: one that is edited always is. */
    public boolean visible() {
        return editing || !rejected;
    }

    // ---- editing ----

    /** Whether points can be seen and moved. */
    public boolean editing() {
        return editing;
    }

    /** Begins or ends the editing; where there is no region it begins with an octagon in the middle of the frame. */
    public void setEditing(boolean wanted) {
        if (wanted && polygon().isEmpty()) {
            replace(middle());
        }
        editing = wanted;
        selected = -1;
        dragging = false;
        changed();
    }

    private Polygon middle() {
        double[] points = new double[16];
        for (int n = 0; n < 8; n++) {
            double angle = Math.PI * (2 * n + 1) / 8;
            points[2 * n] = shown.columns * (0.5 + 0.2 * Math.cos(angle));
            points[2 * n + 1] = shown.rows * (0.5 + 0.2 * Math.sin(angle));
        }
        return Polygon.of(points);
    }

    /** The point that keys act on, -1 for none. */
    public int selected() {
        return selected;
    }

    public void select(int point) {
        int size = polygon().map(Polygon::size).orElse(0);
        selected = size == 0 ? -1 : Math.floorMod(point, size);
        changed();
    }

    /** Moves a point as part of a drag: however many moves follow, one undo takes all of them back. */
    public void drag(int point, double column, double row) {
        polygon().ifPresent(p -> {
            if (!dragging) {
                dragging = true;
                remember();
            }
            selected = point;
            put(p.withMoved(point, within(column, row)));
        });
    }

    /** Ends a drag. */
    public void drop() {
        dragging = false;
    }

    /** Moves the selected point by pixels. */
    public void nudge(double columns, double rows) {
        polygon().filter(p -> selected >= 0).ifPresent(p -> {
            Polygon.Point at = p.points().get(selected);
            replace(p.withMoved(selected, within(at.column() + columns, at.row() + rows)));
        });
    }

    /** Adds a point on the line from point {@code edge} to the next one, and selects it. */
    public void insert(int edge, double column, double row) {
        polygon().ifPresent(p -> {
            selected = edge + 1;
            replace(p.withInserted(edge + 1, within(column, row)));
        });
    }

    /** Adds a point in the middle of the line behind the selected one. */
    public void insertBehindSelected() {
        polygon().filter(p -> selected >= 0).ifPresent(p -> {
            Polygon.Point a = p.points().get(selected);
            Polygon.Point b = p.points().get((selected + 1) % p.size());
            insert(selected, (a.column() + b.column()) / 2, (a.row() + b.row()) / 2);
        });
    }

    /** Takes a point away, unless only three are left. */
    public void delete(int point) {
        polygon()
                .filter(p -> p.size() > FEWEST_POINTS && point >= 0 && point < p.size())
                .ifPresent(p -> {
                    selected = Math.min(point, p.size() - 2);
                    replace(p.without(point));
                });
    }

    /** Takes the last change of the region on screen back. */
    public void undo() {
        region().filter(r -> !r.undo.isEmpty()).ifPresent(r -> {
            r.now = r.undo.removeLast().before().orElse(null);
            selected = -1;
            dragging = false;
            editing = editing && r.now != null;
            changed();
        });
    }

    public boolean canUndo() {
        return region().filter(r -> !r.undo.isEmpty()).isPresent();
    }

    /** When the change was made that undo would take back, by {@link System#nanoTime}. */
    public OptionalLong lastChangeNanos() {
        return region().filter(r -> !r.undo.isEmpty())
                .map(r -> OptionalLong.of(r.undo.getLast().nanos()))
                .orElse(OptionalLong.empty());
    }

    /** Back to what the model found; undo brings the reader's region back. */
    public void reset() {
        region().filter(SeriesRegions.OfFrame::edited).ifPresent(r -> {
            remember();
            r.now = r.found;
            selected = -1;
            editing = editing && r.now != null;
            changed();
        });
    }

    private Polygon.Point within(double column, double row) {
        return new Polygon.Point(
                Math.clamp(column, -0.5, shown.columns - 0.5), Math.clamp(row, -0.5, shown.rows - 0.5));
    }

    private void replace(Polygon polygon) {
        remember();
        put(polygon);
    }

    private void put(Polygon polygon) {
        shown.of(frame).now = polygon;
        changed();
    }

    private void remember() {
        SeriesRegions.OfFrame region = shown.of(frame);
        region.remember(Optional.ofNullable(region.now));
    }
}
