package org.radiloom.imaging.plane;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Window;

/** A mask as images that planes can be cut through: {@link #INSIDE} inside, 0 outside. Slices are made when they are needed. */
public final class MaskImages implements ImageStack {
    /** High enough that shares of a voxel survive rounding. */
    public static final short INSIDE = 1000;

    private final Mask mask;
    private final Geometry grid;
    private final GreySlice empty;
    private final @Nullable GreySlice[] slices;

    public MaskImages(Mask mask) {
        this.mask = mask;
        this.grid = mask.geometry();
        this.empty = slice(new short[grid.columns() * grid.rows()]);
        this.slices = new @Nullable GreySlice[grid.slices()];
    }

    private GreySlice slice(short[] numbers) {
        return GreySlice.ofStored(numbers, true, 1, 0, grid.columns(), grid.rows());
    }

    @Override
    public int columns() {
        return grid.columns();
    }

    @Override
    public int rows() {
        return grid.rows();
    }

    @Override
    public int slices() {
        return grid.slices();
    }

    @Override
    public ValueUnit unit() {
        return ValueUnit.RAW;
    }

    @Override
    public Optional<Geometry> geometry() {
        return Optional.of(grid);
    }

    @Override
    public Window defaultWindow() {
        return Window.between(0, INSIDE);
    }

    @Override
    public synchronized Slice slice(int k) {
        GreySlice made = slices[k];
        if (made == null) {
            made = mask.countInSlice(k) == 0 ? empty : filled(k);
            slices[k] = made;
        }
        return made;
    }

    private GreySlice filled(int k) {
        byte[] inside = new byte[grid.columns() * grid.rows()];
        mask.copySlice(k, inside);
        short[] numbers = new short[inside.length];
        for (int at = 0; at < inside.length; at++) {
            numbers[at] = inside[at] == 0 ? 0 : INSIDE;
        }
        return slice(numbers);
    }

    @Override
    public Optional<Slice> ifLoaded(int k) {
        return Optional.of(slice(k));
    }
}
