package org.radiloom.imaging.plane;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

/**
 * The planes of a volume in one direction, each made when it is asked for; the last one is kept.
 *
 * <p>Where images are not in memory yet, {@link #ifLoaded} gives planes that are black there and change as images come.
 */
public final class PlaneStack implements ImageStack {
    /** What is black in Hounsfield units. */
    private static final double AIR_HU = -1000;

    private final ImageStack stack;
    private final VoxelLines lines;
    private final PlaneAxes axes;
    private final Geometry geometry;
    private final Supplier<Slab> slab;
    private Slab lastSlab = Slab.NONE;
    private volatile int firstMissing;
    private int lastK = -1;
    private @Nullable GreySlice[] lastImages = new @Nullable GreySlice[0];
    private @Nullable GreySlice last;

    PlaneStack(ImageStack stack, VoxelLines lines, Plane plane, Supplier<Slab> slab) {
        this.stack = stack;
        this.lines = lines;
        this.axes = new PlaneAxes(lines.geometry(), plane);
        this.geometry = axes.geometry();
        this.slab = slab;
    }

    /** The images that planes are made of. */
    public ImageStack source() {
        return stack;
    }

    /** How thick planes are now. */
    public Slab slab() {
        return slab.get();
    }

    @Override
    public int columns() {
        return geometry.columns();
    }

    @Override
    public int rows() {
        return geometry.rows();
    }

    @Override
    public int slices() {
        return geometry.slices();
    }

    @Override
    public ValueUnit unit() {
        return stack.unit();
    }

    @Override
    public Optional<Geometry> geometry() {
        return Optional.of(geometry);
    }

    @Override
    public Window defaultWindow() {
        return stack.defaultWindow();
    }

    @Override
    public Slice slice(int k) throws Problem {
        Slab thick = slab.get();
        VoxelLines.Sources needed = needed(k, thick);
        @Nullable GreySlice[] images = new @Nullable GreySlice[stack.slices()];
        for (int s = needed.first(); s <= needed.last(); s++) {
            images[s] = stack.slice(s) instanceof GreySlice grey ? grey : null;
        }
        return made(k, thick, images, needed).orElseThrow();
    }

    /** The plane as far as its images are in memory; empty only if none of them is. */
    @Override
    public Optional<Slice> ifLoaded(int k) {
        Slab thick = slab.get();
        VoxelLines.Sources needed = needed(k, thick);
        @Nullable GreySlice[] images = new @Nullable GreySlice[stack.slices()];
        for (int s = needed.first(); s <= needed.last(); s++) {
            images[s] = stack.ifLoaded(s).orElse(null) instanceof GreySlice grey ? grey : null;
        }
        return made(k, thick, images, needed).map(plane -> plane);
    }

    /** Whether nothing is missing in plane {@code k}. */
    @Override
    public boolean isLoaded(int k) {
        if (axes.axis[2] == 2) {
            return missing(k) == 0;
        }
        // all these planes need all images: those before the first missing one are not asked again
        int at = firstMissing;
        while (at < stack.slices() && stack.isLoaded(at)) {
            at++;
        }
        firstMissing = at;
        return at == stack.slices();
    }

    /** How many of the images that plane {@code k} is made of are not in memory. */
    public int missing(int k) {
        VoxelLines.Sources needed = needed(k, slab.get());
        int missing = 0;
        for (int s = needed.first(); s <= needed.last(); s++) {
            missing += stack.isLoaded(s) ? 0 : 1;
        }
        return missing;
    }

    /** An image that plane {@code k} needs: the middle one. */
    public int source(int k) {
        VoxelLines.Sources needed = needed(k, Slab.NONE);
        return (needed.first() + needed.last()) / 2;
    }

    private VoxelLines.Sources needed(int k, Slab thick) {
        if (axes.axis[2] != 2) {
            return new VoxelLines.Sources(0, stack.slices() - 1);
        }
        int at = axes.turned(2, k);
        int slices = lines.geometry().slices();
        int reach = thick.reach(geometry.sliceSpacingMm());
        return new VoxelLines.Sources(
                lines.sources(Math.max(0, at - reach)).first(),
                lines.sources(Math.min(slices - 1, at + reach)).last());
    }

    private synchronized Optional<GreySlice> made(
            int k, Slab thick, @Nullable GreySlice[] images, VoxelLines.Sources needed) {
        GreySlice before = last;
        // equal means identical here, which is quick
        if (before != null && lastK == k && lastSlab.equals(thick) && Arrays.equals(lastImages, images)) {
            return Optional.of(before);
        }
        GreySlice first = null;
        boolean asStored = true;
        for (int s = needed.first(); s <= needed.last(); s++) {
            GreySlice image = images[s];
            if (image != null) {
                first = first == null ? image : first;
                asStored = asStored && first.sharesTransform(image);
            }
        }
        if (first == null) {
            return Optional.empty();
        }
        GreySlice plane = new PlaneMaker(lines, axes, images, first, asStored)
                .make(k, thick.reach(geometry.sliceSpacingMm()), thick.projection(), black());
        last = plane;
        lastK = k;
        lastSlab = thick;
        lastImages = images;
        return Optional.of(plane);
    }

    private double black() {
        return stack.unit() == ValueUnit.HOUNSFIELD ? AIR_HU : 0;
    }
}
