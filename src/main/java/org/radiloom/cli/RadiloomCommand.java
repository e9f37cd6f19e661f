package org.radiloom.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.radiloom.problem.Problem;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The root of the command line; each subcommand is a small class of its own. */
@Command(
        name = "radiloom",
        mixinStandardHelpOptions = true,
        versionProvider = RadiloomCommand.Version.class,
        description = "Reviews ultrasound and CT studies on this machine. Research use only, not for diagnosis.",
        subcommands = {
            InfoCommand.class,
            CompareCommand.class,
            TrainCommand.class,
            CrossValidateCommand.class,
            RunsCommand.class,
            EvaluateCommand.class,
            DataCommand.class,
            ReviewCommand.class,
            ModelsCommand.class,
            PredictCommand.class,
            SampleCommand.class,
            AuditCommand.class,
            DeidentifyCommand.class,
            DiagnosticsCommand.class
        })
public final class RadiloomCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Folders and files to open in the window.")
    private List<Path> paths = new ArrayList<>();

    private final Optional<WindowLauncher> window;
    private final InputStream in;

    RadiloomCommand() {
        this(Optional.empty(), InputStream.nullInputStream());
    }

    private RadiloomCommand(Optional<WindowLauncher> window, InputStream in) {
        this.window = window;
        this.in = in;
    }

    /** Runs a command line that has neither a window nor a standard input at hand. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(InputStream.nullInputStream(), out, err, Optional.empty(), args);
    }

    /**
     * Runs a command line and returns its exit code; results go to {@code out}, everything else to {@code err}.
     *
     * @param in what commands that listen are told
     * @param window opens the window; empty where none can be opened
     */
    public static int run(
            InputStream in, PrintWriter out, PrintWriter err, Optional<WindowLauncher> window, String... args) {
        return new CommandLine(new RadiloomCommand(window, in))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((thrown, command, parsed) -> report(thrown, command.getErr()))
                .execute(args);
    }

    private static int report(Exception thrown, PrintWriter err) {
        return switch (thrown) {
            case Problem problem -> {
                err.println("radiloom: " + problem.sentence());
                yield ExitCode.of(problem);
            }
            case CancellationException cancelled -> {
                err.println("radiloom: cancelled");
                yield ExitCode.CANCELLED;
            }
            default -> {
                LoggerFactory.getLogger(RadiloomCommand.class).error("command failed", thrown);
                err.println("radiloom: unexpected error: " + thrown);
                yield ExitCode.DEFECT;
            }
        };
    }

    @Override
    public Integer call() throws Problem {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new ParameterException(spec.commandLine(), path + " is neither a command nor a file or folder");
            }
        }
        if (openWindow(paths, false)) {
            return ExitCode.DONE;
        }
        throw Problem.usage(
                "display.missing",
                "There is no display to open a window on.",
                "Use 'radiloom review PATH --out DIR' instead.");
    }

    /** Opens the window if there is a display for it, and returns when it is closed; false if there is none. */
    boolean openWindow(List<Path> studies, boolean analyse) {
        if (window.isEmpty() || !Display.present()) {
            return false;
        }
        window.get().open(studies, analyse);
        return true;
    }

    /** Measures the window on a series; only in a process of its own. */
    void measureWindow(Path series) {
        window.orElseThrow(() -> new IllegalStateException("no window")).measure(series);
    }

    InputStream standardInput() {
        return in;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"radiloom " + current()};
        }

        static String current() {
            String version = Version.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }
}
