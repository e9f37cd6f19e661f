package org.radiloom.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.radiloom.home.OwnFile;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which studies were opened before: a cache below the user's cache folder, made from their files and made again from them when
 * it is lost. Nothing in it is the only copy of anything, and the files themselves are never touched.
 *
 * <p>A failure here never fails anything else: what cannot be asked is not known, what cannot be kept is forgotten. A damaged
 * index is set aside, and an empty one takes its place. Several windows may use one index. Safe for use from several threads;
 * calls read or write the disk.
 *
 * <p>The file is called after its generation; a new generation is written beside the one in use and then takes its place, so
 * that a window that has the old one open keeps a file that nobody else writes to.
 */
public final class StudyIndex implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StudyIndex.class);
    private static final Pattern NAME = Pattern.compile("studies-(\\d{1,9})\\.db");

    private final Path folder;
    private final Path library;
    private final UnaryOperator<Path> source;
    private final List<Study> whileRebuilding = new ArrayList<>();
    private boolean rebuilding;
    private boolean begun;
    private boolean replaced;
    private int generation;
    private @Nullable IndexFile file;

    private StudyIndex(Path folder, Path library, UnaryOperator<Path> source) {
        this.folder = folder;
        this.library = library;
        this.source = source;
    }

    /**
     * An index, opened when it is first asked for something.
     *
     * @param cache the folder of what can be made again
     * @param archives whose files are remembered by the archive they came from
     */
    public static StudyIndex in(Path cache, UnpackedArchives archives) {
        return new StudyIndex(cache.resolve("index"), cache.resolve("native"), path -> archives.archiveOf(path)
                .orElse(path));
    }

    private static String name(Exception e) {
        return e.getClass().getSimpleName();
    }

    private synchronized void begin() {
        if (begun) {
            return;
        }
        begun = true;
        // the driver unpacks its native library; nothing of it leaves our own folder, and nothing is downloaded
        try {
            OwnFile.folders(library);
            System.setProperty("org.sqlite.tmpdir", library.toString());
        } catch (IOException e) {
            log.warn("the folder for native libraries cannot be made: {}", name(e));
        }
        generation = newest();
        replaced = generation == 0;
        generation = Math.max(1, generation);
        try {
            file = IndexFile.open(path(generation));
        } catch (SQLException | IOException e) {
            log.warn("the index of studies cannot be read and is set aside: {}", name(e));
            setAside();
        }
    }

    private int newest() {
        int newest = 0;
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                for (Path each : all) {
                    Matcher m = NAME.matcher(String.valueOf(each.getFileName()));
                    newest = m.matches() ? Math.max(newest, Integer.parseInt(m.group(1))) : newest;
                }
            } catch (IOException e) {
                log.warn("the folder of the index cannot be read: {}", name(e));
            }
        }
        return newest;
    }

    private Path path(int number) {
        return folder.resolve("studies-" + number + ".db");
    }

    private void setAside() {
        replaced = true;
        closeFile();
        try {
            Path damaged = path(generation);
            if (Files.exists(damaged)) {
                Files.move(
                        damaged,
                        folder.resolve("studies-" + generation + ".damaged"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            generation++;
            file = IndexFile.open(path(generation));
        } catch (SQLException | IOException e) {
            log.warn("no index of studies is kept: {}", name(e));
            file = null;
        }
    }

    private void closeFile() {
        IndexFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                log.warn("the index of studies could not be closed: {}", name(e));
            }
        }
    }

    private interface Question<T> {
        @Nullable
        T ask(IndexFile file) throws SQLException, IOException;
    }

    private synchronized <T> Optional<T> ask(Question<T> question) {
        begin();
        IndexFile open = file;
        if (open == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(question.ask(open));
        } catch (SQLException e) {
            boolean broken = e.getErrorCode() == org.sqlite.SQLiteErrorCode.SQLITE_CORRUPT.code
                    || e.getErrorCode() == org.sqlite.SQLiteErrorCode.SQLITE_NOTADB.code;
            log.warn("the index of studies did not answer: {} {}", name(e), e.getErrorCode());
            if (broken) {
                setAside();
            }
        } catch (IOException e) {
            log.warn("the index of studies did not answer: {}", name(e));
        }
        return Optional.empty();
    }

    /** Whether the index was not there or was damaged, so that it should be made again from what was opened. */
    public synchronized boolean lost() {
        begin();
        return replaced;
    }

    /** Remembers a study, or what is new of it. */
    public synchronized void put(Study study) {
        if (rebuilding) {
            whileRebuilding.add(study);
        }
        ask(index -> {
            index.put(study, source);
            return null;
        });
    }

    /** All studies, by patient and date, the latest first. */
    public List<KnownStudy> studies() {
        return ask(IndexFile::studies).orElse(List.of());
    }

    /** What has to be opened to have a study again: its files, or the archives that hold them. */
    public List<Path> sources(String studyUid) {
        return ask(index -> index.sources(studyUid)).orElse(List.of());
    }

    /** Forgets a study; its files stay where they are. */
    public void forget(String studyUid) {
        ask(index -> {
            index.forget(studyUid);
            return null;
        });
    }

    /** Remembers a small picture of a series that is known; pixels as 0xAARRGGBB. */
    public void putThumbnail(String seriesId, int[] argb) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * argb.length);
        bytes.asIntBuffer().put(argb);
        ask(index -> {
            index.putThumbnail(seriesId, bytes.array());
            return null;
        });
    }

    /** The small picture of a series; empty where there is none, or its files have changed since. */
    public Optional<int[]> thumbnail(String seriesId) {
        return ask(index -> index.thumbnail(seriesId)).map(bytes -> {
            int[] argb = new int[bytes.length / 4];
            ByteBuffer.wrap(bytes).asIntBuffer().get(argb);
            return argb;
        });
    }

    /**
     * Makes the index again from what was opened, in a new file that takes the place of the old one when it is complete.
     *
     * @param places what was opened, the oldest first; what is not there any more is left out
     * @throws java.util.concurrent.CancellationException when {@code progress} is cancelled; the old one stays
     */
    public void rebuild(List<List<Path>> places, Importer importer, Progress progress) {
        synchronized (this) {
            begin();
            rebuilding = true;
            whileRebuilding.clear();
        }
        Path fresh = folder.resolve("new-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".db");
        try {
            try (IndexFile next = IndexFile.open(fresh)) {
                for (int n = 0; n < places.size(); n++) {
                    progress.check();
                    progress.report((double) n / places.size(), "");
                    for (Study study : studiesIn(places.get(n), importer, progress)) {
                        next.put(study, source);
                    }
                }
            }
            swap(fresh);
        } catch (SQLException | IOException e) {
            log.warn("the index of studies could not be made again: {}", name(e));
        } finally {
            synchronized (this) {
                rebuilding = false;
            }
            remove(fresh);
        }
    }

    private static List<Study> studiesIn(List<Path> places, Importer importer, Progress progress) {
        List<Path> there = places.stream().filter(Files::exists).toList();
        if (there.isEmpty()) {
            return List.of();
        }
        try {
            return importer.read(there, new Progress() {
                        @Override
                        public void report(double fraction, String what) {}

                        @Override
                        public boolean cancelled() {
                            return progress.cancelled();
                        }
                    })
                    .studies();
        } catch (Problem problem) {
            // an empty folder by now
            return List.of();
        }
    }

    private synchronized void swap(Path fresh) throws SQLException, IOException {
        int next = Math.max(newest(), generation) + 1;
        IndexFile old = file;
        Files.move(fresh, path(next), StandardCopyOption.ATOMIC_MOVE);
        file = IndexFile.open(path(next));
        if (old != null) {
            old.close();
        }
        remove(path(generation));
        generation = next;
        replaced = false;
        List<Study> late = List.copyOf(whileRebuilding);
        rebuilding = false;
        late.forEach(this::put);
    }

    private static void remove(Path database) {
        for (String end : List.of("", "-wal", "-shm")) {
            try {
                Files.deleteIfExists(Path.of(database + end));
            } catch (IOException e) {
                // another window has it open; the next start finds the newer one first
                log.info("an old index stays for now");
            }
        }
    }

    @Override
    public synchronized void close() {
        closeFile();
    }
}
