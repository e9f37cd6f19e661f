package org.radiloom.annotate.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.radiloom.problem.Problem;

/** Folders with one file a slice. */
final class FolderFiles {
    private static final long LARGEST = 1L << 28;
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,9})\\D*$");

    private FolderFiles() {}

    /** The name of the file of slice {@code k}, which is counted from 1 in it. */
    static String name(int k, String extension) {
        return String.format(Locale.ROOT, "slice-%04d.%s", k + 1, extension);
    }

    /** The files with an extension, in the order of the numbers in their names. */
    static List<Path> list(Path folder, String extension) throws Problem {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> lower(file).endsWith("." + extension)
                            && !lower(file).startsWith("."))
                    .sorted(Comparator.comparing(FolderFiles::sortable).thenComparing(FolderFiles::lower))
                    .toList();
        } catch (IOException e) {
            throw Problem.input(
                    "file.unreadable", folder.getFileName() + " cannot be read.", "Check the path and its rights.", e);
        }
    }

    private static String lower(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    /** The name with its numbers in as many digits as sort like numbers. */
    private static String sortable(Path file) {
        return DIGITS.matcher(lower(file))
                .replaceAll(number -> String.format(Locale.ROOT, "%019d", Long.parseLong(number.group())));
    }

    /** The last number in a name without its extension; -1 where there is none. */
    static int number(Path file) {
        String name = lower(file);
        int dot = name.lastIndexOf('.');
        Matcher found = LAST_NUMBER.matcher(dot < 0 ? name : name.substring(0, dot));
        return found.find() ? Integer.parseInt(found.group(1)) : -1;
    }

    /** The whole of a file, up to 256 MiB. */
    static byte[] read(Path file) throws Problem {
        try {
            if (Files.size(file) > LARGEST) {
                throw Problem.input(
                        "file.size", file.getFileName() + " is too large.", "Choose the file of a segmentation.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Problem.input(
                    "file.unreadable", file.getFileName() + " cannot be read.", "Check the path and its rights.", e);
        }
    }

    static void write(Path file, byte[] bytes) throws Problem {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw Problem.input(
                    "file.unwritable", file.getFileName() + " cannot be written.", "Choose another folder.", e);
        }
    }

    static void create(Path folder) throws Problem {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Problem.input(
                    "file.unwritable", folder.getFileName() + " cannot be written.", "Choose another folder.", e);
        }
    }
}
