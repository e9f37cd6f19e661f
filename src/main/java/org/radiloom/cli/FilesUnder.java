package org.radiloom.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.radiloom.problem.Problem;

/** Finds the files that paths on a command line mean. */
final class FilesUnder {
    private FilesUnder() {}

    /**
     * All files under the paths: a file is itself, a folder all files below it in order of path. What cannot be visited is
     * in the list too, so that reading it gives the reason.
     *
     * @throws Problem if a path is not there or a folder cannot be listed
     */
    static List<Path> paths(List<Path> paths) throws Problem {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw Problem.input("path.missing", path + " is not there.", "Check the path.");
            }
            if (Files.isDirectory(path)) {
                files.addAll(below(path));
            } else {
                files.add(path);
            }
        }
        if (files.isEmpty()) {
            throw Problem.input("path.empty", paths.getFirst() + " holds no files.", "Name a folder with images.");
        }
        return files;
    }

    private static List<Path> below(Path folder) throws Problem {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException reason) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw Problem.input("path.unreadable", folder + " cannot be listed.", "Check its permissions.", e);
        }
        Collections.sort(files);
        return files;
    }
}
