package org.radiloom.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that belong to the user: complete or not at all, readable by nobody else. */
public final class OwnFile {
    private OwnFile() {}

    /**
     * Replaces a file by {@code bytes}. After a crash at any moment either the old or the new content is there. Folders
     * that are missing are made.
     *
     * @throws IOException if the folder cannot be written or is full; the old content is then still there
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path folder = parent(file.toAbsolutePath());
        folders(folder);
        Path fresh = Files.createTempFile(folder, ".new", ".tmp", ownerOnly(folder, "rw-------"));
        try {
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Makes a folder and those above it, readable by their owner only where the file system knows owners. */
    public static void folders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path there = folder.toAbsolutePath();
        while (!Files.isDirectory(there)) {
            there = parent(there);
        }
        Files.createDirectories(folder, ownerOnly(there, "rwx------"));
    }

    private static Path parent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new NoSuchFileException(path.toString());
        }
        return parent;
    }

    private static FileAttribute<?>[] ownerOnly(Path existing, String permissions) throws IOException {
        return Files.getFileStore(existing).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
