package org.radiloom.dicom;

import java.nio.ByteBuffer;
import org.radiloom.problem.Problem;

/** A source that lies in memory; {@code bytes} is not written to any more. */
record MemorySource(String name, byte[] bytes) implements ByteSource {
    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void read(long position, ByteBuffer into) throws Problem {
        if (position < 0 || into.remaining() > bytes.length - position) {
            throw DicomProblems.truncated(name, position + into.remaining(), bytes.length);
        }
        into.put(bytes, (int) position, into.remaining());
    }
}
