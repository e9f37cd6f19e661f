package org.radiloom.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;

/** Opens the window. */
public final class RadiloomWindow {
    private RadiloomWindow() {}

    /**
     * Opens the window and returns when it is closed; can be called once in the life of the program.
     *
     * @param paths files and folders to open at once, may be empty
     * @param analyse whether to run the models on the first series that one is meant for
     */
    public static void open(List<Path> paths, boolean analyse) {
        List<String> arguments = new ArrayList<>();
        if (analyse) {
            arguments.add(RadiloomApplication.ANALYSE);
        }
        paths.forEach(p -> arguments.add(p.toString()));
        Application.launch(RadiloomApplication.class, arguments.toArray(String[]::new));
    }

    /**
     * Opens the window, uses it as a reader would, prints what it measured to standard output, one {@code name=value} a line,
     * and returns when it is closed; can be called once in the life of the program.
     *
     * @param folder one series of many slices
     */
    public static void measure(Path folder) {
        Application.launch(RadiloomApplication.class, RadiloomApplication.MEASURE, folder.toString());
    }
}
