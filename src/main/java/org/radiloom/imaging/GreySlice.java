package org.radiloom.imaging;

import java.util.List;
import java.util.Optional;
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
    private final List<VoiChoice> choices;
    private final @Nullable LabelOverlay graphics;

    private GreySlice(
            short @Nullable [] stored,
            float @Nullable [] values,
            boolean signed,
            float slope,
            float intercept,
            int columns,
            int rows,
            List<VoiChoice> choices,
            @Nullable LabelOverlay graphics) {
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
        this.choices = choices;
        this.graphics = graphics;
    }

    /** Takes ownership of {@code stored} (row by row); the caller must not write to it afterwards. */
    public static GreySlice ofStored(
            short[] stored, boolean signed, float slope, float intercept, int columns, int rows) {
        return new GreySlice(stored, null, signed, slope, intercept, columns, rows, List.of(), null);
    }

    /** Takes ownership of {@code values} (row by row, in the stack's unit); the caller must not write afterwards. */
    public static GreySlice ofValues(float[] values, int columns, int rows) {
        return new GreySlice(null, values, true, 1, 0, columns, rows, List.of(), null);
    }

    /** The same pixels with the ways in which their file offers to show them, its first choice first. */
    public GreySlice offering(List<VoiChoice> offered) {
        return new GreySlice(stored, values, signed, slope, intercept, columns, rows, List.copyOf(offered), graphics);
    }

    @Override
    public GreySlice under(LabelOverlay drawn) {
        return new GreySlice(stored, values, signed, slope, intercept, columns, rows, choices, drawn);
    }

    @Override
    public Optional<LabelOverlay> graphics() {
        return Optional.ofNullable(graphics);
    }

    /** The ways in which the file offers to show this slice, its first choice first; empty where it says nothing. */
    public List<VoiChoice> choices() {
        return choices;
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
        long pixels = (long) columns * rows;
        return (stored != null ? 2 : 4) * pixels + (graphics == null ? 0 : pixels);
    }

    @Override
    public GreySlice transposed() {
        short[] s = stored;
        float[] v = values;
        short[] turned = s == null ? null : Transposition.of(s, columns, rows);
        float[] floats = v == null ? null : Transposition.of(v, columns, rows);
        LabelOverlay over = graphics == null ? null : graphics.transposed();
        return new GreySlice(turned, floats, signed, slope, intercept, rows, columns, choices, over);
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
    public boolean sharesTransform(GreySlice other) {
        return stored != null
                && other.stored != null
                && signed == other.signed
                && slope == other.slope
                && intercept == other.intercept;
    }

    /**
     * Copies a row.
     *
     * @param asStored the 16-bit numbers as they are kept, before the transform; only where {@link #sharesTransform} with
     *     itself holds
     */
    public void copyRow(int row, boolean asStored, float[] into) {
        copy(row * columns, 1, columns, asStored, into);
    }

    /** Copies a column, like {@link #copyRow}. */
    public void copyColumn(int column, boolean asStored, float[] into) {
        copy(column, columns, rows, asStored, into);
    }

    private void copy(int from, int step, int count, boolean asStored, float[] into) {
        if (values != null) {
            for (int n = 0, at = from; n < count; n++, at += step) {
                into[n] = values[at];
            }
            return;
        }
        short[] s = java.util.Objects.requireNonNull(stored);
        int mask = signed ? -1 : 0xFFFF;
        float scale = asStored ? 1 : slope;
        float shift = asStored ? 0 : intercept;
        if (step == 1) {
            for (int n = 0; n < count; n++) {
                into[n] = scale * (s[from + n] & mask) + shift;
            }
        } else {
            for (int n = 0, at = from; n < count; n++, at += step) {
                into[n] = scale * (s[at] & mask) + shift;
            }
        }
    }

    /** A plane of other numbers that mean what this one's do; takes ownership of {@code numbers}. */
    public GreySlice alike(short[] numbers, int columns, int rows) {
        return new GreySlice(numbers, null, signed, slope, intercept, columns, rows, choices, null);
    }

    /** The stored number nearest to a value, as far as 16 bits reach. */
    public int storedNear(double value) {
        double number = slope == 0 ? 0 : Math.rint((value - intercept) / slope);
        return (int) (signed ? Math.clamp(number, -32768, 32767) : Math.clamp(number, 0, 65535));
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
