package org.radiloom.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.Split;
import org.radiloom.train.SplitCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code radiloom data}: looks after manifests. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Checks and splits manifests, converts volumes.",
        subcommands = {DataCommand.Check.class, DataCommand.Divide.class, DataConvertCommand.class})
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "check, split or convert is needed");
    }

    /** {@code radiloom data check}: reads a manifest and looks for every file that it names. */
    @Command(name = "check", mixinStandardHelpOptions = true, description = "Reads a manifest and looks for its files.")
    static final class Check implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "MANIFEST", description = "Manifest (JSON lines).")
        private Path file;

        @Override
        public Integer call() throws Problem {
            Manifest manifest = Manifest.read(file);
            List<String> faults = new ArrayList<>();
            for (ManifestEntry e : manifest.entries()) {
                need(manifest, e, e.path(), faults);
                need(manifest, e, e.maskPath(), faults);
            }
            PrintWriter out = spec.commandLine().getOut();
            long patients = manifest.entries().stream()
                    .map(ManifestEntry::patientId)
                    .distinct()
                    .count();
            out.println(manifest.entries().size() + " samples of " + patients + " patients, " + faults.size()
                    + " files missing, " + manifest.warnings().size() + " warnings");
            PrintWriter err = spec.commandLine().getErr();
            manifest.warnings().forEach(err::println);
            faults.forEach(err::println);
            return faults.isEmpty() ? ExitCode.DONE : ExitCode.INPUT;
        }

        private static void need(Manifest manifest, ManifestEntry e, @Nullable String path, List<String> faults) {
            if (path != null && !Files.exists(manifest.resolve(path))) {
                faults.add("line " + e.line() + ": no file " + path);
            }
        }
    }

    /** {@code radiloom data split}: prints which sample goes to which part. */
    @Command(
            name = "split",
            mixinStandardHelpOptions = true,
            description = "Prints which sample goes to which part, as JSON lines; a patient is in one part only.")
    static final class Divide implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "MANIFEST", description = "Manifest (JSON lines).")
        private Path file;

        @Option(names = "--ratios", split = ",", defaultValue = "0.7,0.1,0.2", description = "Train, val, test.")
        private List<Double> ratios;

        @Option(names = "--seed", defaultValue = "1", description = "Seed of the shuffle.")
        private long seed;

        @Override
        public Integer call() throws Problem {
            Manifest manifest = Manifest.read(file);
            Split split = Split.of(manifest, ratios, seed);
            SplitCheck.warnings(manifest, split).forEach(spec.commandLine().getErr()::println);
            split.lines().forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getErr().println("fingerprint " + split.fingerprint());
            return ExitCode.DONE;
        }
    }
}
