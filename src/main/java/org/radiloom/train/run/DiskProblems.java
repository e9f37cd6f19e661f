package org.radiloom.train.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.radiloom.problem.Problem;

/** What a disk that refuses to keep something means to a user. */
public final class DiskProblems {
    private DiskProblems() {}

    /**
     * A run folder, or something in it, that cannot be written.
     *
     * @param what the thing that was to be written, as the beginning of a sentence
     */
    public static Problem unwritable(String what, Path where, IOException e) {
        if (full(e)) {
            return Problem.input(
                    "disk.full",
                    what + " cannot be written to " + where + ": the disk is full.",
                    "Make room there and go on with --resume; what was saved before is intact.",
                    e);
        }
        return Problem.input(
                "run.folder",
                what + " cannot be written to " + where + " (" + reason(e) + ").",
                "Check the rights of the folder, or choose another one.",
                e);
    }

    /** Whether a write was refused because there is no room: disk, quota or a limit on the size of files. */
    static boolean full(IOException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        // the words of Linux and macOS, and of Windows
        return Stream.of(
                        "no space left",
                        "disk quota exceeded",
                        "file too large",
                        "not enough space on the disk",
                        "disk is full")
                .anyMatch(text::contains);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no right to write";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
