package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;
import org.radiloom.train.Split;
import org.radiloom.train.classify.GraderEvaluation;
import org.radiloom.train.evaluation.classify.ClassUnit;
import org.radiloom.train.evaluation.correction.CorrectionEvaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code radiloom evaluate}: judges a model, or the weights of a run, on a manifest; compares evaluations. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Judges a model, or the weights of a training run, on the samples of a manifest (--model and --data).",
            "Without these, shows and compares evaluations that were written before."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "EVALUATION",
            arity = "0..*",
            description = "Files that --json wrote, tables of predictions (CSV), run folders that were judged on their"
                    + " test part, or folders of cross-validations.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--model", paramLabel = "ID|DIR", description = "Model, package or run folder.")
    private @Nullable String model;

    @Option(names = "--data", paramLabel = "MANIFEST", description = "Manifest of the data set.")
    private @Nullable Path data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description =
                    "train, val, test, or all. Without it: test if the model or the manifest knows one, else all.")
    private @Nullable String split;

    @Option(names = "--checkpoint", defaultValue = "best", description = "Of a run folder: best or last.")
    private String checkpoint;

    @Option(
            names = "--margin-mm",
            defaultValue = "10",
            description = "Probabilities are judged up to this far from the structure. Default: ${DEFAULT-VALUE}.")
    private double marginMm;

    @Option(
            names = "--unit",
            paramLabel = "NAME",
            description = "Of classes: count patients (probabilities of their images averaged) or images. Without it:"
                    + " patient if every patient has one class.")
    private @Nullable String unit;

    @Option(
            names = "--image-only",
            description = "Of a grading model: use no number that samples declare, such as a measured index.")
    private boolean imageOnly;

    @Option(
            names = "--given-regions",
            description = "Of a grading model: take the samples' regions where they have one, instead of finding them.")
    private boolean givenRegions;

    @Option(
            names = "--baselines",
            description =
                    "Of a model of anomalies: judge beside it what image size, region size, darkness, contrast and the"
                            + " distance to the region's edge tell by themselves.")
    private boolean baselines;

    @Option(
            names = "--correction",
            paramLabel = "FILE",
            description =
                    "Of a model of volumes: judge instead how well the next place to look finds its errors, and what a"
                            + " corrected slice tells of its neighbours; write that there as Markdown, or, if the name ends in .csv, what"
                            + " each slice shows.")
    private @Nullable Path correction;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there; - prints it.")
    private @Nullable Path json;

    @Option(
            names = "--against",
            paramLabel = "EVALUATION",
            description = "Compare patient by patient with this evaluation.")
    private @Nullable Path against;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Write the evaluations as Markdown tables there; - prints them. Names that end in -s1, -s2"
                    + " are seeds of one row.")
    private @Nullable Path table;

    @Override
    public Integer call() throws Problem {
        check();
        List<Verdict> verdicts = new ArrayList<>();
        for (Path file : files) {
            verdicts.add(counted(Verdict.read(file)));
        }
        // read before a long run, so that a wrong name is told at once
        Verdict other = against == null ? null : counted(Verdict.read(against));
        if (model != null && data != null) {
            ModelJudge judge = new ModelJudge(
                    data,
                    Optional.ofNullable(split),
                    checkpoint,
                    marginMm,
                    new GraderEvaluation.Looking(!imageOnly, givenRegions),
                    baselines);
            try (Reporting progress = new Reporting(spec.commandLine().getErr())) {
                if (correction != null) {
                    CorrectionEvaluation judged = judge.correction(model, progress);
                    Results.write(
                            correction,
                            correction.toString().endsWith(".csv") ? judged.csv() : judged.markdown(),
                            spec.commandLine().getOut());
                    return ExitCode.DONE;
                }
                verdicts.add(counted(judge.judge(model, progress)));
            }
        }
        if (table != null) {
            Results.write(table, Verdict.table(verdicts), spec.commandLine().getOut());
            return ExitCode.DONE;
        }
        for (Verdict verdict : verdicts) {
            show(verdict.json(other));
        }
        return ExitCode.DONE;
    }

    private void check() {
        if (model == null != (data == null) || model == null && files.isEmpty()) {
            throw wrong("--model and --data are needed together, or evaluations to compare");
        }
        if (split != null && !split.equals("all") && Split.Part.named(split).isEmpty()) {
            throw wrong("--split knows train, val, test and all");
        }
        if (!checkpoint.equals("best") && !checkpoint.equals("last")) {
            throw wrong("--checkpoint knows best and last");
        }
        if (unit != null && ClassUnit.named(unit).isEmpty()) {
            throw wrong("--unit knows patient and image");
        }
        if (correction != null && model == null) {
            throw wrong("--correction needs --model and --data");
        }
        if (!(marginMm >= 0)) {
            throw wrong("--margin-mm cannot be negative");
        }
        if (json != null && files.size() + (model == null ? 0 : 1) > 1) {
            throw wrong("--json writes one evaluation");
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    /** The evaluation by the unit that was asked for. */
    private Verdict counted(Verdict verdict) {
        return unit != null && verdict instanceof Verdict.OfClasses classes
                ? new Verdict.OfClasses(
                        classes.evaluation().by(ClassUnit.named(unit).orElseThrow()), classes.attention())
                : verdict;
    }

    private void show(ObjectNode tree) throws Problem {
        if (json != null) {
            Results.write(json, Printed.json(tree) + "\n", spec.commandLine().getOut());
        }
        if (json == null || !json.toString().equals("-")) {
            EvaluationText.print(tree, spec.commandLine().getOut());
        }
    }
}
