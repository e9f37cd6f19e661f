package org.radiloom.annotate.file;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/**
 * The values of a volume taken as labels.
 *
 * <p>Whole numbers from 0 to 255 stay as they are, others get free numbers; fractions from 0 to 1 are taken as a
 * probability. More than 255 different values are an image and no labels.
 */
final class LabelValues {
    private static final String MANY = " holds more than 255 different values: an image rather than labels.";
    private static final double PROBABLE = 0.5;
    /** Whole numbers beyond these are not exact as floats. */
    private static final float LARGEST = 1 << 24;

    private final VolumeStack stack;
    private final String file;
    private final boolean[] small = new boolean[LabelMap.MOST_LABELS + 1];
    private final SortedMap<Integer, Integer> others = new TreeMap<>();
    private boolean fractions;
    private boolean beyondProbability;

    private LabelValues(VolumeStack stack, String file) {
        this.stack = stack;
        this.file = file;
    }

    /**
     * Labels on the grid of the file.
     *
     * @param grid of the stack
     * @throws Problem {@code segmentation.values} if the values cannot be labels
     */
    static Imported of(VolumeStack stack, Geometry grid, String file) throws Problem {
        return new LabelValues(stack, file).labels(grid);
    }

    private Imported labels(Geometry grid) throws Problem {
        for (int k = 0; k < stack.slices(); k++) {
            look(stack.slice(k));
        }
        if (fractions && (beyondProbability || !others.isEmpty())) {
            throw noLabels(file + " holds fractions: an image rather than labels.");
        }
        List<String> warnings = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        if (fractions) {
            warnings.add(file + " holds fractions: voxels of 0.5 and more were taken.");
        } else {
            renumber(warnings, segments);
        }
        byte[] @Nullable [] slices = new byte[stack.slices()][];
        for (int k = 0; k < slices.length; k++) {
            slices[k] = slice(stack.slice(k));
        }
        LabelMap map = LabelMap.of(grid, slices);
        return new Imported(new Segmentation(map, PlainSegments.completed(segments, map)), warnings);
    }

    private void look(GreySlice slice) throws Problem {
        for (int j = 0; j < slice.rows(); j++) {
            for (int i = 0; i < slice.columns(); i++) {
                float v = slice.valueAt(i, j);
                int whole = (int) v;
                if (whole == v && whole >= 0 && whole <= LabelMap.MOST_LABELS) {
                    small[whole] = true;
                } else if (whole == v && Math.abs(v) < LARGEST) {
                    others.put(whole, 0);
                    if (others.size() > LabelMap.MOST_LABELS) {
                        throw noLabels(file + MANY);
                    }
                } else if (v > 0 && v < 1) {
                    fractions = true;
                } else {
                    // also what is no number at all
                    fractions = true;
                    beyondProbability = true;
                }
            }
        }
        for (int value = 2; value < small.length; value++) {
            beyondProbability |= small[value];
        }
    }

    private Problem noLabels(String what) {
        return Problem.input(
                "segmentation.values", what, "Choose a file that holds a whole number from 0 to 255 for each voxel.");
    }

    private void renumber(List<String> warnings, List<Segment> segments) throws Problem {
        int free = 1;
        for (var other : others.entrySet()) {
            while (free < small.length && small[free]) {
                free++;
            }
            if (free == small.length) {
                throw noLabels(file + MANY);
            }
            small[free] = true;
            other.setValue(free);
            segments.add(PlainSegments.of(free, "Label " + other.getKey()));
        }
        if (!others.isEmpty()) {
            warnings.add(
                    file + " holds labels below 0 or above 255; they have new numbers and keep the old ones as names.");
        }
    }

    private byte @Nullable [] slice(GreySlice slice) {
        byte[] labels = new byte[slice.columns() * slice.rows()];
        boolean empty = true;
        for (int j = 0; j < slice.rows(); j++) {
            for (int i = 0; i < slice.columns(); i++) {
                byte label = (byte) label(slice.valueAt(i, j));
                labels[i + slice.columns() * j] = label;
                empty &= label == 0;
            }
        }
        return empty ? null : labels;
    }

    private int label(float v) {
        if (fractions) {
            return v >= PROBABLE ? 1 : 0;
        }
        return v >= 0 && v <= LabelMap.MOST_LABELS ? (int) v : others.getOrDefault((int) v, 0);
    }
}
