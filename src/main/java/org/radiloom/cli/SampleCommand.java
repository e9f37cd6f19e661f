package org.radiloom.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code radiloom sample}: the bundled study with its finding, in the window or without one. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "Opens the bundled sample study and analyses it; with no display it reviews it into a folder.")
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
        ModelPackage model = ModelRegistry.installed().list().packages().stream()
                .filter(each -> each.sample().isPresent())
                .findFirst()
                .orElseThrow(() -> Problem.model(
                        "model.missing",
                        "No installed model brings a sample study.",
                        "Start the program from its folder, or name the models folder with -D" + ModelRegistry.PROPERTY
                                + "=DIR."));
        Path study = model.sample().orElseThrow().input();
        if (parent.openWindow(List.of(study), true)) {
            return ExitCode.DONE;
        }
        spec.commandLine().getErr().println("radiloom: there is no display; reviewing the sample into " + out);
        return new HeadlessReview(
                        spec.commandLine().getOut(), spec.commandLine().getErr(), false)
                .run(List.of(study), List.of(model), List.of(), true, out);
    }
}
