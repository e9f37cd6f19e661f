package org.radiloom.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code radiloom review}: runs every eligible model on studies and writes what they found. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = "Runs every eligible model on studies and writes findings, masks and pictures.")
final class ReviewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders and files with studies.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the results go.")
    private Path out = Path.of("");

    @Option(names = "--model", paramLabel = "ID", description = "Only this model; may be repeated.")
    private List<String> models = new ArrayList<>();

    @Mixin
    private ReaderOptions reader = new ReaderOptions();

    @Option(names = "--json", description = "Print the findings as JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Problem {
        ModelRegistry registry = ModelRegistry.installed();
        List<ModelPackage> chosen = new ArrayList<>();
        for (String id : models) {
            chosen.add(registry.find(id));
        }
        List<Problem> broken = new ArrayList<>();
        if (models.isEmpty()) {
            ModelRegistry.Listing listing = registry.list();
            chosen.addAll(listing.packages());
            broken.addAll(listing.problems());
        }
        if (chosen.isEmpty()) {
            throw broken.isEmpty()
                    ? Problem.model(
                            "model.missing",
                            "No model is installed in " + registry.folder() + ".",
                            "Import one with 'radiloom models import FILE'.")
                    : broken.getFirst();
        }
        boolean declareCt = !models.isEmpty() || reader.ct();
        var headless = new HeadlessReview(
                spec.commandLine().getOut(), spec.commandLine().getErr(), json);
        return headless.run(
                paths,
                chosen,
                broken,
                new HeadlessReview.Stated(
                        study -> reader.declared(declareCt ? Inputs.declaredCt(study) : study), reader.stated()),
                out);
    }
}
