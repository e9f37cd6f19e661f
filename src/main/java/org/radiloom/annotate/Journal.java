package org.radiloom.annotate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.radiloom.home.OwnFile;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/**
 * The file that keeps every step of the work on a case, appended and forced to the disk step by step: whenever the program ends,
 * at most the step being written is lost. One window at a time holds it.
 *
 * <p>Bytes: {@code RLJRNL01}, length of the head (4), the head (columns, rows, slices as int; origin and steps as 12 doubles; the
 * id of the case in UTF-8), CRC-32 of the head (4); then records ({@link JournalRecord}). Big endian. A tail that is not a
 * whole record is cut off when the journal is opened.
 */
final class Journal implements Closeable {
    private static final byte[] MAGIC = "RLJRNL01".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_HEAD = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final boolean forced;
    private long end;

    private Journal(Path file, FileChannel channel, FileLock lock, long end, boolean forced) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.end = end;
        this.forced = forced;
    }

    /** A journal that is open, and what it tells. */
    record Opened(Journal journal, List<JournalRecord> records) {}

    /**
     * Opens the journal of a case, or begins one.
     *
     * @param forced whether each record waits until it is on the disk
     * @throws Problem if another window holds it, if it belongs to another case or grid, if it is no journal, or if the folder
     *     cannot be written
     */
    static Opened open(Path file, String caseId, LabelMap map, boolean forced) throws Problem {
        FileChannel channel = null;
        boolean good = false;
        try {
            OwnFile.folders(parent(file));
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                throw AnnotateProblems.heldElsewhere(file);
            }
            Opened opened = read(file, channel, lock, head(caseId, map.geometry()), map, forced);
            good = true;
            return opened;
        } catch (IOException e) {
            throw AnnotateProblems.noJournal(file, e);
        } finally {
            if (!good && channel != null) {
                closeQuietly(channel);
            }
        }
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // another window of this very program
            return null;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // whatever went wrong before is what the reader is told
        }
    }

    private static Opened read(Path file, FileChannel channel, FileLock lock, byte[] head, LabelMap map, boolean forced)
            throws IOException, Problem {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {}
        all.flip();
        if (all.remaining() < head.length && startsLike(all, head)) {
            // new, or killed while it was begun
            var journal = new Journal(file, channel, lock, 0, forced);
            journal.force(head);
            return new Opened(journal, List.of());
        }
        byte[] there = new byte[Math.min(head.length, all.remaining())];
        all.get(there);
        if (!Arrays.equals(there, head)) {
            throw startsWithMagic(there) ? AnnotateProblems.otherCase(file) : AnnotateProblems.notAJournal(file);
        }
        List<JournalRecord> records = new ArrayList<>();
        long good = all.position();
        for (JournalRecord next = JournalRecord.read(all, map); next != null; next = JournalRecord.read(all, map)) {
            records.add(next);
            good = all.position();
        }
        if (good < channel.size()) {
            channel.truncate(good);
            channel.force(true);
        }
        return new Opened(new Journal(file, channel, lock, good, forced), records);
    }

    private static boolean startsLike(ByteBuffer all, byte[] head) {
        for (int n = 0; n < all.remaining(); n++) {
            if (all.get(n) != head[n]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWithMagic(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private static byte[] head(String caseId, Geometry g) {
        byte[] id = caseId.getBytes(StandardCharsets.UTF_8);
        if (id.length > MOST_HEAD) {
            throw new IllegalArgumentException("id of " + id.length + " bytes");
        }
        ByteBuffer content = ByteBuffer.allocate(3 * 4 + 12 * 8 + id.length)
                .putInt(g.columns())
                .putInt(g.rows())
                .putInt(g.slices());
        for (Vec3 v : List.of(g.origin(), g.columnStep(), g.rowStep(), g.sliceStep())) {
            content.putDouble(v.x()).putDouble(v.y()).putDouble(v.z());
        }
        content.put(id);
        var crc = new CRC32();
        crc.update(content.array());
        return ByteBuffer.allocate(MAGIC.length + 8 + content.capacity())
                .put(MAGIC)
                .putInt(content.capacity())
                .put(content.array())
                .putInt((int) crc.getValue())
                .array();
    }

    /**
     * Writes a record and waits until it is on the disk. What could not be written waits, and goes first the next time.
     *
     * @throws Problem if the disk is full or gone; the journal on disk then ends with its last whole record
     */
    void append(JournalRecord entry) throws Problem {
        try {
            waiting.addLast(entry.toBytes());
            flush();
        } catch (IOException e) {
            throw AnnotateProblems.notKept(file, waiting.size(), e);
        }
    }

    /** Writes what waits. */
    private void flush() throws IOException {
        while (!waiting.isEmpty()) {
            force(waiting.getFirst());
            waiting.removeFirst();
        }
    }

    private void force(byte[] bytes) throws IOException {
        try {
            ByteBuffer out = ByteBuffer.wrap(bytes);
            long at = end;
            while (out.hasRemaining()) {
                at += channel.write(out, at);
            }
            if (forced) {
                channel.force(false);
            }
            end = at;
        } catch (IOException e) {
            try {
                channel.truncate(end);
            } catch (IOException again) {
                // a half record at the end is cut off when the journal is opened
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** Steps that are not on the disk. */
    int waiting() {
        return waiting.size();
    }

    /** Bytes on the disk. */
    long size() {
        return end;
    }

    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            lock.release();
            channel.close();
        }
    }
}
