package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.Canvas;
import org.radiloom.annotate.LabelCounts;
import org.radiloom.annotate.LabelEditor;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.tool.Reach;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.problem.Problem;

/**
 * The segmentation of one series while it is corrected: the editor that keeps it, the label that tools paint, and the stroke
 * that is not finished. Knows no JavaFX; used on one thread.
 */
public final class EditCase {
    private final String id;
    private final LabelEditor editor;
    private final boolean measured;
    private final LabelCounts counts;
    private final List<Runnable> listeners = new ArrayList<>();
    private ImageStack images;
    private int label;
    private @Nullable Canvas stroke;
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable Preview preview;
    private long revision;
    private OptionalLong lastStep = OptionalLong.empty();

    /**
     * @param id of the series
     * @param images of the series, on the editor's grid
     * @param measured whether the grid has a size in the patient; if not, a millimetre stands for a voxel
     */
    public EditCase(String id, LabelEditor editor, ImageStack images, boolean measured) {
        this.id = id;
        this.editor = editor;
        this.images = images;
        this.measured = measured;
        this.label = editor.segments().stream().findFirst().map(Segment::label).orElse(0);
        this.counts = LabelCounts.of(editor.map());
        editor.onChange(edit -> {
            counts.update(edit);
            lastStep = OptionalLong.of(System.nanoTime());
            changed();
        });
    }

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        revision++;
        if (editor.segment(label).isEmpty()) {
            label = editor.segments().stream().findFirst().map(Segment::label).orElse(0);
        }
        listeners.forEach(Runnable::run);
    }

    public String id() {
        return id;
    }

    /** Grows with every change of what is to be seen. */
    public long revision() {
        return revision;
    }

    public Geometry grid() {
        return editor.map().geometry();
    }

    /** Whether sizes are millimetres of the patient; if not, they are voxels. */
    public boolean measured() {
        return measured;
    }

    /** The images that are corrected on; slices that are not in memory are out of reach for tools that ask for values. */
    public ImageStack images() {
        return images;
    }

    /** The same images, read anew. */
    public void setImages(ImageStack now) {
        images = now;
    }

    public LabelMap map() {
        return editor.map();
    }

    /** How many voxels each label has, without the stroke that is not finished. */
    public LabelCounts counts() {
        return counts;
    }

    /** What keeps it; steps that are made there are seen here. */
    public LabelEditor editor() {
        return editor;
    }

    public List<Segment> segments() {
        return editor.segments();
    }

    /** The label that tools paint; 0 while there is no segment. */
    public int label() {
        return label;
    }

    /** The segment that tools paint. */
    public Optional<Segment> segment() {
        return editor.segment(label);
    }

    public void setLabel(int wanted) {
        if (wanted != label && editor.segment(wanted).isPresent()) {
            cancelPreview();
            label = wanted;
            changed();
        }
    }

    /** Adds a segment and makes it the one that tools paint. */
    public void add(String step, Segment segment) {
        editor.put(step, segment);
        setLabel(segment.label());
    }

    /** Changes a segment. */
    public void change(String step, int which, UnaryOperator<Segment> how) {
        editor.change(step, which, how);
    }

    // ---- strokes ----

    /** Whether tools have something to paint with: a segment that is not locked. */
    public boolean paintable() {
        return segment().filter(s -> !s.locked()).isPresent();
    }

    /** Which voxels tools may change. */
    public Reach reach(EditOptions options) {
        return options.limit()
                .map(limit -> Reach.values(images, limit.low(), limit.high()))
                .orElse(Reach.EVERYWHERE);
    }

    /** How much values may differ in one tissue, until the annotator says otherwise: a twentieth of the usual window. */
    double usualTolerance() {
        return images.defaultWindow().width() / 20;
    }

    /** Begins a stroke; a preview that nobody has taken goes. */
    public void begin() {
        preview = null;
        stroke = editor.begin();
    }

    /** Whether a stroke is not finished. */
    public boolean painting() {
        return stroke != null;
    }

    /** Goes on with the stroke. */
    public void paint(Consumer<Canvas> what) {
        Canvas on = stroke;
        if (on != null) {
            what.accept(on);
            changed();
        }
    }

    /** Ends the stroke: it is a step now, and on the disk. */
    public void end(String name) {
        Canvas done = stroke;
        stroke = null;
        if (done != null && !editor.commit(name, done)) {
            changed();
        }
        goOn();
    }

    /** Gives the stroke up. */
    public void drop() {
        stroke = null;
        changed();
        goOn();
    }

    /** Does something now, or when the stroke under way has ended: a stroke knows nothing of steps made meanwhile. */
    void whenIdle(Runnable what) {
        waiting.add(what);
        goOn();
    }

    private void goOn() {
        while (stroke == null && !waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    /** A whole step at once. */
    public boolean edit(String name, Consumer<Canvas> what) {
        return editor.edit(name, what);
    }

    // ---- preview ----

    public Optional<Preview> preview() {
        return Optional.ofNullable(preview);
    }

    public void setPreview(Preview wanted) {
        preview = wanted;
        changed();
    }

    /** Makes the preview a step; whether there was one. */
    public boolean takePreview() {
        Preview wanted = preview;
        preview = null;
        if (wanted == null) {
            return false;
        }
        // a segment may have been locked or deleted since
        List<Preview> free = wanted.parts().filter(p -> mayGet(p.label())).toList();
        if (!editor.edit(wanted.name(), canvas -> free.forEach(p -> p.apply(canvas)))) {
            changed();
        }
        return true;
    }

    private boolean mayGet(int which) {
        return which == 0 || editor.segment(which).filter(s -> !s.locked()).isPresent();
    }

    /** Forgets the preview; whether there was one. */
    public boolean cancelPreview() {
        boolean any = preview != null;
        preview = null;
        if (any) {
            changed();
        }
        return any;
    }

    // ---- undo ----

    public boolean canUndo() {
        return stroke == null && editor.undoName().isPresent();
    }

    public boolean canRedo() {
        return stroke == null && editor.redoName().isPresent();
    }

    /** Takes back the preview if there is one, otherwise the last step. */
    public void undo() {
        if (!cancelPreview() && stroke == null) {
            editor.undo();
        }
    }

    public void redo() {
        if (stroke == null) {
            editor.redo();
        }
    }

    /** When the last step was made, taken back or made again, by {@link System#nanoTime}. */
    public OptionalLong lastStepNanos() {
        return lastStep;
    }

    /** Why the last steps are not on the disk. */
    public Optional<Problem> trouble() {
        return editor.trouble();
    }

    // ---- what is seen ----

    /** The labels under the pixels of a slice on screen, row by row, with the stroke that is not finished. */
    public void copyLabels(PlanePlace place, byte[] into) {
        Canvas on = stroke;
        LabelMap map = editor.map();
        if (place.isOwn()) {
            int k = (int) place.origin().z();
            if (on != null) {
                on.copySlice(k, into);
            } else {
                map.copySlice(k, into);
            }
        } else {
            place.eachVoxel((at, i, j, k) -> into[at] = (byte) (on != null ? on.label(i, j, k) : map.label(i, j, k)));
        }
    }
}
