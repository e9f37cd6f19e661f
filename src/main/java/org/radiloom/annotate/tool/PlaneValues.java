package org.radiloom.annotate.tool;

import java.util.Optional;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;

/** The values of images on a plane of their grid. */
public final class PlaneValues {
    private PlaneValues() {}

    /** Why there are none. */
    public enum Lack {
        /** Colours have no single value. */
        COLOUR,
        /** A slice that the plane crosses is not in memory. */
        UNREAD
    }

    /** What keeps the values of a plane away, also of those up to {@code around} planes beside it; empty if nothing does. */
    public static Optional<Lack> lack(ImageStack stack, EditPlane plane, int around) {
        if (stack.unit() == ValueUnit.COLOUR) {
            return Optional.of(Lack.COLOUR);
        }
        boolean across = plane.axis() != EditPlane.Axis.SLICE;
        int first = across ? 0 : Math.max(0, plane.index() - around);
        int last = across ? stack.slices() - 1 : Math.min(stack.slices() - 1, plane.index() + around);
        for (int k = first; k <= last; k++) {
            if (!stack.isLoaded(k)) {
                return Optional.of(Lack.UNREAD);
            }
        }
        return Optional.empty();
    }

    /** The values of a plane in the unit of the images, row by row; empty where {@link #lack} says why. */
    public static Optional<float[]> of(ImageStack stack, EditPlane plane) {
        boolean across = plane.axis() != EditPlane.Axis.SLICE;
        int width = plane.axis() == EditPlane.Axis.COLUMN ? stack.rows() : stack.columns();
        int height = across ? stack.slices() : stack.rows();
        float[] values = new float[width * height];
        Slice slice = null;
        for (int y = 0; y < height; y++) {
            if (y == 0 || across) {
                slice = stack.ifLoaded(plane.k(0, y)).orElse(null);
            }
            if (!(slice instanceof GreySlice grey)) {
                return Optional.empty();
            }
            for (int x = 0; x < width; x++) {
                values[x + width * y] = grey.valueAt(plane.i(x, y), plane.j(x, y));
            }
        }
        return Optional.of(values);
    }
}
