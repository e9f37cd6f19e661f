package org.radiloom.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.model.SegmentationTask;
import org.radiloom.problem.Problem;
import org.radiloom.review.Eligibility;
import org.radiloom.review.ReaderInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code radiloom sample}: the bundled studies with their findings, in the window or without one. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description =
                "Opens the bundled sample studies and analyses them; with no display it reviews them into a folder.")
final class SampleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private RadiloomCommand parent = new RadiloomCommand();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/review",
            description = "Where the results go when there is no display. Default: ${DEFAULT-VALUE}")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Problem {
        List<ModelPackage> models = ModelRegistry.installed().list().packages().stream()
                .filter(each -> Eligibility.standsAlone(each.card()))
                .filter(each -> each.sample().isPresent())
                .sorted(Comparator.comparingInt(SampleCommand::place))
                .toList();
        if (models.isEmpty()) {
            throw Problem.model(
                    "model.missing",
                    "No installed model brings a sample study.",
                    "Start the program from its folder, or name the models folder with -D" + ModelRegistry.PROPERTY
                            + "=DIR.");
        }
        List<Path> studies = models.stream()
                .flatMap(each -> each.sample().stream())
                .map(ModelPackage.Sample::input)
                .toList();
        if (parent.openWindow(studies, true)) {
            return ExitCode.DONE;
        }
        spec.commandLine().getErr().println("radiloom: there is no display; reviewing the samples into " + out);
        int worst = ExitCode.DONE;
        for (ModelPackage model : models) {
            // the first one's findings lie where they always have
            Path home = model.equals(models.getFirst())
                    ? out
                    : out.resolve(model.card().id());
            int code = new HeadlessReview(
                            spec.commandLine().getOut(), spec.commandLine().getErr(), false)
                    .run(
                            List.of(model.sample().orElseThrow().input()),
                            List.of(model),
                            List.of(),
                            new HeadlessReview.Stated(Inputs::declaredCt, ReaderInput.NONE),
                            home);
            worst = Math.max(worst, code);
        }
        return worst;
    }

    /** Models of volumes come first, and what names no disease last. */
    private static int place(ModelPackage model) {
        return switch (model.card().task()) {
            case SegmentationTask outlines -> 0;
            case GradingTask grades -> 1;
            case AnomalyTask anomalies -> 2;
        };
    }
}
