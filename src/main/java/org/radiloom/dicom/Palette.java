package org.radiloom.dicom;

import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.problem.Problem;

/**
 * The palette of a PALETTE COLOR image, as bytes: the upper ones of 16-bit tables, unless all entries fit a byte.
 * Source: DICOM PS3.3, C.7.6.3.1.5 and C.7.9.
 *
 * @param first the stored value of entry 0
 */
record Palette(byte[] red, byte[] green, byte[] blue, int first) {
    static Palette of(String name, DicomDataset dataset, boolean signed) throws Problem {
        LookupTable red = table(
                name,
                dataset,
                Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                Tag.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                signed);
        LookupTable green = table(
                name,
                dataset,
                Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                Tag.SEGMENTED_GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                signed);
        LookupTable blue = table(
                name,
                dataset,
                Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR,
                Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                Tag.SEGMENTED_BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA,
                signed);
        int shift = Math.max(red.largest(), Math.max(green.largest(), blue.largest())) > 255 ? 8 : 0;
        return new Palette(red.toBytes(shift), green.toBytes(shift), blue.toBytes(shift), red.first());
    }

    private static LookupTable table(
            String name, DicomDataset dataset, int descriptor, int data, int segmented, boolean signed) throws Problem {
        return LookupTable.read(name, dataset, descriptor, data, segmented, signed)
                .orElseThrow(() -> DicomProblems.badPixels(name, "the colour palette is missing"));
    }

    ColourSlice apply(RawFrame raw) {
        int n = raw.rows() * raw.columns();
        int[] rgb = new int[n];
        for (int at = 0; at < n; at++) {
            rgb[at] = colourOf(raw.sample(at));
        }
        return ColourSlice.of(rgb, raw.columns(), raw.rows());
    }

    /** The colour of a stored value, 0xRRGGBB. */
    int colourOf(int stored) {
        long entry = (long) stored - first;
        return entry(red, entry) << 16 | entry(green, entry) << 8 | entry(blue, entry);
    }

    /** The colour of entry {@code n}, 0xRRGGBB. */
    int rgb(int n) {
        return (red[n] & 0xFF) << 16
                | (green[Math.min(n, green.length - 1)] & 0xFF) << 8
                | blue[Math.min(n, blue.length - 1)] & 0xFF;
    }

    /** Values below the first entry take the first, values above the last the last. */
    private static int entry(byte[] table, long entry) {
        return table[Math.clamp(entry, 0, table.length - 1)] & 0xFF;
    }
}
