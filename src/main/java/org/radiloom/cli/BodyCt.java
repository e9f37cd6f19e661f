package org.radiloom.cli;

import java.util.Optional;
import java.util.Random;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Window;

/**
 * A CT of nobody, made slice by slice: an oval of soft tissue with a spine off its middle, air around it, noise
 * everywhere, and a bright square at the upper left that wanders with the slice, so that no two slices are equal and none
 * is symmetric. Axial, 512 x 512 pixels of 0.7 mm, slices 1 mm apart.
 */
final class BodyCt implements ImageStack {
    private static final int SIDE = 512;
    private static final int NOISE_MASK = (1 << 20) - 1;

    private final int slices;
    private final byte[] noise = new byte[NOISE_MASK + 1];
    private final short[] body = new short[SIDE * SIDE];

    BodyCt(int slices) {
        this.slices = slices;
        var random = new Random(7);
        for (int at = 0; at < noise.length; at++) {
            noise[at] = (byte) Math.round(Math.clamp(15 * random.nextGaussian(), -100, 100));
        }
        for (int at = 0; at < body.length; at++) {
            body[at] = value(at % SIDE, at / SIDE);
        }
    }

    /** HU without noise. */
    private static short value(int column, int row) {
        double x = (column - 256) / 210.0;
        double y = (row - 270) / 150.0;
        if (Math.hypot(column - 285, row - 350) < 28) {
            return 700;
        }
        return (short) (x * x + y * y < 1 ? 40 : -1000);
    }

    @Override
    public int columns() {
        return SIDE;
    }

    @Override
    public int rows() {
        return SIDE;
    }

    @Override
    public int slices() {
        return slices;
    }

    @Override
    public ValueUnit unit() {
        return ValueUnit.HOUNSFIELD;
    }

    @Override
    public Optional<Geometry> geometry() {
        return Optional.of(Geometry.axial(SIDE, SIDE, slices, 0.7, 0.7, 1));
    }

    @Override
    public Window defaultWindow() {
        return new Window(40, 400);
    }

    @Override
    public Slice slice(int k) {
        short[] hu = new short[SIDE * SIDE];
        int from = k * 7919;
        for (int at = 0; at < hu.length; at++) {
            hu[at] = (short) (body[at] + noise[from + at & NOISE_MASK]);
        }
        int left = 8 + k % 64;
        for (int row = 8; row < 16; row++) {
            for (int column = left; column < left + 8; column++) {
                hu[row * SIDE + column] = 1200;
            }
        }
        return GreySlice.ofStored(hu, true, 1, 0, SIDE, SIDE);
    }

    @Override
    public Optional<Slice> ifLoaded(int k) {
        return Optional.of(slice(k));
    }
}
