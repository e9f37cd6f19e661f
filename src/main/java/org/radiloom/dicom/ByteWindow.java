package org.radiloom.dicom;

import java.nio.ByteBuffer;
import org.radiloom.problem.Problem;

/**
 * The stretch of a source that a parser looks at: loaded in few large reads, never written to after it was loaded, so
 * that values may share its array.
 */
final class ByteWindow {
    /** A source up to this size is loaded at once; a header seldom needs a second read. */
    static final int SMALL_SOURCE = 64 << 10;

    private static final int FIRST_READ = 8 << 10;
    private static final int LARGEST_READ = 1 << 20;

    private final ByteSource source;
    private final long size;
    private byte[] bytes = new byte[0];
    private long base;
    private int nextRead = FIRST_READ;
    private boolean bigEndian;

    ByteWindow(ByteSource source) {
        this.source = source;
        this.size = source.size();
    }

    /** A window on all of an array. */
    static ByteWindow onto(MemorySource source) {
        var window = new ByteWindow(source);
        window.bytes = source.bytes();
        return window;
    }

    String name() {
        return source.name();
    }

    long size() {
        return size;
    }

    void order(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    /**
     * Makes {@code count} bytes at {@code position} present; they must lie within the source.
     *
     * @return their index in {@link #bytes()}
     */
    int require(long position, int count) throws Problem {
        long index = position - base;
        if (index < 0 || index + count > bytes.length) {
            load(position, Math.max(count, nextRead));
            nextRead = Math.min(nextRead * 8, LARGEST_READ);
            return 0;
        }
        return (int) index;
    }

    /** The same for a few bytes after which a long stretch will be skipped. */
    int requireOnly(long position, int count) throws Problem {
        long index = position - base;
        if (index < 0 || index + count > bytes.length) {
            load(position, Math.max(count, 256));
            return 0;
        }
        return (int) index;
    }

    private void load(long position, int count) throws Problem {
        byte[] loaded = new byte[(int) Math.min(count, size - position)];
        source.read(position, ByteBuffer.wrap(loaded));
        bytes = loaded;
        base = position;
    }

    byte[] bytes() {
        return bytes;
    }

    int unsigned16(int index) {
        int first = bytes[index] & 0xFF;
        int second = bytes[index + 1] & 0xFF;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    long unsigned32(int index) {
        return bigEndian
                ? (long) unsigned16(index) << 16 | unsigned16(index + 2)
                : (long) unsigned16(index + 2) << 16 | unsigned16(index);
    }

    /** A tag: two 16-bit numbers, group first, in either byte order. */
    int tag(int index) {
        return unsigned16(index) << 16 | unsigned16(index + 2);
    }
}
