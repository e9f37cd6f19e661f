package org.radiloom.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
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
        description = "Checks, splits and converts manifests, converts volumes.",
        subcommands = {DataCheckCommand.class, DataCommand.Divide.class, DataConvertCommand.class})
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "check, split or convert is needed");
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

        @Option(names = "--folds", defaultValue = "0", description = "Folds of a cross-validation; 0 for none.")
        private int folds;

        @Option(names = "--fold", defaultValue = "0", description = "The fold kept out as test, from 0.")
        private int fold;

        @Option(
                names = "--unit",
                defaultValue = "PATIENT",
                description = "What stays together: PATIENT, or SLICE for a split that leaks.")
        private Split.Unit unit = Split.Unit.PATIENT;

        @Override
        public Integer call() throws Problem {
            Manifest manifest = Manifest.read(file);
            Split split =
                    folds > 0 ? Split.fold(manifest, folds, fold, seed, unit) : Split.of(manifest, ratios, seed, unit);
            SplitCheck.warnings(manifest, split).forEach(spec.commandLine().getErr()::println);
            split.lines().forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getErr().println("fingerprint " + split.fingerprint());
            return ExitCode.DONE;
        }
    }
}
