package org.radiloom.annotate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

/**
 * The work on the label map of one case: every step changes the map, can be taken back, and is on the disk before the next one.
 * Used on one thread.
 */
public final class LabelEditor implements AutoCloseable {
    private final LabelMap map;
    private final History history;
    private final Journal journal;
    private final Keeping keeping;
    private final Effort.Tally effort = new Effort.Tally();
    private final List<Consumer<Edit>> listeners = new ArrayList<>();
    private List<Segment> segments = List.of();
    private Optional<Problem> trouble = Optional.empty();

    private LabelEditor(Path file, String caseId, Geometry geometry, Keeping keeping) throws Problem {
        this.map = LabelMap.empty(geometry);
        this.keeping = keeping;
        this.history = new History(keeping.capacity());
        this.journal = Journal.open(file, caseId, map, keeping, this::replay);
        journal.shorten(this::everything);
    }

    /** Opens the work of somebody who gives no name. */
    public static LabelEditor open(Path journal, String caseId, Geometry geometry) throws Problem {
        return open(journal, caseId, geometry, "");
    }

    /**
     * Opens the work on a case, with everything that was done before, also what can be taken back; or begins it.
     *
     * @param journal the file that keeps it
     * @param caseId what the journal belongs to, such as the series UID
     * @param annotator id of who works on it, written with each step; may be empty
     * @throws Problem if another window holds it, if the file belongs to something else, or if it cannot be written
     */
    public static LabelEditor open(Path journal, String caseId, Geometry geometry, String annotator) throws Problem {
        return open(journal, caseId, geometry, Keeping.by(annotator));
    }

    static LabelEditor open(Path journal, String caseId, Geometry geometry, Keeping keeping) throws Problem {
        return new LabelEditor(journal, caseId, geometry, keeping);
    }

    private void replay(JournalRecord entry) {
        effort.count(entry);
        switch (entry) {
            case JournalRecord.Made made -> {
                var step = new Step(
                        made.stamp(),
                        made.name(),
                        made.edit(),
                        segments,
                        made.segments().orElse(segments));
                forward(step);
                history.made(step);
            }
            case JournalRecord.Undone undone -> history.back().ifPresent(this::backward);
            case JournalRecord.Redone redone -> history.again().ifPresent(this::forward);
            case JournalRecord.Base base -> {
                base.map().apply(map);
                segments = base.segments();
            }
            case JournalRecord.Kept kept -> {
                if (kept.ahead()) {
                    history.ahead(kept.step());
                } else {
                    history.made(kept.step());
                }
            }
        }
    }

    private void forward(Step step) {
        step.edit().apply(map);
        segments = step.after();
    }

    private void backward(Step step) {
        step.edit().revert(map);
        segments = step.before();
    }

    /** Tells {@code listener} about every change, with the voxels that changed. */
    public void onChange(Consumer<Edit> listener) {
        listeners.add(listener);
    }

    /** The map; it changes with every step. */
    public LabelMap map() {
        return map;
    }

    public List<Segment> segments() {
        return segments;
    }

    /** The map and the segments as they are now; later steps do not reach it. */
    public Segmentation segmentation() {
        return new Segmentation(map.copy(), segments);
    }

    public Optional<Segment> segment(int label) {
        return segments.stream().filter(s -> s.label() == label).findFirst();
    }

    /** Whether nothing has ever been done. */
    public boolean isNew() {
        return history.depth() == 0 && segments.isEmpty();
    }

    // ---- steps ----

    /** Something to paint on; {@link #commit} makes it a step. Locked segments cannot be painted over. */
    public Canvas begin() {
        boolean[] locked = new boolean[LabelMap.MOST_LABELS + 1];
        segments.stream().filter(Segment::locked).forEach(s -> locked[s.label()] = true);
        return new Canvas(map, locked);
    }

    /** Makes what was painted a step; nothing happens if nothing changed. Whether something did. */
    public boolean commit(String name, Canvas canvas) {
        return make(new Step(keeping.stamp(), name, canvas.edit(), segments, segments));
    }

    /** Paints at once. */
    public boolean edit(String name, Consumer<Canvas> paint) {
        Canvas canvas = begin();
        paint.accept(canvas);
        return commit(name, canvas);
    }

    /**
     * Paints and changes the segments, in one step.
     *
     * @param after all segments as they are to be
     */
    public boolean edit(String name, List<Segment> after, Consumer<Canvas> paint) {
        Canvas canvas = begin();
        paint.accept(canvas);
        return make(new Step(keeping.stamp(), name, canvas.edit(), segments, List.copyOf(after)));
    }

    /** Adds a segment, or changes the one with its label. */
    public boolean put(String name, Segment segment) {
        List<Segment> after = new ArrayList<>(segments);
        after.removeIf(s -> s.label() == segment.label());
        after.add(segment);
        after.sort(Comparator.comparingInt(Segment::label));
        return make(new Step(keeping.stamp(), name, new Edit.Recorder().edit(), segments, after));
    }

    /** Changes a segment that is there. */
    public boolean change(String name, int label, UnaryOperator<Segment> how) {
        return segment(label).map(s -> put(name, how.apply(s))).orElse(false);
    }

    /** Changes segments, all in one step; their labels stay. */
    public boolean changeAll(String name, UnaryOperator<Segment> how) {
        List<Segment> after = segments.stream().map(how).toList();
        return make(new Step(keeping.stamp(), name, new Edit.Recorder().edit(), segments, after));
    }

    /** Takes a segment away with its voxels, even if it is locked. */
    public boolean remove(String name, int label) {
        var canvas = new Canvas(map, new boolean[LabelMap.MOST_LABELS + 1]);
        canvas.replace(label, 0);
        List<Segment> after = segments.stream().filter(s -> s.label() != label).toList();
        return make(new Step(keeping.stamp(), name, canvas.edit(), segments, after));
    }

    private boolean make(Step step) {
        if (step.isEmpty()) {
            return false;
        }
        forward(step);
        history.made(step);
        boolean same = step.before().equals(step.after());
        keep(new JournalRecord.Made(
                step.stamp(), step.name(), step.edit(), same ? Optional.empty() : Optional.of(step.after())));
        tell(step);
        return true;
    }

    /** Takes the last step back. Whether there was one. */
    public boolean undo() {
        Optional<Step> last = history.back();
        last.ifPresent(step -> {
            backward(step);
            keep(new JournalRecord.Undone(keeping.stamp()));
            tell(step);
        });
        return last.isPresent();
    }

    /** Makes the step taken back last again. Whether there was one. */
    public boolean redo() {
        Optional<Step> next = history.again();
        next.ifPresent(step -> {
            forward(step);
            keep(new JournalRecord.Redone(keeping.stamp()));
            tell(step);
        });
        return next.isPresent();
    }

    /** What undo would take back. */
    public Optional<String> undoName() {
        return history.undoName();
    }

    /** What redo would make again. */
    public Optional<String> redoName() {
        return history.redoName();
    }

    /** Memory that the steps take, in bytes. */
    public long historyBytes() {
        return history.bytes();
    }

    private void keep(JournalRecord entry) {
        effort.count(entry);
        try {
            journal.append(entry, this::everything);
            trouble = Optional.empty();
        } catch (Problem problem) {
            trouble = Optional.of(problem);
        }
    }

    /** All that a journal has to tell, written anew. */
    private List<JournalRecord> everything() {
        List<JournalRecord> all = new ArrayList<>();
        all.add(new JournalRecord.Base(
                keeping.stamp(), Edit.between(LabelMap.empty(map.geometry()), map), segments, effort()));
        history.past().forEach(step -> all.add(new JournalRecord.Kept(step, false)));
        history.future().forEach(step -> all.add(new JournalRecord.Kept(step, true)));
        return all;
    }

    private void tell(Step step) {
        listeners.forEach(l -> l.accept(step.edit()));
    }

    /** Why the last steps are not on the disk; empty when all are. Nothing is lost while the program runs. */
    public Optional<Problem> trouble() {
        return trouble;
    }

    /**
     * What was found wrong with the journal and set right, each with what became of it: a step that was being written when the
     * program ended, a file that was no journal, one that another program deleted. Later ones are added.
     */
    public List<Problem> notices() {
        return journal.notices();
    }

    /** What the work took so far, also before this opening. */
    public Effort effort() {
        return effort.effort();
    }

    Journal journal() {
        return journal;
    }

    /**
     * Ends the work; the journal stays.
     *
     * @throws Problem if the last steps cannot be written
     */
    @Override
    public void close() throws Problem {
        int unkept = journal.waiting();
        try {
            journal.close(this::everything);
        } catch (IOException e) {
            throw AnnotateProblems.lost(journal.file(), unkept, e);
        }
    }
}
