package org.radiloom.cli;

import java.nio.file.Path;
import java.util.List;

/** Opens the window; given to the command line from outside, because the two do not know each other. */
public interface WindowLauncher {
    /**
     * Opens the window and returns when it is closed.
     *
     * @param studies folders and files to open at once
     * @param analyse whether the eligible models are run at once
     */
    void open(List<Path> studies, boolean analyse);

    /**
     * Opens the window, uses it as a reader would, and prints what that took to standard output, one {@code name=value} a
     * line; returns when it is closed.
     *
     * @param series a folder with one series of many slices
     */
    void measure(Path series);
}
