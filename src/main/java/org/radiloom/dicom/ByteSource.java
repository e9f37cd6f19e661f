package org.radiloom.dicom;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.radiloom.problem.Problem;

/** Bytes that can be read at any place: a file on disk, or an array in memory. Safe for use from several threads. */
interface ByteSource {
    /** Small enough to stay in the processor's cache between being read and being used; a multiple of 8. */
    int CHUNK = 64 << 10;

    long size();

    /**
     * Fills the rest of {@code into} with the bytes from {@code position} on.
     *
     * @throws Problem if the source has fewer bytes or cannot be read
     */
    void read(long position, ByteBuffer into) throws Problem;

    /**
     * Hands over {@code length} bytes from {@code position} on in pieces of {@link #CHUNK} bytes, the last one shorter.
     * The buffer is reused: what is in it is gone after the call.
     *
     * @throws Problem as {@link #read}
     */
    default void stream(long position, long length, Consumer<ByteBuffer> chunks) throws Problem {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, length));
        for (long at = 0; at < length; at += chunk.capacity()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), length - at));
            read(position + at, chunk);
            chunks.accept(chunk.flip());
        }
    }

    /** What people call this source. */
    String name();
}
