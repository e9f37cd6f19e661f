package org.radiloom.annotate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Puts what cannot be read beside where it was, under a name that is free. */
final class Aside {
    private Aside() {}

    private static Path free(Path file) {
        for (int n = 1; ; n++) {
            Path aside = file.resolveSibling(file.getFileName() + ".aside-" + n);
            if (!Files.exists(aside)) {
                return aside;
            }
        }
    }

    /** Moves a file; where it is now. */
    static Path move(Path file) throws IOException {
        return Files.move(file, free(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Copies the end of a file; where it is now.
     *
     * @param forced whether to wait until it is on the disk
     */
    static Path copy(Path file, FileChannel channel, long from, boolean forced) throws IOException {
        Path aside = free(file);
        try (var out = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long at = from;
            while (at < channel.size()) {
                at += channel.transferTo(at, channel.size() - at, out);
            }
            if (forced) {
                out.force(true);
            }
        }
        return aside;
    }
}
