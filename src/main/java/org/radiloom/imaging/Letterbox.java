package org.radiloom.imaging;

import org.radiloom.problem.Problem;

/**
 * A picture fitted into a square: scaled so that its longer side fills it, middle on middle, the rest 0; averaged where
 * that makes it smaller. Training and inference both come through here.
 *
 * @param columns of the picture
 * @param rows of the picture
 * @param side of the square, pixels
 */
public record Letterbox(int columns, int rows, int side) {
    public Letterbox {
        if (columns < 1 || rows < 1 || side < 1) {
            throw new IllegalArgumentException(columns + " x " + rows + " into " + side);
        }
    }

    /** Pixels of the picture per pixel of the square. */
    public double step() {
        return (double) Math.max(columns, rows) / side;
    }

    /**
     * The picture in its square.
     *
     * @param values row by row, {@code columns * rows}
     * @return (side, side), row by row
     */
    public float[] onto(float[] values) throws Problem {
        return Resampler.of(VolumeStack.ofFloats(picture(), values, ValueUnit.RAW))
                .averaged(step())
                .onto(square(), 0);
    }

    /**
     * Values on the square brought back to the picture's pixels, bilinear.
     *
     * @param values (side, side), row by row
     * @return row by row, {@code columns * rows}
     */
    public float[] back(float[] values) throws Problem {
        return Resampler.of(VolumeStack.ofFloats(square(), values, ValueUnit.RAW))
                .onto(picture(), 0);
    }

    private Geometry picture() {
        return Geometry.axial(columns, rows, 1, 1, 1, 1);
    }

    private Geometry square() {
        Geometry source = picture();
        double step = step();
        return new Geometry(
                side,
                side,
                1,
                source.toPatient((columns - 1 - (side - 1) * step) / 2, (rows - 1 - (side - 1) * step) / 2, 0),
                source.columnStep().times(step),
                source.rowStep().times(step),
                source.sliceStep());
    }
}
