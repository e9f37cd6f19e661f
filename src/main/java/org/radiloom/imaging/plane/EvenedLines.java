package org.radiloom.imaging.plane;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;

/**
 * Images brought to an even, upright grid: for each slice of the grid the images next to it on both sides are shifted to
 * where they lie and mixed by their distances. Linear in all three directions, exact for values that are linear in space.
 */
final class EvenedLines implements VoxelLines {
    private static final double SNAP = 1e-5;

    private final Geometry geometry;
    private final int columns;
    private final int rows;
    /** For each slice of the grid the image below it, and how much of the one above is mixed in. */
    private final int[] below;

    private final float[] share;
    private final double[][] shifts;

    EvenedLines(SlicePlaces places) {
        geometry = places.even();
        columns = places.columns();
        rows = places.rows();
        int last = places.first().size() - 1;
        shifts = new double[last + 1][];
        for (int s = 0; s <= last; s++) {
            shifts[s] = places.shift(s, geometry);
        }
        below = new int[geometry.slices()];
        share = new float[below.length];
        int s = 0;
        for (int k = 0; k < below.length; k++) {
            double height = geometry.sliceSpacingMm() * k;
            while (s < last - 1 && places.height(s + 1) < height) {
                s++;
            }
            double part = (height - places.height(s)) / (places.height(s + 1) - places.height(s));
            below[k] = s;
            share[k] = (float) Math.clamp(part, 0, 1);
        }
    }

    @Override
    public Geometry geometry() {
        return geometry;
    }

    @Override
    public Sources sources(int k) {
        int from = share[k] == 1 ? below[k] + 1 : below[k];
        return new Sources(from, share[k] == 0 ? from : below[k] + 1);
    }

    @Override
    public boolean copy(
            boolean row, int at, int k, @Nullable GreySlice[] images, boolean asStored, float outside, float[] line) {
        Sources from = sources(k);
        int length = row ? geometry.columns() : geometry.rows();
        Arrays.fill(line, 0, length, 0);
        for (int s = from.first(); s <= from.last(); s++) {
            GreySlice image = images[s];
            if (image == null) {
                return false;
            }
            float weight = from.first() == from.last() ? 1 : s == below[k] ? 1 - share[k] : share[k];
            add(
                    image,
                    row,
                    at - shifts[s][row ? 1 : 0],
                    shifts[s][row ? 0 : 1],
                    weight,
                    asStored,
                    outside,
                    line,
                    length);
        }
        return true;
    }

    /**
     * Adds a line of an image.
     *
     * @param at fractional number of the row or column in the image
     * @param shift where in {@code line} the first pixel of the image lies
     */
    private void add(
            GreySlice image,
            boolean row,
            double at,
            double shift,
            float weight,
            boolean asStored,
            float outside,
            float[] line,
            int length) {
        int lines = row ? rows : columns;
        int count = row ? columns : rows;
        int whole = (int) Math.floor(at + SNAP);
        float part = (float) Math.max(0, at - whole);
        part = part < SNAP ? 0 : part;
        if (whole < 0 || whole > lines - 1 || (part > 0 && whole > lines - 2)) {
            for (int n = 0; n < length; n++) {
                line[n] += weight * outside;
            }
            return;
        }
        float[] mixed = new float[count];
        copy(image, row, whole, asStored, mixed);
        if (part > 0) {
            float[] next = new float[count];
            copy(image, row, whole + 1, asStored, next);
            for (int n = 0; n < count; n++) {
                mixed[n] += part * (next[n] - mixed[n]);
            }
        }
        // line[n] takes the image at n - shift
        int first = (int) Math.ceil(shift - SNAP);
        float beyond = (float) Math.max(0, first - shift);
        beyond = beyond < SNAP ? 0 : beyond;
        int end = Math.min(length, first + (beyond > 0 ? count - 1 : count));
        for (int n = 0; n < Math.min(first, length); n++) {
            line[n] += weight * outside;
        }
        for (int n = Math.max(0, first); n < end; n++) {
            float a = mixed[n - first];
            line[n] += weight * (beyond == 0 ? a : a + beyond * (mixed[n - first + 1] - a));
        }
        for (int n = Math.max(0, end); n < length; n++) {
            line[n] += weight * outside;
        }
    }

    private static void copy(GreySlice image, boolean row, int at, boolean asStored, float[] into) {
        if (row) {
            image.copyRow(at, asStored, into);
        } else {
            image.copyColumn(at, asStored, into);
        }
    }
}
