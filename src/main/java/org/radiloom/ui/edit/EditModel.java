package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.tool.EditPlane;
import org.radiloom.annotate.tool.PlaneValues;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.job.Progress;
import org.radiloom.job.Work;
import org.radiloom.problem.Problem;

/**
 * The segmentations that are being corrected in the window, the tool in the hand and how it works. They belong to series, so
 * every pane that shows one shows its segmentation. Knows no JavaFX; used on one thread.
 */
public final class EditModel {
    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<String, EditCase> cases = new LinkedHashMap<>();
    private final Map<ImageStack, String> shown = new WeakHashMap<>();
    private EditOptions options = EditOptions.USUAL;
    private String annotator = "";
    private final List<Runnable> toolListeners = new ArrayList<>();
    private final List<Runnable> taken = new ArrayList<>();
    private final SegmentQuestion question = new SegmentQuestion();
    private final LookModel looking = new LookModel(stack -> Optional.ofNullable(shown.get(stack)), this::changed);
    private boolean covered;
    private Runnable starter = () -> {};
    private Consumer<String> refusal = why -> {};
    private Function<EditCase, Optional<Mask>> drafts = on -> Optional.empty();
    private Background background = EditModel::atOnce;
    private @Nullable EditTool tool;
    private @Nullable Hand hand;

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** What the annotator is asked about a segment. */
    public SegmentQuestion question() {
        return question;
    }

    /** Who corrects, as it is kept with each step of cases that are opened from now on; may be empty. */
    public String annotator() {
        return annotator;
    }

    public void setAnnotator(String wanted) {
        annotator = wanted;
    }

    // ---- cases ----

    /** Takes a case in. */
    public void put(EditCase wanted) {
        cases.put(wanted.id(), wanted);
        wanted.onChange(this::changed);
        wanted.editor().onChange(edit -> looking.edited(wanted, edit.firstSlice(), edit.lastSlice()));
        changed();
    }

    /** The case of a series. */
    public Optional<EditCase> find(String series) {
        return Optional.ofNullable(cases.get(series));
    }

    public Collection<EditCase> all() {
        return List.copyOf(cases.values());
    }

    /** Lets a case go. */
    public void remove(String series) {
        looking.closed(series);
        if (cases.remove(series) != null) {
            changed();
        }
    }

    /** Says that a stack on screen shows images of a series, or planes through it. */
    public void attach(ImageStack stack, String series) {
        shown.put(stack, series);
        changed();
    }

    /** The case of a stack on screen; empty while it is not being corrected. */
    public Optional<EditCase> on(Optional<ImageStack> stack) {
        return stack.map(shown::get).map(cases::get);
    }

    /** Where to look next. */
    public LookModel looking() {
        return looking;
    }

    /** Whether something else is drawn in the place of the segments. */
    public boolean covered() {
        return covered;
    }

    /** Takes the segments off the images while something else is drawn in their place. */
    public void setCovered(boolean wanted) {
        if (covered != wanted) {
            covered = wanted;
            changed();
        }
    }

    // ---- tool ----

    /** What the left button does; empty when the usual tools have it. */
    public Optional<EditTool> tool() {
        return Optional.ofNullable(tool);
    }

    /** What the tool in the hand does with the pointer. */
    public Optional<Hand> hand() {
        return Optional.ofNullable(hand);
    }

    /** Tells {@code listener} when another tool is in the hand; much rarer than every change. */
    public void onTool(Runnable listener) {
        toolListeners.add(listener);
    }

    /** Who is told just before a tool is taken into the hand. */
    public void onTaken(Runnable listener) {
        taken.add(listener);
    }

    /** Takes a tool into the hand; null gives the button back to the usual tools. What another has begun is given up. */
    public void setTool(@Nullable EditTool wanted) {
        if (wanted == tool) {
            return;
        }
        Hand before = hand;
        if (before != null) {
            cases.values().forEach(before::cancel);
        }
        if (wanted != null) {
            taken.forEach(Runnable::run);
        }
        tool = wanted;
        hand = wanted == null
                ? null
                : switch (wanted) {
                    case BRUSH -> new BrushHand(false, this::options);
                    case ERASER -> new BrushHand(true, this::options);
                    case POLYGON, LIVEWIRE -> new OutlineHand(this, wanted);
                    case LASSO -> new LassoHand(this);
                    case GROW -> new GrowHand(this);
                };
        toolListeners.forEach(Runnable::run);
        changed();
    }

    /** One step back: from a preview, from what a tool has begun, from the tool; whether there was one. */
    public boolean leave(Optional<EditCase> here) {
        Hand held = hand;
        if (here.filter(EditCase::cancelPreview).isPresent()) {
            return true;
        }
        if (held != null && here.filter(held::cancel).isPresent()) {
            changed();
            return true;
        }
        if (tool != null) {
            setTool(null);
            return true;
        }
        return false;
    }

    public EditOptions options() {
        return options;
    }

    public void setOptions(UnaryOperator<EditOptions> how) {
        EditOptions now = how.apply(options);
        if (!now.equals(options)) {
            options = now;
            changed();
        }
    }

    // ---- pointer ----

    /** Who begins a case when a tool is used where there is none. */
    public void setStarter(Runnable wanted) {
        starter = wanted;
    }

    /** Who is told why a tool does nothing: the key of the words. */
    public void setRefusal(Consumer<String> wanted) {
        refusal = wanted;
    }

    /** Begins a case for the images on screen. */
    void start() {
        starter.run();
    }

    /** Says why a tool does nothing; the key of the words. */
    void refuse(String why) {
        refusal.accept(why);
    }

    /** The left button goes down on a case. */
    void press(EditCase on, Spot at) {
        Hand held = hand;
        if (held == null) {
            return;
        }
        if (!on.paintable()) {
            refuse(on.segment().isPresent() ? "correct.refused.locked" : "correct.refused.none");
            return;
        }
        boolean edges = options.edges() && tool != null && tool.round();
        if ((options.limit().isPresent() || edges) && !valuesFor(on, at.plane(), around(on, at.plane()))) {
            return;
        }
        held.press(on, at);
        changed();
    }

    /** How many planes beside one the tool in the hand reaches. */
    private int around(EditCase on, EditPlane plane) {
        boolean ball = options.ball() && tool != null && tool.round();
        return ball ? (int) (options.radiusMm() / plane.acrossMm(on.grid())) : 0;
    }

    /** The pointer moves; whether with the button down. */
    void move(EditCase on, Spot at, boolean down) {
        Hand held = hand;
        if (held != null) {
            if (down) {
                held.drag(on, at);
                changed();
            } else if (held.move(on, at)) {
                changed();
            }
        }
    }

    /** The left button comes up. */
    void release(EditCase on, Spot at) {
        Hand held = hand;
        if (held != null) {
            held.release(on, at);
            changed();
        }
    }

    /** Takes the preview, or ends what takes several clicks (Enter); whether there was something. */
    public boolean finish(EditCase on) {
        Hand held = hand;
        boolean done = on.takePreview() || (held != null && held.finish(on));
        changed();
        return done;
    }

    /** Takes back the last part of what takes several clicks (Backspace); whether there was something. */
    boolean back(EditCase on) {
        boolean done = hand().filter(held -> held.back(on)).isPresent();
        if (done) {
            changed();
        }
        return done;
    }

    /** What the tool in the hand has drawn on a case and not painted. */
    Optional<Sketch> sketch(EditCase on) {
        return hand().flatMap(held -> held.sketch(on));
    }

    // ---- work ----

    /** Who does what takes longer than a frame. */
    public void setBackground(Background wanted) {
        background = wanted;
    }

    Background background() {
        return background;
    }

    /** Whether a tool can ask for the values of a plane and of those up to {@code around} beside it; if not, says why. */
    boolean valuesFor(EditCase on, EditPlane plane, int around) {
        Optional<PlaneValues.Lack> lack = PlaneValues.lack(on.images(), plane, around);
        lack.ifPresent(why -> refuse(
                switch (why) {
                    case COLOUR -> "correct.refused.colour";
                    case UNREAD -> "correct.refused.unread";
                }));
        return lack.isEmpty();
    }

    /** What can be done to whole segments. */
    public Operations operations() {
        return new Operations(this);
    }

    /** Who knows the mask that a model has made of the images of a case. */
    public void setDrafts(Function<EditCase, Optional<Mask>> wanted) {
        drafts = wanted;
    }

    /** The mask that a model has made of the images of a case, on its grid. */
    public Optional<Mask> draft(EditCase on) {
        return drafts.apply(on).filter(mask -> mask.geometry().equals(on.grid()));
    }

    /** Whether a case has not been let go. */
    boolean holds(EditCase on) {
        return find(on.id()).filter(on::equals).isPresent();
    }

    /** The plane of a case that a slice of a stack on screen can be painted on. */
    public Optional<EditPlane> plane(EditCase on, Optional<ImageStack> stack, int slice) {
        return stack.flatMap(s -> Places.of(on, s, slice)).flatMap(PlanePlace::plane);
    }

    /** Shows a preview that took a while to make, unless the annotator has turned away from its case or segment. */
    void show(EditCase on, Preview wanted) {
        on.whenIdle(() -> {
            if (holds(on) && on.paintable() && (wanted.label() == 0 || wanted.label() == on.label())) {
                on.setPreview(wanted);
            }
        });
    }

    private static <T> void atOnce(String step, Work<T> work, Consumer<T> then) {
        try {
            then.accept(work.run(Progress.NONE));
        } catch (Problem problem) {
            throw new IllegalStateException(problem);
        }
    }
}
