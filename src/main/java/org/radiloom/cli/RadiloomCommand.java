package org.radiloom.cli;

import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import org.radiloom.problem.Problem;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line; each subcommand is a small class of its own. */
@Command(
        name = "radiloom",
        mixinStandardHelpOptions = true,
        versionProvider = RadiloomCommand.Version.class,
        description = "Reviews ultrasound and CT studies on this machine. Research use only, not for diagnosis.",
        subcommands = {InfoCommand.class, TrainCommand.class, EvaluateCommand.class, DataCommand.class})
public final class RadiloomCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs a command line and returns its exit code; results go to {@code out}, everything else to {@code err}. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new RadiloomCommand())
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
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed");
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
