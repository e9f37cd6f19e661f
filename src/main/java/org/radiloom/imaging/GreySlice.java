package org.radiloom.imaging;

import org.jspecify.annotations.Nullable;

/**
 * A grey plane: values in the stack's unit, kept as stored 16-bit numbers with a linear transform, or as floats.
 *
 * <p>value = slope * stored + intercept.
 */
public final class GreySlice implements Slice {
    private final int columns;
    private final int rows;
    /** Stored values; unsigned ones are read with {@code & 0xFFFF} when {@link #signed} is false. */
    final short @Nullable [] stored;

    final float @Nullable [] values;
    final boolean signed;
    final float slope;
    final float intercept;

    private GreySlice(
            short @Nullable [] stored,
            float @Nullable [] values,
            boolean signed,
            float slope,
            float intercept,
            int columns,
            int rows) {
        int length = stored != null ? stored.length : values != null ? values.length : 0;
        if (length != columns * rows) {
            throw new IllegalArgumentException(length + " pixels for " + columns + "x" + rows);
        }
        this.stored = stored;
        this.values = values;
        this.signed = signed;
        this.slope = slope;
        this.intercept = intercept;
        this.columns = columns;
        this.rows = rows;
    }

    /** Takes ownership of {@code stored} (row by row); the caller must not write to it afterwards. */
    public static GreySlice ofStored(
            short[] stored, boolean signed, float slope, float intercept, int columns, int rows) {
        return new GreySlice(stored, null, signed, slope, intercept, columns, rows);
    }

    /** Takes ownership of {@code values} (row by row, in the stack's unit); the caller must not write afterwards. */
    public static GreySlice ofValues(float[] values, int columns, int rows) {
        return new GreySlice(null, values, true, 1, 0, columns, rows);
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return stored != null ? 2L * columns * rows : 4L * columns * rows;
    }

    @Override
    public GreySlice transposed() {
        short[] s = stored;
        float[] v = values;
        short[] turned = s == null ? null : Transposition.of(s, columns, rows);
        float[] floats = v == null ? null : Transposition.of(v, columns, rows);
        return new GreySlice(turned, floats, signed, slope, intercept, rows, columns);
    }

    /** Value at a pixel, in the stack's unit. */
    public float valueAt(int column, int row) {
        int at = row * columns + column;
        if (values != null) {
            return values[at];
        }
        return slope * storedAt(at) + intercept;
    }

    private int storedAt(int at) {
        short s = java.util.Objects.requireNonNull(stored)[at];
        return signed ? s : s & 0xFFFF;
    }

    /** Writes all values, row by row, into {@code into} from {@code offset} on; the caller owns the copy. */
    public void copyTo(float[] into, int offset) {
        int n = columns * rows;
        if (values != null) {
            System.arraycopy(values, 0, into, offset, n);
            return;
        }
        for (int at = 0; at < n; at++) {
            into[offset + at] = slope * storedAt(at) + intercept;
        }
    }

    /** Whether both keep 16-bit numbers with the same sign and transform. */
    boolean sharesTransform(GreySlice other) {
        return stored != null
                && other.stored != null
                && signed == other.signed
                && slope == other.slope
                && intercept == other.intercept;
    }

    /** Adds {@code weight} times the values of a row to {@code into}; plain loops, so that they vectorise. */
    void addRow(int row, float weight, float[] into) {
        int at = row * columns;
        if (values != null) {
            for (int i = 0; i < columns; i++) {
                into[i] += weight * values[at + i];
            }
            return;
        }
        short[] s = java.util.Objects.requireNonNull(stored);
        float scale = weight * slope;
        float shift = weight * intercept;
        if (signed) {
            for (int i = 0; i < columns; i++) {
                into[i] += scale * s[at + i] + shift;
            }
        } else {
            for (int i = 0; i < columns; i++) {
                into[i] += scale * (s[at + i] & 0xFFFF) + shift;
            }
        }
    }
}
