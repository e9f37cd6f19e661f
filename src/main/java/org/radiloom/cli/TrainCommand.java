package org.radiloom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;
import org.radiloom.train.Presets;
import org.radiloom.train.TrainWorker;
import org.radiloom.train.loop.TrainEnd;
import org.radiloom.train.run.RunControl;
import org.radiloom.train.run.RunWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code radiloom train}: trains a model from a manifest into a run folder. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a model from a manifest into a run folder; with --presets lists what can be trained.")
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private RadiloomCommand program;

    @Option(names = "--presets", description = "List the presets and end.")
    private boolean presets;

    @Option(names = "--preset", paramLabel = "NAME", description = "Stored configuration to start from.")
    private @Nullable String preset;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = Presets.PAPER,
            description = "Size of the preset: paper (as stored), compact or micro.")
    private String profile = Presets.PAPER;

    @Option(names = "--data", paramLabel = "MANIFEST", description = "Manifest of the data set (JSON lines).")
    private @Nullable Path data;

    @Option(names = "--out", paramLabel = "RUN", description = "Run folder to make, or to go on with.")
    private @Nullable Path out;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change a setting, such as train.epochs=20.")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(names = "--resume", description = "Go on from the last checkpoint of the run folder.")
    private boolean resume;

    @Option(
            names = "--events",
            paramLabel = "json",
            description = "Print what happens as JSON lines on standard output, and nothing else there.")
    private @Nullable String events;

    @Option(names = "--watch", description = "Follow the run in --out, whoever started it, instead of training.")
    private boolean watch;

    @Override
    public Integer call() throws Problem {
        PrintWriter printed = spec.commandLine().getOut();
        if (presets) {
            for (String name : Presets.names()) {
                printed.println(name + "\t" + Presets.description(name));
            }
            return ExitCode.DONE;
        }
        Path run = out;
        if (run == null) {
            throw new ParameterException(spec.commandLine(), "--out is needed");
        }
        if (events != null && !events.equals("json")) {
            throw new ParameterException(spec.commandLine(), "--events knows json only");
        }
        if (watch) {
            return RunFollowing.follow(run, events != null, printed);
        }
        if (!resume && (preset == null || data == null)) {
            throw new ParameterException(spec.commandLine(), "--preset and --data are needed, or --resume");
        }
        return train(new TrainWorker.Order(preset, profile, changes, data, run, resume, command()));
    }

    private int train(TrainWorker.Order order) throws Problem {
        RunControl control = new RunControl();
        try (EventPrinter printer = events != null
                ? EventPrinter.json(spec.commandLine().getOut())
                : EventPrinter.text(spec.commandLine().getErr())) {
            TrainWorker worker = new TrainWorker(control, printer);
            try (TrainSignals signals = new TrainSignals(() -> control.ask(RunWord.STOP))) {
                TrainWords.listen(program.standardInput(), worker::word);
                TrainEnd end = worker.run(order);
                return end.reason() == TrainEnd.Reason.STOPPED ? ExitCode.CANCELLED : ExitCode.DONE;
            } catch (Problem e) {
                if (!worker.began()) {
                    throw e;
                }
                // epochs were done and are kept
                spec.commandLine().getErr().println("radiloom: " + e.sentence());
                return ExitCode.PARTLY;
            }
        }
    }

    private String command() {
        List<String> words = spec.commandLine().getParseResult().originalArgs();
        return "radiloom train "
                + String.join(
                        " ",
                        words.isEmpty() || !words.getFirst().equals("train") ? words : words.subList(1, words.size()));
    }
}
