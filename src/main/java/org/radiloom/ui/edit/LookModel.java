package org.radiloom.ui.edit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.radiloom.imaging.ImageStack;

/**
 * Where to look next in the series of the window, and whether the voxels that a model is undecided about are seen. What a model knew
 * when its mask was opened for correction stays with the correction. Knows no JavaFX; used on one thread.
 */
public final class LookModel {
    private final Function<ImageStack, Optional<String>> seriesOf;
    private final Runnable changed;
    private final Map<String, LookCase> found = new HashMap<>();
    private final Map<String, LookCase> opened = new HashMap<>();
    private boolean uncertain;

    LookModel(Function<ImageStack, Optional<String>> seriesOf, Runnable changed) {
        this.seriesOf = seriesOf;
        this.changed = changed;
    }

    /** What is known of a series. */
    public Optional<LookCase> find(String series) {
        LookCase kept = opened.get(series);
        return Optional.ofNullable(kept == null ? found.get(series) : kept);
    }

    /** What is known of the images on screen, or of those that planes were cut through. */
    public Optional<LookCase> on(Optional<ImageStack> stack) {
        return stack.flatMap(seriesOf).flatMap(this::find);
    }

    /** The series of images on screen. */
    public Optional<String> series(ImageStack stack) {
        return seriesOf.apply(stack);
    }

    /** A model has found something in a series. */
    public void found(String series, LookCase what) {
        found.put(series, what);
        changed.run();
    }

    /** Nothing is found in a series any more. */
    public void lost(String series) {
        if (found.remove(series) != null) {
            changed.run();
        }
    }

    /** What was found last in a series, whatever a correction keeps. */
    public Optional<LookCase> lastFound(String series) {
        return Optional.ofNullable(found.get(series));
    }

    /** The draft of a series is corrected from now on: what is known of it stays, whatever is found later. */
    public void open(EditCase on, int label) {
        lastFound(on.id()).ifPresent(look -> {
            look.corrects(label);
            opened.put(on.id(), look);
            look.changed(on.map(), 0, on.grid().slices() - 1);
            changed.run();
        });
    }

    /** A correction is let go. */
    void closed(String series) {
        opened.remove(series);
    }

    /** An edit has changed slices of a correction. */
    void edited(EditCase on, int first, int last) {
        find(on.id()).ifPresent(look -> look.changed(on.map(), first, last));
    }

    // ---- what is seen ----

    /** Whether voxels that the model is undecided about are seen. */
    public boolean uncertainShown() {
        return uncertain;
    }

    public void setUncertainShown(boolean wanted) {
        if (uncertain != wanted) {
            uncertain = wanted;
            changed.run();
        }
    }

    // ---- places ----

    /** Goes on to the next place in a series. */
    public OptionalInt next(String series) {
        return step(find(series).map(LookCase::next).orElse(OptionalInt.empty()));
    }

    /** Goes back to the place before. */
    public OptionalInt previous(String series) {
        return step(find(series).map(LookCase::previous).orElse(OptionalInt.empty()));
    }

    private OptionalInt step(OptionalInt to) {
        changed.run();
        return to;
    }
}
