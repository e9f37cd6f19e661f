package org.radiloom.annotate.tool;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.LabelMap;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.problem.Problem;

/**
 * Carries what was corrected in some slices on to their neighbours. What was added to the draft or taken from it speaks for or
 * against the voxels at the same place in the next slices, less with distance; the model's own belief and the values of the image
 * speak along, and the sum decides. Only voxels near a correction can change, and
 * none that has another label. It goes on until a slice agrees, is settled, or is too
 * far away. The numbers were chosen on validation patients; see docs/results/next-place.md. Deterministic.
 */
public final class Propagation {
    /** What a correction speaks with in its own slice, as log odds. */
    private static final double CORRECTION = 6;
    /** Distance within a slice at which a correction says nothing any more. */
    private static final double NEAR_MM = 8;
    /** Distance between slices over which the voice of a correction falls to 1/e. */
    private static final double FADING_MM = 12;
    /** Distance between slices that is never bridged. */
    private static final double REACH_MM = 36;
    /** Weight of what the image says. */
    private static final double IMAGE = 0.5;
    /** Log odds that neither the model nor the image goes beyond. */
    private static final double SUREST = Math.log(99);

    private final LabelMap map;
    private final int label;
    private final Draft draft;
    private final Optional<ImageStack> image;
    private final Geometry grid;
    private final int size;

    /** Copies the probability of being inside, 0 to 1, of the voxels of one slice, row by row. */
    @FunctionalInterface
    public interface Belief {
        void copySlice(int k, float[] into);
    }

    /**
     * What there was before any correction.
     *
     * @param belief of the model that made it
     */
    public record Draft(Mask mask, Belief belief) {}

    /** @param image that speaks along, slices are read when they are needed; empty, or in colour, where none does */
    public Propagation(LabelMap map, int label, Draft draft, Optional<ImageStack> image) {
        this.map = map;
        this.label = label;
        this.draft = draft;
        this.image = image;
        this.grid = map.geometry();
        this.size = map.sliceSize();
    }

    /**
     * What the neighbours of corrected slices would look like.
     *
     * @param from corrected slices that are carried on
     * @param settled slices that stay as they are, because a person drew them or looked at them; also speaks for those between
     * @return inside or not, row by row, of the slices that would change
     * @throws Problem if a slice of the image cannot be read
     */
    public NavigableMap<Integer, boolean[]> preview(SortedSet<Integer> from, NavigableSet<Integer> settled)
            throws Problem {
        NavigableSet<Integer> fixed = new TreeSet<>(settled);
        fixed.addAll(from);
        NavigableMap<Integer, boolean[]> changed = new TreeMap<>();
        Map<Integer, Correction> corrections = new HashMap<>();
        for (int start : from) {
            for (int step : new int[] {-1, 1}) {
                walk(start, step, fixed, corrections, changed);
            }
        }
        return changed;
    }

    private void walk(
            int start,
            int step,
            NavigableSet<Integer> fixed,
            Map<Integer, Correction> corrections,
            NavigableMap<Integer, boolean[]> changed)
            throws Problem {
        for (int k = start + step; inReach(start, k) && !fixed.contains(k); k += step) {
            if (!changed.containsKey(k)) {
                boolean[] proposed =
                        proposed(k, correction(fixed.lower(k), corrections), correction(fixed.higher(k), corrections));
                if (proposed == null) {
                    return;
                }
                changed.put(k, proposed);
            }
        }
    }

    private boolean inReach(int start, int k) {
        return k >= 0 && k < grid.slices() && Math.abs(k - start) * grid.sliceSpacingMm() <= REACH_MM;
    }

    private @Nullable Correction correction(@Nullable Integer k, Map<Integer, Correction> known) throws Problem {
        if (k == null) {
            return null;
        }
        Correction there = known.get(k);
        if (there == null) {
            there = correction(k);
            known.put(k, there);
        }
        return there;
    }

    private Correction correction(int k) throws Problem {
        byte[] labels = new byte[size];
        byte[] drafted = new byte[size];
        map.copySlice(k, labels);
        draft.mask().copySlice(k, drafted);
        boolean[] before = new boolean[size];
        boolean[] after = new boolean[size];
        for (int at = 0; at < size; at++) {
            before[at] = drafted[at] != 0;
            after[at] = (labels[at] & 0xFF) == label;
        }
        return Correction.of(k, before, after, grid.crop(0, 0, k, grid.columns(), grid.rows(), 1), grey(k));
    }

    private @Nullable GreySlice grey(int k) throws Problem {
        return image.isPresent() && image.get().slice(k) instanceof GreySlice grey ? grey : null;
    }

    /** Slice {@code k} with the corrections below and above it; null if nothing changes. */
    private boolean @Nullable [] proposed(int k, @Nullable Correction below, @Nullable Correction above)
            throws Problem {
        double low = below == null ? 0 : weight(k - below.slice(), above == null ? 0 : above.slice() - below.slice());
        double high = above == null ? 0 : weight(above.slice() - k, below == null ? 0 : above.slice() - below.slice());
        byte[] labels = new byte[size];
        map.copySlice(k, labels);
        float[] belief = new float[size];
        draft.belief().copySlice(k, belief);
        GreySlice grey = grey(k);
        Appearance appearance = Appearance.of(below, above);
        boolean[] inside = new boolean[size];
        boolean changes = false;
        for (int at = 0; at < size; at++) {
            boolean now = (labels[at] & 0xFF) == label;
            inside[at] = now;
            float fromBelow = below == null ? 0 : below.says(at);
            float fromAbove = above == null ? 0 : above.says(at);
            boolean free = now || labels[at] == 0;
            if (free && (fromBelow != 0 || fromAbove != 0)) {
                double odds = Math.clamp(Math.log(belief[at] / (1.0 - belief[at])), -SUREST, SUREST)
                        + CORRECTION * (low * fromBelow + high * fromAbove);
                if (grey != null) {
                    odds += IMAGE * appearance.logOdds(grey.valueAt(at % grid.columns(), at / grid.columns()));
                }
                inside[at] = odds > 0;
                changes |= inside[at] != now;
            }
        }
        return changes ? inside : null;
    }

    /** @param gap slices between the corrections on both sides, 0 if there is one side only */
    private double weight(int distance, int gap) {
        double share = gap == 0 ? 1 : 1 - distance / (double) gap;
        return share * Math.exp(-distance * grid.sliceSpacingMm() / FADING_MM);
    }

    static double nearMm() {
        return NEAR_MM;
    }
}
