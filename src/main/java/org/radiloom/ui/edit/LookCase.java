package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.tool.Propagation;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.infer.Certainty;

/**
 * What a model knows beside its mask of one series, and which slices an annotator has looked at or corrected since. Knows no
 * JavaFX; used on one thread.
 */
public final class LookCase {
    /** The step that carries corrections on. */
    static final String CARRIED = "propagate";

    private final String finding;
    private final Mask draft;
    private final Certainty certainty;
    private final List<Integer> trail = new ArrayList<>();
    private final BitSet corrected = new BitSet();
    private NavigableMap<Integer, boolean[]> proposed = new TreeMap<>();
    private OptionalInt label = OptionalInt.empty();
    private int step = -1;

    /**
     * @param finding id of what the model found
     * @param draft its mask
     */
    public LookCase(String finding, Mask draft, Certainty certainty) {
        this.finding = finding;
        this.draft = draft;
        this.certainty = certainty;
    }

    public String finding() {
        return finding;
    }

    public Certainty certainty() {
        return certainty;
    }

    /** What corrections are measured by. */
    public Propagation.Draft draft() {
        return new Propagation.Draft(draft, certainty::copySlice);
    }

    /** The label that the draft has in the segmentation; empty while it is not being corrected. */
    public OptionalInt label() {
        return label;
    }

    void corrects(int wanted) {
        label = OptionalInt.of(wanted);
    }

    // ---- places ----

    /** How many places there are. */
    public int places() {
        return certainty.places().size();
    }

    /** Which place a slice is, 1 for the one with the largest expected error; 0 if it is none. */
    int place(int slice) {
        return certainty.places().indexOf(slice) + 1;
    }

    /** Which place a slice on screen is; 0 if it is none, or a plane across the slices that the model looked at. */
    public int place(Optional<ImageStack> stack, int slice) {
        return shows(stack) ? place(slice) : 0;
    }

    /** Whether a stack on screen shows the slices that the model looked at, not planes across them. */
    public boolean shows(Optional<ImageStack> stack) {
        return stack.flatMap(ImageStack::geometry)
                .filter(certainty.grid()::equals)
                .isPresent();
    }

    /** How many places nobody has looked at or corrected. */
    public int left() {
        return upcoming(places()).size();
    }

    /** The next places that nobody has looked at or corrected, in order; at most so many. */
    public List<Integer> upcoming(int most) {
        return certainty.places().stream()
                .filter(k -> !trail.contains(k) && !corrected.get(k))
                .limit(most)
                .toList();
    }

    /** Goes on to the next place, which counts as looked at; empty when there is none left. */
    OptionalInt next() {
        if (step < trail.size() - 1) {
            return OptionalInt.of(trail.get(++step));
        }
        List<Integer> next = upcoming(1);
        if (next.isEmpty()) {
            return OptionalInt.empty();
        }
        trail.add(next.getFirst());
        step = trail.size() - 1;
        return OptionalInt.of(next.getFirst());
    }

    /** Goes back to the place before; empty at the first one. */
    OptionalInt previous() {
        return hasPrevious() ? OptionalInt.of(trail.get(--step)) : OptionalInt.empty();
    }

    /** Whether there is no place after this one that was looked at already. */
    boolean atEnd() {
        return step >= trail.size() - 1;
    }

    boolean hasPrevious() {
        return step > 0;
    }

    // ---- corrections ----

    /** Looks again at slices that an edit has changed. */
    void changed(LabelMap map, int first, int last) {
        if (label.isEmpty() || !map.geometry().equals(draft.geometry())) {
            return;
        }
        byte wanted = (byte) label.getAsInt();
        byte[] now = new byte[map.sliceSize()];
        byte[] before = new byte[map.sliceSize()];
        for (int k = Math.max(0, first); k <= last; k++) {
            map.copySlice(k, now);
            draft.copySlice(k, before);
            boolean[] offered = proposed.get(k);
            boolean changed = false;
            boolean taken = offered != null;
            for (int at = 0; at < now.length && (!changed || taken); at++) {
                boolean inside = now[at] == wanted;
                changed |= inside != (before[at] != 0);
                taken &= offered != null && offered[at] == inside;
            }
            corrected.set(k, changed && !taken);
        }
    }

    /** The slices that differ from the draft, and not because a correction was carried on to them. */
    public NavigableSet<Integer> corrected() {
        return corrected.stream().collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    /** Whether there is a correction to carry on. */
    public boolean anyCorrected() {
        return !corrected.isEmpty();
    }

    /** The slices that stay as they are: corrected, or looked at as places. */
    public NavigableSet<Integer> settled() {
        NavigableSet<Integer> settled = corrected();
        settled.addAll(trail);
        return settled;
    }

    /** Shows what corrections would look like carried on; slices that take it over are not corrections themselves. */
    public void offer(EditCase on, NavigableMap<Integer, boolean[]> slices) {
        if (label.isPresent()) {
            proposed = new TreeMap<>(proposed);
            proposed.putAll(slices);
            on.setLabel(label.getAsInt());
            on.setPreview(new Preview(CARRIED, label.getAsInt(), slices, true));
        }
    }
}
