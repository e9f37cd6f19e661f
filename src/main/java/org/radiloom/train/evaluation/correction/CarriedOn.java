package org.radiloom.train.evaluation.correction;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.tool.Propagation;
import org.radiloom.annotate.tool.SliceInterpolation;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.infer.Certainty;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.problem.Problem;

/** Plays an annotator who makes some slices equal to the reference, and judges the slices that were not touched. */
final class CarriedOn {
    /** What is done with the slices that were not touched. */
    enum Way {
        LEAVE("leave the draft"),
        INTERPOLATE("interpolate between the corrected"),
        PROPAGATE("propagate the correction");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final int LABEL = 1;

    private final ImageStack image;
    private final Mask draft;
    private final Mask reference;
    private final Certainty certainty;
    private final Geometry grid;
    private final int first;
    private final int last;

    CarriedOn(ImageStack image, Mask draft, Mask reference, Certainty certainty) {
        this.image = image;
        this.draft = draft;
        this.reference = reference;
        this.certainty = certainty;
        this.grid = draft.geometry();
        int[] shown = IntStream.range(0, grid.slices())
                .filter(k -> certainty.places().contains(k) || reference.countInSlice(k) > 0)
                .toArray();
        this.first = shown.length == 0 ? 0 : shown[0];
        this.last = shown.length == 0 ? -1 : shown[shown.length - 1];
    }

    /** Dice of the slices between corrected ones when every n-th is corrected; the mean over the n places to begin at. */
    Map<Way, Double> everyNth(int n) throws Problem {
        List<Map<Way, Double>> all = new ArrayList<>();
        for (int begin = first; begin < first + n; begin++) {
            var corrected = new TreeSet<Integer>();
            for (int k = begin; k <= last; k += n) {
                corrected.add(k);
            }
            if (corrected.size() > 1) {
                int[] between = IntStream.range(corrected.first(), corrected.last())
                        .filter(k -> !corrected.contains(k))
                        .toArray();
                all.add(dice(corrected, between));
            }
        }
        return mean(all);
    }

    /** Dice of the slices up to {@code reach} away from a corrected one; the mean over {@code places}, each corrected alone. */
    Map<Way, Double> aroundOne(List<Integer> places, int reach) throws Problem {
        List<Map<Way, Double>> all = new ArrayList<>();
        for (int place : places) {
            int[] around = IntStream.rangeClosed(Math.max(first, place - reach), Math.min(last, place + reach))
                    .filter(k -> k != place)
                    .toArray();
            all.add(dice(new TreeSet<>(List.of(place)), around));
        }
        return mean(all);
    }

    private static Map<Way, Double> mean(List<Map<Way, Double>> all) {
        Map<Way, Double> mean = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
            mean.put(way, all.stream().mapToDouble(m -> m.get(way)).average().orElse(Double.NaN));
        }
        return mean;
    }

    private Map<Way, Double> dice(NavigableSet<Integer> corrected, int[] judged) throws Problem {
        var drawn = new byte[grid.slices()][];
        var onlyDrawn = new byte[grid.slices()][];
        for (int k = 0; k < drawn.length; k++) {
            drawn[k] = slice(corrected.contains(k) ? reference : draft, k);
            onlyDrawn[k] = corrected.contains(k) ? slice(reference, k) : slice();
        }
        Map<Way, Double> dice = new EnumMap<>(Way.class);
        dice.put(Way.LEAVE, dice(judged, Map.of()));
        dice.put(Way.INTERPOLATE, dice(judged, SliceInterpolation.preview(LabelMap.of(grid, onlyDrawn), LABEL)));
        NavigableMap<Integer, boolean[]> carried = new Propagation(
                        LabelMap.of(grid, drawn),
                        LABEL,
                        new Propagation.Draft(draft, certainty::copySlice),
                        Optional.of(image))
                .preview(corrected, corrected);
        dice.put(Way.PROPAGATE, dice(judged, carried));
        return dice;
    }

    /** @param changed what differs from the draft, by slice */
    private double dice(int[] judged, Map<Integer, boolean[]> changed) {
        OverlapMetrics sum = OverlapMetrics.NONE;
        for (int k : judged) {
            byte[] found = slice(draft, k);
            boolean[] other = changed.get(k);
            for (int at = 0; other != null && at < found.length; at++) {
                found[at] = (byte) (other[at] ? 1 : 0);
            }
            sum = sum.plus(OverlapMetrics.of(slice(reference, k), found));
        }
        return sum.dice();
    }

    private byte[] slice(Mask mask, int k) {
        byte[] slice = slice();
        mask.copySlice(k, slice);
        return slice;
    }

    private byte[] slice() {
        return new byte[grid.columns() * grid.rows()];
    }
}
