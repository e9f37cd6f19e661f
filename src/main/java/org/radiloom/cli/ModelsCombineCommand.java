package org.radiloom.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.SegmentationTask;
import org.radiloom.problem.Problem;
import org.radiloom.train.CandidatePackage;
import org.radiloom.train.CombinedPackage;
import org.radiloom.train.RunFolder;
import org.radiloom.train.VariantsPackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code radiloom models combine}: one package whose network averages those of several runs; of grading models, one with a
 * variant for each.
 */
@Command(
        name = "combine",
        mixinStandardHelpOptions = true,
        description = {
            "Makes one package of several runs of the same configuration; their scores are averaged.",
            "Grading models that differ in what a reader declares become variants of one."
        })
final class ModelsCombineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "2..*", paramLabel = "RUN|DIR", description = "Run folders or packages.")
    private List<Path> members = List.of();

    @Option(names = "--checkpoint", defaultValue = "best", description = "Of run folders: best or last.")
    private String checkpoint = "best";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Package folder to make.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Problem {
        List<ModelPackage> packages = new ArrayList<>();
        for (Path member : members) {
            packages.add(
                    RunFolder.isOne(member)
                            ? CandidatePackage.of(RunFolder.open(member), checkpoint)
                            : ModelPackage.open(member));
        }
        boolean grades = packages.getFirst().card().task() instanceof GradingTask;
        ModelPackage made =
                switch (packages.getFirst().card().task()) {
                    case SegmentationTask task -> CombinedPackage.of(packages, out);
                    case GradingTask task -> VariantsPackage.of(packages, out);
                    case AnomalyTask task ->
                        throw Problem.usage(
                                "model.combine",
                                "Models of anomalies cannot be combined: each has a scale of its own.",
                                "Train one model on all organs and modalities.");
                };
        spec.commandLine()
                .getOut()
                .println("wrote " + packages.size() + (grades ? " variants" : " members") + " to " + made.folder());
        return ExitCode.DONE;
    }
}
