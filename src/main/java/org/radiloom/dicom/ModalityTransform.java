package org.radiloom.dicom;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

/**
 * From stored values to values of the modality. Source: DICOM PS3.3, C.11.1 and C.7.6.16.2.9.
 *
 * @param slope factor, 1 if not given
 * @param intercept summand, 0 if not given
 * @param table used instead of slope and intercept if the object has one
 */
record ModalityTransform(
        float slope, float intercept, @Nullable LookupTable table) {
    static ModalityTransform of(String name, DicomDataset dataset, FunctionalGroups groups, int frame, boolean signed)
            throws Problem {
        DicomDataset source =
                groups.group(frame, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE).orElse(dataset);
        double slope = source.decimal(Tag.RESCALE_SLOPE).orElse(1);
        double intercept = source.decimal(Tag.RESCALE_INTERCEPT).orElse(0);
        Optional<DicomDataset> item = dataset.item(Tag.MODALITY_LUT_SEQUENCE);
        LookupTable table = item.isEmpty() || source.contains(Tag.RESCALE_SLOPE)
                ? null
                : LookupTable.read(name, item.get(), Tag.LUT_DESCRIPTOR, Tag.LUT_DATA, 0, signed)
                        .orElse(null);
        return new ModalityTransform(slope == 0 ? 1 : (float) slope, (float) intercept, table);
    }

    /** The range of values that samples of a depth can have. */
    Window range(int bits, boolean signed) {
        if (table != null) {
            return Window.between(0, Math.max(1, table.largest()));
        }
        double least = signed ? -Math.pow(2, bits - 1) : 0;
        double a = slope * least + intercept;
        double b = slope * (least + Math.pow(2, bits) - 1) + intercept;
        return Window.between(Math.min(a, b), Math.max(a, b));
    }

    GreySlice apply(RawFrame raw) {
        int n = raw.rows() * raw.columns();
        if (table != null) {
            float[] values = new float[n];
            for (int at = 0; at < n; at++) {
                values[at] = table.at(raw.sample(at));
            }
            return GreySlice.ofValues(values, raw.columns(), raw.rows());
        }
        return switch (raw.data()) {
            case short[] stored ->
                GreySlice.ofStored(stored, raw.signed(), slope, intercept, raw.columns(), raw.rows());
            case byte[] bytes ->
                GreySlice.ofStored(
                        widened(bytes, raw.signed()), raw.signed(), slope, intercept, raw.columns(), raw.rows());
            case int[] ints -> GreySlice.ofValues(scaled(ints, raw.signed()), raw.columns(), raw.rows());
            default ->
                throw new IllegalArgumentException("samples in " + raw.data().getClass());
        };
    }

    private static short[] widened(byte[] bytes, boolean signed) {
        short[] stored = new short[bytes.length];
        for (int at = 0; at < stored.length; at++) {
            stored[at] = (short) (signed ? bytes[at] : bytes[at] & 0xFF);
        }
        return stored;
    }

    private float[] scaled(int[] ints, boolean signed) {
        float[] values = new float[ints.length];
        for (int at = 0; at < values.length; at++) {
            long stored = signed ? ints[at] : ints[at] & 0xFFFFFFFFL;
            values[at] = (float) ((double) slope * stored + intercept);
        }
        return values;
    }
}
