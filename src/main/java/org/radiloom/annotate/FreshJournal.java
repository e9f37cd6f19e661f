package org.radiloom.annotate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * A journal that is written anew: whole and on the disk under a name of its own before it takes the place of the old one, which
 * until then stays as it is.
 */
final class FreshJournal {
    private FreshJournal() {}

    private static Path of(Path journal) {
        return journal.resolveSibling(journal.getFileName() + ".new");
    }

    /**
     * Writes it under its own name.
     *
     * @return its bytes
     */
    static long write(Path journal, Keeping.Disk disk, byte[] head, List<JournalRecord> everything) throws IOException {
        Path fresh = of(journal);
        boolean whole = false;
        try (FileChannel out = disk.open(fresh)) {
            out.truncate(0);
            long length = put(out, head, 0);
            for (JournalRecord each : everything) {
                length = put(out, each.toBytes(), length);
            }
            out.force(true);
            whole = true;
            return length;
        } finally {
            if (!whole) {
                Files.deleteIfExists(fresh);
            }
        }
    }

    /** Puts it in the place of the old one. */
    static void finish(Path journal) throws IOException {
        Files.move(of(journal), journal, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(journal);
    }

    /** What is left of one where the program ended before it was finished: takes it if there is no old one, otherwise drops it. */
    static void clear(Path journal) throws IOException {
        if (Files.exists(journal)) {
            Files.deleteIfExists(of(journal));
        } else if (Files.exists(of(journal))) {
            finish(journal);
        }
    }

    /** Waits until the name of a file is on the disk, where the system can do that. */
    static void forceFolder(Path file) {
        try (var folder = FileChannel.open(Objects.requireNonNull(file.getParent()))) {
            folder.force(true);
        } catch (IOException e) {
            // folders cannot be opened on Windows, where names are written through
        }
    }

    /** Writes bytes at a place; where they end. */
    static long put(FileChannel channel, byte[] bytes, long from) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        long at = from;
        while (out.hasRemaining()) {
            at += channel.write(out, at);
        }
        return at;
    }
}
