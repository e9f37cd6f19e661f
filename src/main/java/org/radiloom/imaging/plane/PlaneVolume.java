package org.radiloom.imaging.plane;

import java.util.function.Supplier;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.ValueUnit;

/**
 * A stack of slices as a volume that can be cut along the patient's axes; slices are taken as they come into memory and
 * none is copied.
 *
 * <p>Planes follow the axes of the images that lie nearest to the patient's, so nothing is interpolated across planes of a
 * stack that lies on an upright grid.
 */
public final class PlaneVolume {
    private final ImageStack stack;
    private final VoxelLines lines;

    private PlaneVolume(ImageStack stack, VoxelLines lines) {
        if (stack.unit() == ValueUnit.COLOUR) {
            throw new IllegalArgumentException("colour has no single value to cut");
        }
        this.stack = stack;
        this.lines = lines;
    }

    /** A grey stack on the upright grid {@code geometry}. */
    public static PlaneVolume onGrid(ImageStack stack, Geometry geometry) {
        return new PlaneVolume(stack, new GridLines(geometry));
    }

    /** A grey stack whose slices are brought to an even, upright grid. */
    public static PlaneVolume evened(ImageStack stack, SlicePlaces places) {
        return new PlaneVolume(stack, new EvenedLines(places));
    }

    /** The grid that planes are cut from. */
    public Geometry geometry() {
        return lines.geometry();
    }

    /** All planes of one direction. */
    public PlaneStack planes(Plane plane, Slab slab) {
        return planes(plane, () -> slab);
    }

    /** All planes of one direction, each as thick as {@code slab} says when it is asked for. */
    public PlaneStack planes(Plane plane, Supplier<Slab> slab) {
        return new PlaneStack(stack, lines, plane, slab);
    }

    /** The same cuts through other images of the same places, such as a mask. */
    public PlaneVolume through(ImageStack other) {
        return new PlaneVolume(other, lines);
    }

    /** Whether the planes of a direction are the very slices of the stack, in their order and the right way round. */
    public boolean same(Plane plane) {
        return lines instanceof GridLines && new PlaneAxes(lines.geometry(), plane).nothingToDo();
    }
}
