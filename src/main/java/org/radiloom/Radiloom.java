package org.radiloom;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.radiloom.cli.RadiloomCommand;
import org.radiloom.cli.WindowLauncher;
import org.radiloom.ui.RadiloomWindow;

/** Starts Radiloom: a subcommand goes to the command line; nothing, or a path, opens the window. */
public final class Radiloom {
    private Radiloom() {}

    private static final class Window implements WindowLauncher {
        @Override
        public void open(List<Path> studies, boolean analyse) {
            RadiloomWindow.open(studies, analyse);
        }

        @Override
        public void measure(Path series) {
            RadiloomWindow.measure(series);
        }
    }

    public static void main(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(RadiloomCommand.run(System.in, out, err, Optional.of(new Window()), args));
    }
}
