package org.radiloom.study;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through folders one after the other, each with its own files before its subfolders, in the order of their names, so
 * that a result never depends on the file system. Links are followed, but no folder is entered twice.
 *
 * <p>How far it is comes without counting all files first: each folder shares its part among its files and subfolders.
 */
final class FolderWalk {
    private static final int DEEPEST_FOLDER = 64;

    /** A subfolder counts as much as this many files; nobody knows before it has been entered. */
    private static final double FILES_OF_A_FOLDER = 10;

    /**
     * The files of one folder.
     *
     * @param from share of the walk that was done before them, 0 to 1
     * @param to share that is done after them
     */
    record Part(List<Path> files, double from, double to) {}

    private record Waiting(Path folder, int depth, double from, double to) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Set<Object> entered = new HashSet<>();
    private final List<ImportReport.Skipped> skipped;

    /** @param skipped takes folders and files that cannot be looked into */
    FolderWalk(Path top, double from, double to, List<ImportReport.Skipped> skipped) {
        this.skipped = skipped;
        waiting.push(new Waiting(top, 0, from, to));
    }

    /** The next folder that has files; null when there is none left. */
    @Nullable
    Part next(ScanProgress progress) {
        while (!waiting.isEmpty()) {
            progress.check();
            Part part = enter(waiting.pop());
            if (!part.files().isEmpty()) {
                return part;
            }
        }
        return null;
    }

    private Part enter(Waiting here) {
        List<Path> files = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        try {
            Object key = Files.readAttributes(here.folder(), BasicFileAttributes.class)
                    .fileKey();
            if (entered.add(key == null ? here.folder().toRealPath() : key)) {
                list(here.folder(), files, folders);
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            skipped.add(ImportReport.Skipped.because(here.folder(), StudyProblems.unreadable(here.folder(), e)));
        }
        Collections.sort(files);
        Collections.sort(folders);
        double parts = Math.max(1, files.size() + FILES_OF_A_FOLDER * folders.size());
        double each = (here.to() - here.from()) / parts;
        double after = here.from() + each * files.size();
        if (here.depth() < DEEPEST_FOLDER) {
            for (int n = folders.size() - 1; n >= 0; n--) {
                double from = after + n * each * FILES_OF_A_FOLDER;
                waiting.push(new Waiting(folders.get(n), here.depth() + 1, from, from + each * FILES_OF_A_FOLDER));
            }
        }
        return new Part(files, here.from(), folders.isEmpty() ? here.to() : after);
    }

    private void list(Path folder, List<Path> files, List<Path> folders) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                try {
                    BasicFileAttributes a = Files.readAttributes(entry, BasicFileAttributes.class);
                    if (a.isDirectory()) {
                        folders.add(entry);
                    } else if (a.isRegularFile()) {
                        files.add(entry);
                    }
                } catch (IOException e) {
                    // a link to nowhere, or a file that has just gone
                    skipped.add(ImportReport.Skipped.because(entry, StudyProblems.unreadable(entry, e)));
                }
            }
        }
    }
}
