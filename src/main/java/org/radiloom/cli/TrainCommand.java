package org.radiloom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;
import org.radiloom.train.Presets;
import org.radiloom.train.RunConfig;
import org.radiloom.train.RunFolder;
import org.radiloom.train.TrainEvents;
import org.radiloom.train.Trainer;
import org.radiloom.train.loop.TrainState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code radiloom train}: trains a model from a manifest into a run folder. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a model from a manifest into a run folder; with --presets lists what can be trained.")
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

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

    @Option(names = "--events", paramLabel = "json", description = "Print what happens as JSON lines.")
    private @Nullable String events;

    @Override
    public Integer call() throws Problem {
        PrintWriter printed = spec.commandLine().getOut();
        if (presets) {
            for (String name : Presets.names()) {
                printed.println(name + "\t" + Presets.description(name));
            }
            return ExitCode.DONE;
        }
        if (data == null || out == null || (preset == null && !resume)) {
            throw new ParameterException(spec.commandLine(), "--preset, --data and --out are needed");
        }
        if (events != null && !events.equals("json")) {
            throw new ParameterException(spec.commandLine(), "--events knows json only");
        }
        RunConfig config = preset == null ? RunFolder.open(out).readConfig() : RunConfig.of(preset, profile, changes);
        TrainEvents listener =
                events != null ? asJson(printed) : asText(spec.commandLine().getErr());
        TrainState end;
        try (StopSignal stop = new StopSignal()) {
            end = Trainer.train(new Trainer.Task(config, data, out, command(), resume), listener, stop)
                    .state();
        }
        if (events == null) {
            printed.printf(
                    Locale.ROOT,
                    "done after %d epochs; best validation result %s in epoch %d%n",
                    end.epoch(),
                    end.best() == null ? "none" : String.format(Locale.ROOT, "%.4f", end.best()),
                    end.bestEpoch());
        }
        return ExitCode.DONE;
    }

    private String command() {
        List<String> words = spec.commandLine().getParseResult().originalArgs();
        return "radiloom train "
                + String.join(
                        " ",
                        words.isEmpty() || !words.getFirst().equals("train") ? words : words.subList(1, words.size()));
    }

    private static TrainEvents asJson(PrintWriter printed) {
        return event -> {
            printed.println(event);
            printed.flush();
        };
    }

    /** A line per event, but only now and then one about progress. */
    /** A line per event, but only now and then one about progress. */
    private static TrainEvents asText(PrintWriter printed) {
        long[] nextNanos = {System.nanoTime()};
        return event -> {
            if (event.path("event").asText().equals("progress")) {
                if (System.nanoTime() < nextNanos[0]) {
                    return;
                }
                nextNanos[0] = System.nanoTime() + 20_000_000_000L;
            }
            StringBuilder line = new StringBuilder(event.path("event").asText());
            event.properties().forEach(field -> {
                if (!field.getKey().equals("event")) {
                    line.append("  ").append(field.getKey()).append(' ');
                    line.append(
                            field.getValue().isFloatingPointNumber()
                                    ? String.format(
                                            Locale.ROOT,
                                            "%.4g",
                                            field.getValue().asDouble())
                                    : field.getValue().asText());
                }
            });
            printed.println(line);
            printed.flush();
        };
    }
}
