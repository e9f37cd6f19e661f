package org.radiloom.annotate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.radiloom.problem.Problem;

/**
 * Keeps other windows and programs from a journal: a lock on an empty file beside it, so that the journal itself can be replaced.
 * The system gives it back when a program ends, however it ends; the empty file stays and means nothing.
 */
final class JournalLock implements Closeable {
    private final FileChannel channel;

    private JournalLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws Problem if another window or program has it */
    static JournalLock of(Path journal) throws IOException, Problem {
        FileChannel channel = FileChannel.open(
                journal.resolveSibling(journal.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // another window of this very program
            held = false;
        } finally {
            if (!held) {
                channel.close();
            }
        }
        if (!held) {
            throw AnnotateProblems.heldElsewhere(journal);
        }
        return new JournalLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
