package org.radiloom.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A grey volume that lies in memory as a whole: what a NIfTI file, a resampling or a phantom gives. Immutable. */
public final class VolumeStack implements ImageStack {
    private static final int WINDOW_SAMPLES = 100_000;

    private final List<GreySlice> slices;
    private final @Nullable Geometry geometry;
    private final ValueUnit unit;
    private final Window window;

    private VolumeStack(List<GreySlice> slices, @Nullable Geometry geometry, ValueUnit unit, Window window) {
        this.slices = List.copyOf(slices);
        this.geometry = geometry;
        this.unit = unit;
        this.window = window;
    }

    /**
     * A stack of the given slices, with a window fitted to their values.
     *
     * @param slices at least one, all of one size
     * @param geometry the place of the voxels, empty when nothing is known; its size must be that of the slices
     */
    public static VolumeStack of(List<GreySlice> slices, Optional<Geometry> geometry, ValueUnit unit) {
        if (slices.isEmpty() || unit == ValueUnit.COLOUR) {
            throw new IllegalArgumentException(slices.size() + " grey slices in " + unit);
        }
        GreySlice first = slices.get(0);
        for (GreySlice s : slices) {
            if (s.columns() != first.columns() || s.rows() != first.rows()) {
                throw new IllegalArgumentException("slices of different size");
            }
        }
        Geometry g = geometry.orElse(null);
        if (g != null && (g.columns() != first.columns() || g.rows() != first.rows() || g.slices() != slices.size())) {
            throw new IllegalArgumentException("geometry " + g + " for " + slices.size() + " slices");
        }
        return new VolumeStack(slices, g, unit, fittedWindow(slices));
    }

    /**
     * A volume of floats on a grid; the values are copied.
     *
     * @param voxels in {@code unit}, index i + columns * (j + rows * k)
     */
    public static VolumeStack ofFloats(Geometry geometry, float[] voxels, ValueUnit unit) {
        checkLength(geometry, voxels.length);
        int n = geometry.columns() * geometry.rows();
        List<GreySlice> slices = new ArrayList<>();
        for (int k = 0; k < geometry.slices(); k++) {
            float[] plane = Arrays.copyOfRange(voxels, k * n, (k + 1) * n);
            slices.add(GreySlice.ofValues(plane, geometry.columns(), geometry.rows()));
        }
        return of(slices, Optional.of(geometry), unit);
    }

    /**
     * A volume of signed 16-bit values on a grid; the values are copied.
     *
     * @param voxels in {@code unit}, index i + columns * (j + rows * k)
     */
    public static VolumeStack ofShorts(Geometry geometry, short[] voxels, ValueUnit unit) {
        checkLength(geometry, voxels.length);
        int n = geometry.columns() * geometry.rows();
        List<GreySlice> slices = new ArrayList<>();
        for (int k = 0; k < geometry.slices(); k++) {
            short[] plane = Arrays.copyOfRange(voxels, k * n, (k + 1) * n);
            slices.add(GreySlice.ofStored(plane, true, 1, 0, geometry.columns(), geometry.rows()));
        }
        return of(slices, Optional.of(geometry), unit);
    }

    private static void checkLength(Geometry geometry, int length) {
        if (length != geometry.voxels()) {
            throw new IllegalArgumentException(length + " voxels for " + geometry.voxels());
        }
    }

    @Override
    public int columns() {
        return slices.get(0).columns();
    }

    @Override
    public int rows() {
        return slices.get(0).rows();
    }

    @Override
    public int slices() {
        return slices.size();
    }

    @Override
    public ValueUnit unit() {
        return unit;
    }

    @Override
    public Optional<Geometry> geometry() {
        return Optional.ofNullable(geometry);
    }

    @Override
    public Window defaultWindow() {
        return window;
    }

    @Override
    public GreySlice slice(int k) {
        return slices.get(k);
    }

    @Override
    public Optional<Slice> ifLoaded(int k) {
        return Optional.of(slices.get(k));
    }

    /** The same voxels, shown with another window at first. */
    public VolumeStack withWindow(Window window) {
        return new VolumeStack(slices, geometry, unit, window);
    }

    /**
     * The same voxels with their axes turned (never interpolated), so that columns run most nearly to the patient's left,
     * rows to the back and slices to the head; this stack itself if it lies so already or has no place.
     */
    public VolumeStack patientAligned() {
        Geometry from = geometry;
        if (from == null) {
            return this;
        }
        PatientAxes axes = new PatientAxes(from);
        return axes.nothingToDo() ? this : new VolumeStack(axes.turn(slices), axes.geometry(), unit, window);
    }

    /** Value at an index, in this stack's unit. */
    public float valueAt(int i, int j, int k) {
        return slices.get(k).valueAt(i, j);
    }

    /**
     * All values in this stack's unit, index i + columns * (j + rows * k); the caller owns the copy.
     *
     * @throws ArithmeticException if there are more than 2^31 - 1 voxels
     */
    public float[] toFloats() {
        int n = columns() * rows();
        float[] all = new float[Math.multiplyExact(n, slices())];
        for (int k = 0; k < slices(); k++) {
            slices.get(k).copyTo(all, k * n);
        }
        return all;
    }

    /** Black and white at the 1st and 99th percentile of about 100,000 evenly spread voxels. */
    private static Window fittedWindow(List<GreySlice> slices) {
        int n = slices.get(0).columns() * slices.get(0).rows();
        long total = (long) n * slices.size();
        int count = (int) Math.min(total, WINDOW_SAMPLES);
        float[] values = new float[count];
        int kept = 0;
        for (int s = 0; s < count; s++) {
            long at = (long) (s * ((double) total / count));
            GreySlice slice = slices.get((int) (at / n));
            int inSlice = (int) (at % n);
            float v = slice.valueAt(inSlice % slice.columns(), inSlice / slice.columns());
            if (Float.isFinite(v)) {
                values[kept++] = v;
            }
        }
        if (kept == 0) {
            return new Window(0, 1);
        }
        Arrays.sort(values, 0, kept);
        float low = values[(int) (0.01 * (kept - 1))];
        float high = values[(int) (0.99 * (kept - 1))];
        return high > low ? Window.between(low, high) : Window.between(values[0], Math.nextUp(values[kept - 1]));
    }
}
