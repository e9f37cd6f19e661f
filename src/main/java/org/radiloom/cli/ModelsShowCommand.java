package org.radiloom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code radiloom models show ID}: a model's card. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a model's card.")
final class ModelsShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "A model that 'models list' shows, or its folder.")
    private String id = "";

    @Option(names = "--json", description = "Print card.json instead of the page for people.")
    private boolean json;

    @Override
    public Integer call() throws Problem {
        ModelPackage model = ModelRegistry.installed().find(id);
        String file = json ? "card.json" : "CARD.md";
        try {
            spec.commandLine().getOut().print(Files.readString(model.folder().resolve(file)));
            spec.commandLine().getOut().flush();
        } catch (IOException e) {
            throw Problem.model(
                    "model.missing",
                    "The model '" + id + "' has no readable " + file + ".",
                    "Install the model package again.",
                    e);
        }
        return ExitCode.DONE;
    }
}
