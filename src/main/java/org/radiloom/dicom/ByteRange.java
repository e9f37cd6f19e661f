package org.radiloom.dicom;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.radiloom.problem.Problem;

/**
 * Bytes of a value that stay where they are until they are asked for.
 *
 * <p>The range has been checked against the size that its source had when it was indexed.
 */
public final class ByteRange {
    private final ByteSource source;
    private final long offset;
    private final long length;

    ByteRange(ByteSource source, long offset, long length) {
        if (offset < 0 || length < 0 || length > source.size() - offset) {
            throw new IllegalArgumentException(offset + " + " + length + " in " + source.size());
        }
        this.source = source;
        this.offset = offset;
        this.length = length;
    }

    /** A range that is all of an array; the caller must not write to it afterwards. */
    public static ByteRange of(byte[] bytes) {
        return new ByteRange(new MemorySource("memory", bytes), 0, bytes.length);
    }

    /**
     * A range that is all of a file; it must stay as it is until the last read.
     *
     * @param size of the file in bytes
     */
    public static ByteRange of(Path file, long size) {
        return new ByteRange(new FileSource(file, size), 0, size);
    }

    public long length() {
        return length;
    }

    /**
     * Reads all bytes; the caller owns them.
     *
     * @throws Problem if the file has changed or cannot be read, or the range is larger than an array can be
     */
    public byte[] read() throws Problem {
        if (length > Integer.MAX_VALUE - 16) {
            throw DicomProblems.tooLarge(source.name(), "a value of " + length + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        source.read(offset, ByteBuffer.wrap(bytes));
        return bytes;
    }

    /**
     * Reads some of the bytes; the caller owns them.
     *
     * @param from position in the range
     * @throws Problem as {@link #read()}, or if the range ends before
     */
    public byte[] read(long from, int count) throws Problem {
        byte[] bytes = new byte[count];
        read(from, ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** Fills the rest of {@code into} with bytes from {@code from} on; there must be as many. */
    void read(long from, ByteBuffer into) throws Problem {
        if (from < 0 || into.remaining() > length - from) {
            throw DicomProblems.truncated(source.name(), offset + from + into.remaining(), offset + length);
        }
        source.read(offset + from, into);
    }

    /** Hands over {@code count} bytes from {@code from} on in pieces; see {@link ByteSource#stream}. */
    void stream(long from, long count, Consumer<ByteBuffer> chunks) throws Problem {
        if (from < 0 || count > length - from) {
            throw DicomProblems.truncated(source.name(), offset + from + count, offset + length);
        }
        source.stream(offset + from, count, chunks);
    }

    String name() {
        return source.name();
    }
}
