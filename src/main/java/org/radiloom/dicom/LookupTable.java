package org.radiloom.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.radiloom.imaging.GreyTable;
import org.radiloom.problem.Problem;

/**
 * A table from stored values to numbers: values below the first entry take the first, values above the last the last.
 * Source: DICOM PS3.3, C.7.6.3.1.5, C.7.9.2, C.11.1, C.11.2 and C.11.4.
 *
 * @param first the stored value of entry 0
 * @param entries unsigned numbers, at least one
 * @param bits significant bits of an entry, 1 to 16
 */
record LookupTable(int first, int[] entries, int bits) {
    /** More entries than this can no 16-bit value reach. */
    private static final int MAX_ENTRIES = 65_536;

    /**
     * Reads a table.
     *
     * @param signed whether stored values are signed, and with them the first one
     * @param segmented tag of the table in segments (PS3.3 C.7.9.2), 0 if there is no such form
     * @return empty if the data set has no such table
     */
    static Optional<LookupTable> read(
            String name, DicomDataset dataset, int descriptorTag, int dataTag, int segmented, boolean signed)
            throws Problem {
        int[] descriptor = dataset.integers(descriptorTag).orElse(Values.NO_INTEGERS);
        if (descriptor.length < 3) {
            return Optional.empty();
        }
        int count = (descriptor[0] & 0xFFFF) == 0 ? MAX_ENTRIES : descriptor[0] & 0xFFFF;
        int first = signed ? (short) descriptor[1] : descriptor[1] & 0xFFFF;
        int bits = descriptor[2];
        if (bits < 8 || bits > 16) {
            throw DicomProblems.badPixels(name, "a lookup table with entries of " + bits + " bits");
        }
        Optional<byte[]> data = dataset.bytes(dataTag);
        if (data.isPresent() && data.get().length > 0) {
            return Optional.of(new LookupTable(first, plain(name, data.get(), count), bits));
        }
        Optional<byte[]> segments = segmented == 0 ? Optional.empty() : dataset.bytes(segmented);
        if (segments.isPresent()) {
            int[] entries = new SegmentedTable(name, words(segments.get()), count).expand();
            return Optional.of(new LookupTable(first, entries, bits));
        }
        return Optional.empty();
    }

    /**
     * Reads the table of an item of the VOI or the presentation LUT sequence; empty where it is not whole. Writers say 8 or 16
     * bits of entries of any depth: so many bits are taken as the largest entry needs.
     *
     * @param signed whether the first value is to be read as a signed number
     */
    static Optional<LookupTable> lenient(String name, DicomDataset item, boolean signed) {
        int[] descriptor = item.integers(Tag.LUT_DESCRIPTOR).orElse(Values.NO_INTEGERS);
        if (descriptor.length < 3) {
            return Optional.empty();
        }
        int count = (descriptor[0] & 0xFFFF) == 0 ? MAX_ENTRIES : descriptor[0] & 0xFFFF;
        int first = signed ? (short) descriptor[1] : descriptor[1] & 0xFFFF;
        int bits = descriptor[2] > 0 && descriptor[2] <= 16 ? descriptor[2] : 1;
        try {
            int[] entries = plain(name, item.bytes(Tag.LUT_DATA).orElse(new byte[0]), count);
            int needed = Arrays.stream(entries)
                    .map(e -> 32 - Integer.numberOfLeadingZeros(e))
                    .max()
                    .orElse(1);
            return Optional.of(new LookupTable(first, entries, Math.max(bits, needed)));
        } catch (Problem notWhole) {
            return Optional.empty();
        }
    }

    /** Entries in words, or in bytes where that is all there is. */
    private static int[] plain(String name, byte[] data, int count) throws Problem {
        if (data.length >= 2L * count) {
            return Arrays.copyOf(words(data), count);
        }
        if (data.length >= count) {
            int[] entries = new int[count];
            for (int at = 0; at < count; at++) {
                entries[at] = data[at] & 0xFF;
            }
            return entries;
        }
        throw DicomProblems.badPixels(
                name, "a lookup table says it has " + count + " entries, but has " + data.length + " bytes");
    }

    private static int[] words(byte[] data) {
        ByteBuffer view = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        int[] words = new int[data.length / 2];
        for (int at = 0; at < words.length; at++) {
            words[at] = view.getShort() & 0xFFFF;
        }
        return words;
    }

    int at(int stored) {
        return entries[Math.clamp((long) stored - first, 0, entries.length - 1)];
    }

    /** The entries as brightness: all bits are white. */
    GreyTable grey() {
        float white = (1 << bits) - 1;
        float[] points = new float[entries.length];
        for (int at = 0; at < points.length; at++) {
            points[at] = entries[at] / white;
        }
        return GreyTable.of(points);
    }

    int largest() {
        int largest = 0;
        for (int entry : entries) {
            largest = Math.max(largest, entry);
        }
        return largest;
    }

    /** The entries shifted right, as bytes. */
    byte[] toBytes(int shift) {
        byte[] bytes = new byte[entries.length];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (entries[at] >> shift);
        }
        return bytes;
    }
}
