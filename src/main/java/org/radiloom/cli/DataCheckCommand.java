package org.radiloom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.radiloom.problem.Problem;
import org.radiloom.train.ManifestCheck;
import org.radiloom.train.ManifestFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code radiloom data check}: everything that is wrong with a data set, at once. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Reads a manifest and all its files and tells everything that is wrong with them.")
final class DataCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MANIFEST", description = "Manifest (JSON lines or CSV).")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Problem {
        ManifestCheck.Report report;
        try (Reporting progress = new Reporting(spec.commandLine().getErr())) {
            report = ManifestCheck.run(file, progress);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.toJson());
        } else {
            report.faults().stream().map(ManifestFault::sentence).forEach(out::println);
            out.println(report.samples() + " samples of " + report.patients() + " patients, " + report.errors()
                    + " errors, " + report.warnings() + " warnings");
        }
        return report.errors() == 0 ? ExitCode.DONE : ExitCode.INPUT;
    }
}
