package org.radiloom.ui.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Ellipse;
import org.radiloom.imaging.HepatorenalIndex;
import org.radiloom.imaging.ImageStack;

/**
 * The hepatorenal index of a series: two regions on one frame and what they give. Every series keeps its own. Knows no
 * JavaFX; used on one thread.
 */
public final class IndexModel {
    /** What a region lies on. */
    public enum Organ {
        LIVER,
        KIDNEY;

        public Organ other() {
            return this == LIVER ? KIDNEY : LIVER;
        }
    }

    private static final double SMALLEST_RADIUS = 4;

    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<String, Placed> known = new HashMap<>();
    private @Nullable String series;
    private @Nullable ImageStack stack;
    private Optional<Double> rowMm = Optional.empty();
    private boolean available;
    private boolean usable;
    private @Nullable Organ selected;

    /** What the reader placed on a series. */
    private static final class Placed {
        private final int frame;
        private Ellipse liver;
        private Ellipse kidney;
        private @Nullable HepatorenalIndex result;
        private @Nullable Double declared;

        Placed(int frame, Ellipse liver, Ellipse kidney) {
            this.frame = frame;
            this.liver = liver;
            this.kidney = kidney;
        }

        Placed on(int otherFrame) {
            var placed = new Placed(otherFrame, liver, kidney);
            placed.declared = declared;
            return placed;
        }
    }

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /**
     * Shows a series.
     *
     * @param ultrasound whether an index can be measured there at all
     * @param usableHere whether a grading of that series takes an index
     * @param newRowMm distance of neighbouring rows; empty where the file does not say
     */
    public void show(String id, ImageStack frames, boolean ultrasound, boolean usableHere, Optional<Double> newRowMm) {
        series = id;
        stack = frames;
        selected = null;
        available = ultrasound;
        usable = usableHere;
        rowMm = newRowMm;
        measure();
        changed();
    }

    /** Forgets a series. */
    public void forget(String id) {
        known.remove(id);
    }

    /** Whether an index can be measured in the series on screen. */
    public boolean available() {
        return available;
    }

    /** Whether a grading of the series on screen takes an index. */
    public boolean usable() {
        return usable;
    }

    private Optional<Placed> placed() {
        return series == null ? Optional.empty() : Optional.ofNullable(known.get(series));
    }

    /** Whether the two regions are placed. */
    public boolean active() {
        return available && placed().isPresent();
    }

    /** Places the two regions side by side at one depth in a frame; if they are placed, brings them to this frame. */
    public void place(int frame) {
        ImageStack frames = stack;
        String id = series;
        if (frames == null || id == null || !available) {
            return;
        }
        double radius = Math.max(SMALLEST_RADIUS, Math.min(frames.columns(), frames.rows()) / 16.0);
        double depth = frames.rows() * 0.45;
        known.merge(
                id,
                new Placed(
                        frame,
                        Ellipse.circle(frames.columns() * 0.38, depth, radius),
                        Ellipse.circle(frames.columns() * 0.62, depth, radius)),
                (before, fresh) -> before.on(frame));
        selected = Organ.LIVER;
        measure();
        changed();
    }

    /** Takes the regions and what they gave away. */
    public void clear() {
        if (series != null) {
            known.remove(series);
        }
        changed();
    }

    /** The frame that the regions lie on; empty while there are none. */
    public Optional<Integer> frame() {
        return placed().map(p -> p.frame);
    }

    public Optional<Ellipse> region(Organ organ) {
        return placed().map(p -> organ == Organ.LIVER ? p.liver : p.kidney);
    }

    /** The region that keys act on; none until one is chosen. */
    public Optional<Organ> selected() {
        return Optional.ofNullable(selected);
    }

    public void select(Organ organ) {
        selected = organ;
        changed();
    }

    /** Gives the keys back to the frame. */
    public void deselect() {
        selected = null;
        changed();
    }

    /** Moves a region; its centre stays in the frame. */
    public void moveTo(Organ organ, double column, double row) {
        ImageStack frames = stack;
        region(organ).filter(e -> frames != null).ifPresent(e -> {
            double c = Math.clamp(column, 0, frames == null ? 0 : frames.columns() - 1);
            double r = Math.clamp(row, 0, frames == null ? 0 : frames.rows() - 1);
            put(organ, e.movedBy(c - e.column(), r - e.row()));
        });
    }

    public void moveBy(Organ organ, double columns, double rows) {
        region(organ).ifPresent(e -> moveTo(organ, e.column() + columns, e.row() + rows));
    }

    /** Gives a region another size, at most half the frame. */
    public void resize(Organ organ, double radiusColumns, double radiusRows) {
        ImageStack frames = stack;
        if (frames != null) {
            double most = Math.min(frames.columns(), frames.rows()) / 2.0;
            region(organ)
                    .ifPresent(e -> put(
                            organ,
                            e.withRadii(
                                    Math.clamp(radiusColumns, SMALLEST_RADIUS, Math.max(SMALLEST_RADIUS, most)),
                                    Math.clamp(radiusRows, SMALLEST_RADIUS, Math.max(SMALLEST_RADIUS, most)))));
        }
    }

    private void put(Organ organ, Ellipse ellipse) {
        placed().ifPresent(p -> {
            if (organ == Organ.LIVER) {
                p.liver = ellipse;
            } else {
                p.kidney = ellipse;
            }
            selected = organ;
            measure();
            changed();
        });
    }

    /** Says that a frame has come into memory: measures if the regions lie on one that was waited for. */
    public void frameArrived() {
        if (placed().filter(p -> p.result == null).isPresent()) {
            measure();
            if (result().isPresent()) {
                changed();
            }
        }
    }

    private void measure() {
        ImageStack frames = stack;
        placed().filter(p -> frames != null && available)
                .ifPresent(p -> p.result = frames == null || p.frame >= frames.slices()
                        ? null
                        : frames.ifLoaded(p.frame)
                                .map(slice -> HepatorenalIndex.measure(slice, p.liver, p.kidney, rowMm))
                                .orElse(null));
    }

    /** What the regions give; empty while there are none, or while their frame is not in memory. */
    public Optional<HepatorenalIndex> result() {
        return placed().map(p -> p.result);
    }

    /** States the measured value: gradings of this series use it from now on. */
    public void declare() {
        placed().ifPresent(p -> {
            HepatorenalIndex now = p.result;
            p.declared = now == null ? null : now.value().orElse(null);
            changed();
        });
    }

    /** Takes the statement back. */
    public void withdraw() {
        placed().ifPresent(p -> p.declared = null);
        changed();
    }

    /** The value that the reader stated for the series on screen; empty when none. */
    public Optional<Double> declared() {
        return placed().map(p -> p.declared);
    }

    /** The value that the reader stated for a series; empty when none. */
    public Optional<Double> declared(String id) {
        return Optional.ofNullable(known.get(id)).map(p -> p.declared);
    }

    /** Whether the stated value is what the regions give now. */
    public boolean declaredIsCurrent() {
        return declared().isPresent() && declared().equals(result().flatMap(HepatorenalIndex::value));
    }
}
