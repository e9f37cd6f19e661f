package org.radiloom.annotate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Reads the records of a journal one after the other, as far as they are whole. */
final class JournalReader {
    private static final int BLOCK = 1 << 20;

    private final FileChannel channel;
    private final LabelMap map;
    private final long size;
    /** Where the buffer begins in the file. */
    private long begin;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long at;

    JournalReader(FileChannel channel, long from, LabelMap map) throws IOException {
        this.channel = channel;
        this.map = map;
        this.size = channel.size();
        this.begin = from;
        this.at = from;
    }

    /** The next record; null behind the last whole one. */
    @Nullable
    JournalRecord next() throws IOException {
        if (size - at < JournalRecord.FRAME) {
            return null;
        }
        int length = have(4).getInt((int) (at - begin));
        if (length < 0
                || length > size - at - JournalRecord.FRAME
                || length > Integer.MAX_VALUE - JournalRecord.FRAME) {
            return null;
        }
        byte[] bytes = new byte[JournalRecord.FRAME + length];
        have(bytes.length).get((int) (at - begin), bytes);
        JournalRecord next = JournalRecord.of(bytes, map);
        at += next == null ? 0 : bytes.length;
        return next;
    }

    /** Where the next record would begin. */
    long at() {
        return at;
    }

    /** The buffer with at least so many bytes from here on. */
    private ByteBuffer have(int bytes) throws IOException {
        if (at < begin || at + bytes > begin + buffer.limit()) {
            long left = size - at;
            buffer = ByteBuffer.allocate((int) Math.min(left, Math.max(bytes, BLOCK)));
            begin = at;
            fill(channel, buffer, at);
        }
        return buffer;
    }

    /** Fills a buffer from a place in a file, and sets it to be read. */
    static void fill(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
        buffer.flip();
    }
}
