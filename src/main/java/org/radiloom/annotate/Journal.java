package org.radiloom.annotate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;

/**
 * The file that keeps every step of the work on a case, appended and forced to the disk step by step: whenever the program ends,
 * at most the step being written is lost. One window at a time holds it.
 *
 * <p>Bytes: the head ({@link JournalHead}), then records ({@link JournalRecord}). Big endian. What follows the last whole record
 * is moved into a file beside it when the journal is opened, and so is a file that is no journal: nothing is thrown away.
 *
 * <p>If the file disappears or is changed by another program while it is open, it is written anew from what is in memory: into a
 * file of another name, forced, and moved into place in one go.
 */
final class Journal {
    private final Path file;
    private final byte[] head;
    private final Keeping keeping;
    private final JournalLock lock;
    private final List<Problem> notices = new ArrayList<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private FileChannel channel;
    private @Nullable Object key;
    private @Nullable Path aside;
    private long end;
    /** Where the records begin that were made since the file was written anew. */
    private long base;

    private Journal(Path file, byte[] head, Keeping keeping, JournalLock lock, FileChannel channel) {
        this.file = file;
        this.head = head;
        this.keeping = keeping;
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * Opens the journal of a case, or begins one.
     *
     * @param map on the grid that it must belong to
     * @param replay gets what it tells, one after the other
     * @throws Problem if another window holds it, if it belongs to another case, grid or version, or if it cannot be written
     */
    static Journal open(Path file, String caseId, LabelMap map, Keeping keeping, Consumer<JournalRecord> replay)
            throws Problem {
        Path whole = file.toAbsolutePath();
        JournalLock lock = null;
        Journal journal = null;
        boolean good = false;
        try {
            OwnFile.folders(Objects.requireNonNullElse(whole.getParent(), whole));
            lock = JournalLock.of(whole);
            FreshJournal.clear(whole);
            byte[] head = JournalHead.of(caseId, map.geometry());
            journal = new Journal(whole, head, keeping, lock, keeping.disk().open(whole));
            journal.read(map, replay);
            good = true;
            return journal;
        } catch (IOException e) {
            throw AnnotateProblems.noJournal(file, e);
        } finally {
            if (!good) {
                closeQuietly(journal == null ? null : journal.channel);
                closeQuietly(lock);
            }
        }
    }

    private static void closeQuietly(@Nullable Closeable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // whatever went wrong before is what the reader is told
        }
    }

    private void read(LabelMap map, Consumer<JournalRecord> replay) throws IOException, Problem {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(channel.size(), JournalHead.most()));
        JournalReader.fill(channel, start, 0);
        switch (JournalHead.kind(start.array(), head)) {
            case BEGUN -> begin();
            case OURS -> {
                end = head.length;
                base = end;
                var reader = new JournalReader(channel, end, map);
                for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                    replay.accept(next);
                    end = reader.at();
                    if (next instanceof JournalRecord.Base || next instanceof JournalRecord.Kept) {
                        base = end;
                    }
                }
                cutTail();
            }
            case NONE -> {
                channel.close();
                notices.add(AnnotateProblems.setAside(file, Aside.move(file)));
                channel = keeping.disk().open(file);
                begin();
            }
            case OTHER_CASE -> throw AnnotateProblems.otherCase(file);
            case OTHER_GRID -> throw AnnotateProblems.otherGrid(file);
            case OTHER_VERSION -> throw AnnotateProblems.otherVersion(file);
        }
        key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private void begin() throws IOException {
        force(head, 0);
        base = end;
        if (keeping.forced()) {
            FreshJournal.forceFolder(file);
        }
    }

    /** Moves what follows the last whole record into a file beside this one. */
    private void cutTail() throws IOException {
        long rest = channel.size() - end;
        if (rest > 0) {
            notices.add(AnnotateProblems.cut(file, rest, Aside.copy(file, channel, end, keeping.forced())));
            channel.truncate(end);
            if (keeping.forced()) {
                channel.force(true);
            }
        }
    }

    /**
     * Writes a record and waits until it is on the disk. What could not be written waits, and goes first the next time.
     *
     * @param everything all that a journal has to tell, should it have to be written anew
     * @throws Problem if the disk is full or gone; the journal on disk then ends with its last whole record
     */
    void append(JournalRecord entry, Supplier<List<JournalRecord>> everything) throws Problem {
        try {
            waiting.addLast(entry.toBytes());
            settle(everything);
        } catch (IOException e) {
            throw AnnotateProblems.notKept(file, waiting.size(), e);
        }
    }

    /** Brings all that was done onto the disk, whatever has become of the file. */
    private void settle(Supplier<List<JournalRecord>> everything) throws IOException {
        if (isTouched()) {
            if (Files.exists(file)) {
                aside = Aside.move(file);
            }
            rewrite(everything.get());
            notices.add(AnnotateProblems.writtenAnew(file, aside));
            aside = null;
        }
        if (!channel.isOpen()) {
            // a thread that is interrupted while it writes closes what it writes to
            channel = keeping.disk().open(file);
        }
        flush();
    }

    /** Whether the file is gone, or not as it was left. */
    private boolean isTouched() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.size() != end || !Objects.equals(now.fileKey(), key);
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /** Writes what waits. */
    private void flush() throws IOException {
        while (!waiting.isEmpty()) {
            force(waiting.getFirst(), end);
            waiting.removeFirst();
        }
    }

    private void force(byte[] bytes, long from) throws IOException {
        try {
            long at = FreshJournal.put(channel, bytes, from);
            if (keeping.forced()) {
                channel.force(false);
            }
            end = at;
        } catch (IOException e) {
            try {
                channel.truncate(from);
            } catch (IOException again) {
                // a half record at the end is cut off when the journal is opened
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /**
     * Writes the file anew. Until that is on the disk the old one stays as it is.
     *
     * @param everything what it is to tell, with all that waits
     */
    private void rewrite(List<JournalRecord> everything) throws IOException {
        long length = FreshJournal.write(file, keeping.disk(), head, everything);
        channel.close();
        FreshJournal.finish(file);
        channel = keeping.disk().open(file);
        key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        end = length;
        base = length;
        waiting.clear();
    }

    /** What a reader should know of how it was opened, and of what happened to the file since. */
    List<Problem> notices() {
        return List.copyOf(notices);
    }

    void note(Problem notice) {
        notices.add(notice);
    }

    Path file() {
        return file;
    }

    /** Steps that are not on the disk. */
    int waiting() {
        return waiting.size();
    }

    /**
     * Ends the journal, written anew if so much has been done since that opening it would take long.
     *
     * @throws IOException if what waits cannot be written
     */
    void close(Supplier<List<JournalRecord>> everything) throws IOException {
        try (lock) {
            settle(everything);
            shorten(everything);
        } finally {
            channel.close();
        }
    }

    /**
     * Ends this journal and puts another into its place, which begins with a base; this one is kept under another name. Whenever
     * the program ends, one of them is there.
     *
     * @return where this one is now
     */
    Path succeed(byte[] headOfNext, JournalRecord.Base begin) throws IOException {
        FreshJournal.write(file, keeping.disk(), headOfNext, List.of(begin));
        try (lock) {
            Path kept = Aside.move(file);
            FreshJournal.finish(file);
            return kept;
        } finally {
            channel.close();
        }
    }

    /** Writes the journal anew if reading it took long, or will. */
    void shorten(Supplier<List<JournalRecord>> everything) {
        try {
            if (end - base > keeping.longest()) {
                rewrite(everything.get());
            }
        } catch (IOException e) {
            // the long one is still there and tells the same
        }
    }
}
