package org.radiloom.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.radiloom.model.ModelArchive;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code radiloom models import FILE}: installs an exported package after checking every file. */
@Command(name = "import", mixinStandardHelpOptions = true, description = "Installs an exported model package.")
final class ModelsImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Zip file made by 'models export'.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws Problem {
        ModelPackage model =
                ModelArchive.install(file, ModelRegistry.installed().folder());
        spec.commandLine()
                .getOut()
                .println("installed " + model.card().id() + " " + model.card().version());
        return ExitCode.DONE;
    }
}
