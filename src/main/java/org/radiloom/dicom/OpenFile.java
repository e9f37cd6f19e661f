package org.radiloom.dicom;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.Consumer;
import org.radiloom.problem.Problem;

/** A file while it is open: reads through one channel. */
record OpenFile(FileSource file, FileChannel channel) implements ByteSource {
    @Override
    public long size() {
        return file.size();
    }

    @Override
    public void read(long position, ByteBuffer into) throws Problem {
        try {
            FileSource.readFully(channel, file.path(), position, into);
        } catch (IOException e) {
            throw DicomProblems.unreadable(file.path(), e);
        }
    }

    /** The pieces lie outside the heap, where the system writes them without a copy; they are gone after the call. */
    @Override
    public void stream(long position, long length, Consumer<ByteBuffer> chunks) throws Problem {
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer chunk = arena.allocate(Math.min(CHUNK, length)).asByteBuffer();
            for (long at = 0; at < length; at += chunk.capacity()) {
                chunk.clear().limit((int) Math.min(chunk.capacity(), length - at));
                read(position + at, chunk);
                chunks.accept(chunk.flip());
            }
        }
    }

    @Override
    public String name() {
        return file.name();
    }
}
