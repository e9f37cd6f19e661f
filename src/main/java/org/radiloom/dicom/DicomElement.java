package org.radiloom.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An attribute: its tag, its representation and its value. Immutable. */
public sealed interface DicomElement {
    int tag();

    Vr vr();

    /** A value that lies in memory. */
    final class Value implements DicomElement {
        private final int tag;
        private final Vr vr;
        private final boolean bigEndian;
        private final byte[] buffer;
        private final int offset;
        private final int length;

        /** Shares {@code buffer}, which is not written to any more. */
        Value(int tag, Vr vr, boolean bigEndian, byte[] buffer, int offset, int length) {
            this.tag = tag;
            this.vr = vr;
            this.bigEndian = bigEndian;
            this.buffer = buffer;
            this.offset = offset;
            this.length = length;
        }

        @Override
        public int tag() {
            return tag;
        }

        @Override
        public Vr vr() {
            return vr;
        }

        /** Length in bytes, padding included. */
        public int length() {
            return length;
        }

        byte at(int index) {
            return buffer[offset + index];
        }

        byte[] buffer() {
            return buffer;
        }

        int offset() {
            return offset;
        }

        /** The bytes as numbers are read from them: read-only, in the byte order of the value. */
        ByteBuffer view() {
            return ByteBuffer.wrap(buffer, offset, length)
                    .slice()
                    .asReadOnlyBuffer()
                    .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }

        /** A copy of the bytes in little endian order; the caller owns it. */
        byte[] littleEndian() {
            byte[] copy = new byte[length];
            System.arraycopy(buffer, offset, copy, 0, length);
            if (bigEndian) {
                ByteSwap.inPlace(copy, vr.unit());
            }
            return copy;
        }
    }

    /**
     * A large value that stays in its file.
     *
     * @param bigEndian the order of its words
     */
    record Bulk(int tag, Vr vr, boolean bigEndian, ByteRange range) implements DicomElement {}

    /**
     * A sequence of items.
     *
     * @param items the items in order
     */
    record Sequence(int tag, List<DicomDataset> items) implements DicomElement {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public Vr vr() {
            return Vr.SQ;
        }
    }

    /**
     * Encapsulated pixel data (PS3.5 A.4).
     *
     * @param offsetTable the first item, the basic offset table, possibly empty
     * @param fragments all further items
     */
    record Fragments(int tag, Vr vr, ByteRange offsetTable, List<ByteRange> fragments) implements DicomElement {
        public Fragments {
            fragments = List.copyOf(fragments);
        }
    }
}
