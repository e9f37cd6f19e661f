package org.radiloom.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.radiloom.model.ModelArchive;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code radiloom models export ID FILE}: a verified package as one zip file. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes a model package into a zip file.")
final class ModelsExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ID", description = "A model that 'models list' shows, or its folder.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "Zip file to write.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws Problem {
        ModelArchive.export(ModelRegistry.installed().find(id), file);
        spec.commandLine().getOut().println("wrote " + file);
        return ExitCode.DONE;
    }
}
