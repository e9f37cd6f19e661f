package org.radiloom.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.RunWord;
import org.radiloom.train.run.TrainingProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code radiloom runs}: how a training run stands; follows it, and tells it to pause, resume or stop. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Says how a training run stands, follows it, and tells it to pause, resume or stop.")
final class RunsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Run folder.")
    private Path run;

    @Option(names = "--watch", description = "Print its events until it ends.")
    private boolean watch;

    @Option(names = "--tell", paramLabel = "WORD", description = "pause, resume or stop.")
    private @Nullable String word;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws Problem {
        String text = word;
        if (text != null) {
            TrainingProcess.ask(
                    run,
                    RunWord.of(text)
                            .orElseThrow(() -> new ParameterException(
                                    spec.commandLine(),
                                    "a run can be told "
                                            + Arrays.stream(RunWord.values())
                                                    .map(RunWord::text)
                                                    .collect(Collectors.joining(", ")))));
        }
        if (watch) {
            return RunFollowing.follow(run, json, spec.commandLine().getOut());
        }
        var status = RunFollowing.status(run);
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? Printed.json(Printed.MAPPER.valueToTree(status))
                                : run.getFileName() + ": " + status.sentence());
        return ExitCode.DONE;
    }
}
