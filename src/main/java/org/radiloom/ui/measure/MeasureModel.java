package org.radiloom.ui.measure;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.imaging.measure.Shape.Kind;
import org.radiloom.study.measure.ImageKey;
import org.radiloom.study.measure.Measurement;

/**
 * The measurements of all series on screen, the tool that draws them, and what can be taken back. They belong to series, so
 * every pane shows them. Knows no JavaFX; used on one thread.
 */
public final class MeasureModel {
    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<ImageStack, MeasureSubject> subjects = new WeakHashMap<>();
    private final MeasureHistory history = new MeasureHistory();
    private final Map<String, Known> known = new HashMap<>();
    private @Nullable Kind tool;
    private @Nullable Drawing drawing;
    private @Nullable ImageStack drawingOn;
    private @Nullable String selected;
    private @Nullable Grabbed grabbed;
    private @Nullable String editing;
    /** A note that has no words yet, and its series. */
    private @Nullable Fresh fresh;

    private record Fresh(String series, Measurement note) {}

    /** The measurements of a series when a drag began. */
    private record Grabbed(String series, List<Measurement> before) {}

    /** What a shape gave when it was measured last. */
    private record Known(Shape shape, WeakReference<Slice> pixels, MeasureSubject subject, Measured measured) {}

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Who keeps the measurements of a series, told after every change. */
    public void setKeeper(BiConsumer<String, List<Measurement>> wanted) {
        history.setKeeper(wanted);
    }

    // ---- series ----

    /** Makes a stack measurable; {@code kept} are its measurements from before, unless some are here already. */
    public void attach(ImageStack stack, MeasureSubject subject, List<Measurement> kept) {
        subjects.put(stack, subject);
        history.begin(subject.seriesUid(), kept);
        changed();
    }

    /** Whether the measurements of a series are here. */
    public boolean knows(String seriesUid) {
        return history.knows(seriesUid);
    }

    /** What is known of a stack; empty while it cannot be measured on. */
    public Optional<MeasureSubject> subject(Optional<ImageStack> stack) {
        return stack.map(subjects::get);
    }

    /** The measurements on the images of a stack, by slice and then in the order they were drawn. */
    public List<Measurement> all(MeasureSubject subject) {
        return history.series(subject.seriesUid()).stream()
                .filter(m -> subject.slice(m.image()).isPresent())
                .sorted((a, b) -> Integer.compare(
                        subject.slice(a.image()).orElse(0),
                        subject.slice(b.image()).orElse(0)))
                .toList();
    }

    /** The measurements on one slice, in the order they were drawn. */
    public List<Measurement> on(MeasureSubject subject, int slice) {
        ImageKey image =
                slice >= 0 && slice < subject.images().size() ? subject.images().get(slice) : null;
        return history.series(subject.seriesUid()).stream()
                .filter(m -> m.image().equals(image))
                .toList();
    }

    /** What a measurement gives, as far as its image is in memory. */
    public Measured measured(MeasureSubject subject, ImageStack stack, Measurement m) {
        int slice = subject.slice(m.image()).orElse(-1);
        Slice pixels = slice < 0 ? null : stack.ifLoaded(slice).orElse(null);
        Known before = known.get(m.id());
        if (before != null
                && before.pixels.refersTo(pixels)
                && before.subject.equals(subject)
                && before.shape.equals(m.shape())) {
            return before.measured;
        }
        Measured measured = measured(subject, stack, slice, m.shape());
        known.put(m.id(), new Known(m.shape(), new WeakReference<>(pixels), subject, measured));
        return measured;
    }

    /** What a shape on a slice gives, as far as the slice is in memory. */
    static Measured measured(MeasureSubject subject, ImageStack stack, int slice, Shape shape) {
        Optional<Slice> pixels = slice < 0 ? Optional.empty() : stack.ifLoaded(slice);
        var image = new Measured.Image(slice, stack.columns(), stack.rows(), pixels, stack.unit());
        return Measured.of(shape, image, subject.calibration());
    }

    // ---- tool ----

    /** What a press on the image begins to draw; empty when the usual tools have the button. */
    public Optional<Kind> tool() {
        return Optional.ofNullable(tool);
    }

    /** Takes a tool into the hand; null gives the button back to the usual tools. */
    public void setTool(@Nullable Kind wanted) {
        tool = wanted;
        drawing = null;
        drawingOn = null;
        changed();
    }

    /** One step back: from a drawing, from the tool, from the selection; whether there was one. */
    public boolean leave() {
        if (drawing != null) {
            drawing = null;
            drawingOn = null;
        } else if (tool != null) {
            tool = null;
        } else if (selected != null) {
            selected = null;
        } else {
            return false;
        }
        changed();
        return true;
    }

    // ---- drawing ----

    /** The button goes down on a slice. */
    public void press(ImageStack stack, int slice, Point at) {
        Kind kind = tool;
        if (kind == null || !subjects.containsKey(stack)) {
            return;
        }
        Drawing now = drawing;
        if (now == null || !stack.equals(drawingOn) || now.slice() != slice) {
            drawing = new Drawing(kind, slice, within(stack, at));
            drawingOn = stack;
            selected = null;
        } else {
            now.press(within(stack, at));
        }
        changed();
    }

    /** The pointer moves over the slice that is drawn on. */
    public void move(Point at, boolean down) {
        Drawing now = drawing;
        ImageStack stack = drawingOn;
        if (now != null && stack != null) {
            if (down) {
                now.trace(within(stack, at));
            } else {
                now.move(within(stack, at));
            }
            changed();
        }
    }

    /**
     * The button goes up.
     *
     * @param dragged whether the pointer has moved since it went down
     * @param pixel size of a screen pixel in image pixels
     */
    public void release(Point at, boolean dragged, double pixel) {
        Drawing now = drawing;
        ImageStack stack = drawingOn;
        if (now != null && stack != null && now.release(within(stack, at), dragged)) {
            finish(pixel);
        }
    }

    /** Ends a polygon. */
    public void close(double pixel) {
        Drawing now = drawing;
        if (now != null && now.kind() == Kind.POLYGON) {
            now.close();
            finish(pixel);
        }
    }

    private void finish(double pixel) {
        Drawing done = drawing;
        ImageStack stack = drawingOn;
        drawing = null;
        drawingOn = null;
        MeasureSubject subject = stack == null ? null : subjects.get(stack);
        if (done != null && subject != null) {
            done.finished(pixel).ifPresent(shape -> {
                Measurement m = Measurement.drawn(subject.images().get(done.slice()), shape);
                if (shape.kind() == Kind.TEXT) {
                    fresh = new Fresh(subject.seriesUid(), m);
                } else {
                    add(subject.seriesUid(), m);
                }
            });
        }
        changed();
    }

    private void add(String uid, Measurement m) {
        selected = m.id();
        List<Measurement> now = new ArrayList<>(history.series(uid));
        now.add(m);
        history.done(uid, now);
    }

    /** The shape that is being drawn on a slice of a stack. */
    Optional<Drawing> drawing(ImageStack stack, int slice) {
        return Optional.ofNullable(drawing).filter(d -> stack.equals(drawingOn) && d.slice() == slice);
    }

    /** The nearest point on the images of a stack. */
    static Point within(ImageStack stack, Point p) {
        return new Point(
                Math.clamp(p.column(), -0.5, stack.columns() - 0.5), Math.clamp(p.row(), -0.5, stack.rows() - 0.5));
    }

    // ---- selecting and changing ----

    /** The measurement that keys act on. */
    public Optional<Measurement> selected() {
        return history.find(selected);
    }

    public void select(String id) {
        selected = id;
        changed();
    }

    /** Selects the measurement behind the selected one in the list of a stack, or the one before with -1; its slice. */
    public OptionalInt step(MeasureSubject subject, int by) {
        List<Measurement> all = all(subject);
        if (all.isEmpty()) {
            return OptionalInt.empty();
        }
        int at = selected().map(all::indexOf).orElse(by > 0 ? -1 : 0);
        Measurement next = all.get(Math.floorMod(at + by, all.size()));
        select(next.id());
        return subject.slice(next.image());
    }

    /** The note whose words are being written. */
    Optional<Measurement> editing() {
        Fresh note = fresh;
        return note == null ? history.find(editing) : Optional.of(note.note);
    }

    /** Begins to write the words of a note; null ends it. */
    void edit(@Nullable String id) {
        editing = id;
        changed();
    }

    /** Begins a drag: however many changes follow until {@link #drop}, one undo takes all of them back. */
    void grab(String id) {
        selected = id;
        grabbed = null;
        history.seriesOf(id).ifPresent(uid -> grabbed = new Grabbed(uid, history.series(uid)));
        changed();
    }

    /** Changes the grabbed measurement. */
    void drag(ImageStack stack, String id, UnaryOperator<Measurement> how) {
        Grabbed from = grabbed;
        if (from != null) {
            history.preview(from.series, replaced(from.before, id, m -> inside(stack, how.apply(m))));
            changed();
        }
    }

    /** Points stay on the image; a shape that is moved stays there as a whole. */
    private static Measurement inside(ImageStack stack, Measurement m) {
        Shape.Box b = m.shape().box();
        double columns = Math.max(0, -0.5 - b.left()) - Math.max(0, b.right() - (stack.columns() - 0.5));
        double rows = Math.max(0, -0.5 - b.top()) - Math.max(0, b.bottom() - (stack.rows() - 0.5));
        return columns == 0 && rows == 0 ? m : m.withShape(m.shape().movedBy(columns, rows));
    }

    /** Ends a drag. */
    void drop() {
        Grabbed from = grabbed;
        grabbed = null;
        if (from != null && !history.series(from.series).equals(from.before)) {
            List<Measurement> after = history.series(from.series);
            history.preview(from.series, from.before);
            history.done(from.series, after);
            changed();
        }
    }

    /** Gives a measurement a name, or a note its words. A note without words goes away. */
    public void rename(String id, String name) {
        String words = name.strip();
        Fresh note = fresh;
        fresh = null;
        if (note != null && note.note.id().equals(id)) {
            if (!words.isEmpty()) {
                add(note.series, note.note.withName(words));
            }
            changed();
            return;
        }
        Optional<Measurement> m = history.find(id);
        editing = id.equals(editing) ? null : editing;
        if (m.isPresent() && m.get().shape().kind() == Kind.TEXT && words.isEmpty()) {
            delete(id);
        } else if (m.isPresent() && !m.get().name().equals(words)) {
            history.seriesOf(id)
                    .ifPresent(uid -> history.done(uid, replaced(history.series(uid), id, n -> n.withName(words))));
        }
        changed();
    }

    /** Takes a measurement away. */
    public void delete(String id) {
        history.seriesOf(id).ifPresent(uid -> {
            history.done(
                    uid,
                    history.series(uid).stream().filter(m -> !m.id().equals(id)).toList());
            selected = id.equals(selected) ? null : selected;
            changed();
        });
    }

    private static List<Measurement> replaced(List<Measurement> all, String id, UnaryOperator<Measurement> how) {
        return all.stream().map(m -> m.id().equals(id) ? how.apply(m) : m).toList();
    }

    // ---- undo ----

    public boolean canUndo() {
        return history.canUndo();
    }

    public boolean canRedo() {
        return history.canRedo();
    }

    /** When the change was made that undo would take back, by {@link System#nanoTime}. */
    public OptionalLong lastChangeNanos() {
        return history.lastNanos();
    }

    /** Takes the last change back. */
    public void undo() {
        editing = null;
        history.undo();
        changed();
    }

    /** Does again what was taken back last. */
    public void redo() {
        history.redo();
        changed();
    }
}
