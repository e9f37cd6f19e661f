package org.radiloom.ui.view;

import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What lies over the image of a viewport: a structure, marks on the ruler, and how much of it is seen. Used on one thread. */
public final class Covering {
    private static final double USUAL_OPACITY = 0.35;

    private final Runnable changed;
    private @Nullable Overlay mask;
    private boolean drawn;
    private SliceMarks marks = SliceMarks.NONE;
    private BitSet keys = new BitSet();
    private boolean shown = true;
    private double opacity = USUAL_OPACITY;
    private boolean filled = true;
    private Names names = (slice, column, row) -> "";

    /** Says what is drawn over a pixel. */
    @FunctionalInterface
    public interface Names {
        /** The name of the structure; empty where there is none. */
        String at(int slice, int column, int row);
    }

    Covering(Runnable changed) {
        this.changed = changed;
    }

    /** Another stack is on screen: nothing lies over it yet. */
    void begin() {
        mask = null;
        marks = SliceMarks.NONE;
    }

    /** Whether something lies over the image. */
    public boolean any() {
        return mask != null || drawn;
    }

    /** Says that something other than a mask lies over the image. */
    public void setDrawn(boolean now) {
        if (drawn != now) {
            drawn = now;
            changed.run();
        }
    }

    /** Slices that the ruler marks beside those with a mask. */
    public SliceMarks marks() {
        return marks;
    }

    public void setMarks(SliceMarks wanted) {
        if (!marks.equals(wanted)) {
            marks = wanted;
            changed.run();
        }
    }

    /** Slices that the reader wants to come back to; the ruler shows them. */
    public BitSet keys() {
        return (BitSet) keys.clone();
    }

    public void setKeys(BitSet wanted) {
        if (!keys.equals(wanted)) {
            keys = (BitSet) wanted.clone();
            changed.run();
        }
    }

    /** The structure that is drawn over the image. */
    public Optional<Overlay> mask() {
        return Optional.ofNullable(mask);
    }

    /** Draws a structure over the image; null draws none. */
    public void setMask(@Nullable Overlay wanted) {
        mask = wanted;
        changed.run();
    }

    /** Whether the reader wants to see what lies over the image. */
    public boolean shown() {
        return shown;
    }

    public void setShown(boolean wanted) {
        shown = wanted;
        changed.run();
    }

    /** Opacity of the fill, 0 to 1; the outline stays. */
    public double opacity() {
        return opacity;
    }

    public void setOpacity(double wanted) {
        opacity = Math.clamp(wanted, 0, 1);
        changed.run();
    }

    /** Whether structures are filled; if not, only their outlines are seen. */
    public boolean filled() {
        return filled;
    }

    public void setFilled(boolean wanted) {
        filled = wanted;
        changed.run();
    }

    /** Opacity that areas are filled with now, 0 to 1. */
    public double fillOpacity() {
        return filled ? opacity : 0;
    }

    /** The name of what is drawn over a pixel while it is seen; empty where nothing is. */
    public String nameAt(int slice, int column, int row) {
        return shown ? names.at(slice, column, row) : "";
    }

    /** Who knows what is drawn over a pixel. */
    public void setNames(Names wanted) {
        names = wanted;
    }
}
