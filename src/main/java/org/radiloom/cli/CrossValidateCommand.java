package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;
import org.radiloom.train.Presets;
import org.radiloom.train.crossvalidation.CrossValidation;
import org.radiloom.train.crossvalidation.FoldPlan;
import org.radiloom.train.crossvalidation.FoldResult;
import org.radiloom.train.crossvalidation.TrainedFolds;
import org.radiloom.train.evaluation.classify.ClassEvaluation;
import org.radiloom.train.run.RunControl;
import org.radiloom.train.run.RunWord;
import org.radiloom.train.run.TrainEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code radiloom cross-validate}: trains and judges a classifier on every fold of a data set. */
@Command(
        name = "cross-validate",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a classifier on all folds but one and judges it on that one, in turn for all folds, patients kept"
                    + " together; pools the predictions of all folds and repeats.",
            "A command that was interrupted goes on when it is given again; finished folds are kept."
        })
final class CrossValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--preset", paramLabel = "NAME", required = true, description = "Stored configuration.")
    private String preset = "";

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = Presets.PAPER,
            description = "Size of the preset: paper (as stored), compact or micro.")
    private String profile = Presets.PAPER;

    @Option(names = "--data", paramLabel = "MANIFEST", required = true, description = "Manifest of the data set.")
    private Path data = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to make, or to go on with.")
    private Path out = Path.of("");

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of folds, 3 or more; of no account if the manifest names its own split.")
    private int folds;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "1",
            description = "Times that all is done, each with another seed for folds and weights.")
    private int repeats;

    @Option(
            names = "--checkpoint",
            paramLabel = "NAME",
            defaultValue = "best",
            description = "What judges the fold kept out: best (on the validation fold) or last.")
    private String checkpoint;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change a setting, such as train.epochs=20.")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(
            names = "--against",
            paramLabel = "EVALUATION",
            description = "Compare patient by patient with this cross-validation, evaluation or table of predictions.")
    private @Nullable Path against;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there too; - prints it.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Problem {
        if (folds < 3 || repeats < 1) {
            throw new ParameterException(spec.commandLine(), "--folds needs 3 or more, --repeats 1 or more");
        }
        if (!checkpoint.equals("best") && !checkpoint.equals("last")) {
            throw new ParameterException(spec.commandLine(), "--checkpoint knows best and last");
        }
        // read before the long part, so that a wrong name is told at once
        Verdict other = against == null ? null : Verdict.read(against);
        FoldPlan plan = new FoldPlan(preset, profile, changes, data, folds, repeats, checkpoint, out, command());
        Optional<ClassEvaluation> evaluation = run(plan);
        if (evaluation.isEmpty()) {
            spec.commandLine().getErr().println("radiloom: stopped; give the same command to go on");
            return ExitCode.CANCELLED;
        }
        ObjectNode tree = new Verdict.OfClasses(evaluation.get()).json(other);
        PrintWriter printed = spec.commandLine().getOut();
        if (json != null) {
            Results.write(json, Printed.json(tree) + "\n", printed);
        }
        if (json == null || !json.toString().equals("-")) {
            EvaluationText.print(tree, printed);
        }
        return ExitCode.DONE;
    }

    private Optional<ClassEvaluation> run(FoldPlan plan) throws Problem {
        RunControl control = new RunControl();
        PrintWriter err = spec.commandLine().getErr();
        try (TrainSignals signals = new TrainSignals(() -> control.ask(RunWord.STOP))) {
            return CrossValidation.run(
                    plan,
                    new TrainedFolds(
                            plan,
                            control,
                            (event, tree) -> {
                                if (event instanceof TrainEvent.Warning warning) {
                                    err.println("  " + warning.message());
                                    err.flush();
                                }
                            },
                            (fold, kept) -> told(fold, kept, err)));
        } catch (CancellationException e) {
            return Optional.empty();
        }
    }

    private void told(FoldResult fold, boolean kept, PrintWriter err) {
        long right = fold.predictions().stream()
                .filter(p -> p.predicted() == p.truth())
                .count();
        err.println(String.format(
                Locale.ROOT,
                "repeat %d of %d, fold %d: %d of %d images right, T %.2f, %.0f s%s",
                fold.repeat() + 1,
                repeats,
                fold.fold() + 1,
                right,
                fold.predictions().size(),
                fold.temperature(),
                fold.seconds(),
                kept ? " (kept)" : ""));
        err.flush();
    }

    private String command() {
        List<String> words = spec.commandLine().getParseResult().originalArgs();
        return "radiloom "
                + (words.isEmpty() || !words.getFirst().equals("cross-validate") ? "cross-validate " : "")
                + String.join(" ", words);
    }
}
