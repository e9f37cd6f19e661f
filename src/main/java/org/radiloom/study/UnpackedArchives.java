package org.radiloom.study;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where archives lie unpacked while this program runs: a folder of its own below the cache, readable by its owner only. It
 * is removed when this is closed, and where a program ended without closing, by the next one that unpacks something. Safe
 * for use from several threads.
 */
public final class UnpackedArchives implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UnpackedArchives.class);
    private static final String LOCK = "in-use";

    /** One archive as it was when it was unpacked. */
    private record Known(Path folder, long size, long modified) {}

    private final Path top;
    private final Map<Path, Known> known = new LinkedHashMap<>();
    private @Nullable Path own;
    private @Nullable FileChannel lock;
    private int count;

    /** @param cache the folder of what can be made again; nothing is made there before something is unpacked */
    public UnpackedArchives(Path cache) {
        this.top = cache.resolve("unpacked");
    }

    /**
     * Unpacks an archive, or finds it where it lies already.
     *
     * @param skipped takes the entries that are refused, each with its reason
     * @return its folder
     * @throws Problem if it is no archive, or there is no room for it
     */
    Path unpack(Path zip, List<ImportReport.Skipped> skipped, ScanProgress progress, double from, double to)
            throws Problem {
        Optional<Path> there = known(zip);
        if (there.isPresent()) {
            return there.get();
        }
        Path folder;
        try {
            folder = newFolder(zip);
            synchronized (this) {
                known.put(key(zip), new Known(folder, Files.size(zip), modified(zip)));
            }
        } catch (IOException e) {
            throw StudyProblems.noRoom(zip, e);
        }
        boolean done = false;
        try {
            new ZipContents(zip, ZipContents.Limits.USUAL).unpack(folder, skipped, progress, from, to);
            done = true;
        } finally {
            if (!done) {
                forget(zip);
            }
        }
        return folder;
    }

    /** Where an archive lies unpacked; empty if it does not, or has changed since. */
    synchronized Optional<Path> known(Path zip) {
        Known found = known.get(key(zip));
        try {
            return found != null && found.size() == Files.size(zip) && found.modified() == modified(zip)
                    ? Optional.of(found.folder())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path key(Path zip) {
        return zip.toAbsolutePath().normalize();
    }

    private static long modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis();
    }

    /**
     * What people call a file that was unpacked: the archive and the name in it.
     *
     * @return empty for files that were not unpacked
     */
    public synchronized Optional<Path> nameInArchive(Path file) {
        for (var each : known.entrySet()) {
            Path folder = each.getValue().folder();
            if (file.startsWith(folder)) {
                return Optional.of(Path.of(each.getKey() + "/" + folder.relativize(file)));
            }
        }
        return Optional.empty();
    }

    /** The archive that a file was unpacked from; empty for files that were not unpacked. */
    public synchronized Optional<Path> archiveOf(Path file) {
        return known.entrySet().stream()
                .filter(each -> file.startsWith(each.getValue().folder()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Removes what was unpacked from an archive. */
    void forget(Path zip) {
        Known gone;
        synchronized (this) {
            gone = known.remove(key(zip));
        }
        if (gone != null) {
            // a file of the archive lies one deeper, so that its name cannot clash with ours
            remove(gone.folder().getParent());
        }
    }

    private synchronized Path newFolder(Path zip) throws IOException {
        Path mine = own;
        if (mine == null) {
            OwnFile.folders(top);
            removeLeftOvers();
            mine = Files.createTempDirectory(top, "window-");
            mine.toFile().deleteOnExit();
            FileChannel channel =
                    FileChannel.open(mine.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            mine.resolve(LOCK).toFile().deleteOnExit();
            channel.lock();
            lock = channel;
            own = mine;
        }
        count++;
        // the archive's own name: series without a description are called after their folder
        Path numbered = mine.resolve(String.valueOf(count));
        Path folder = numbered.resolve(String.valueOf(zip.getFileName()));
        Files.createDirectories(folder);
        numbered.toFile().deleteOnExit();
        folder.toFile().deleteOnExit();
        return folder;
    }

    /** Folders of programs that have ended: nobody holds their lock. */
    private void removeLeftOvers() throws IOException {
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(top)) {
            all.forEach(others::add);
        }
        for (Path other : others) {
            if (abandoned(other)) {
                remove(other);
            }
        }
    }

    private static boolean abandoned(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock mine = channel.tryLock()) {
            return mine != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** Removes what programs that ended without closing have left; quick where there is nothing. */
    public synchronized void sweep() {
        if (own == null && Files.isDirectory(top)) {
            try {
                removeLeftOvers();
            } catch (IOException e) {
                log.warn(
                        "unpacked archives of earlier runs could not be removed: {}",
                        e.getClass().getSimpleName());
            }
        }
    }

    private static void remove(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            log.warn(
                    "an unpacked archive could not be removed: {}", e.getClass().getSimpleName());
        }
    }

    /** Removes everything that was unpacked. */
    @Override
    public synchronized void close() {
        known.clear();
        try {
            if (lock != null) {
                lock.close();
                lock = null;
            }
        } catch (IOException e) {
            log.warn("a lock could not be given back: {}", e.getClass().getSimpleName());
        }
        Path mine = own;
        own = null;
        remove(mine);
    }
}
