package org.radiloom.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code radiloom models}: the model packages of this installation. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists, verifies, shows, imports, exports, combines and promotes model packages.",
        subcommands = {
            ModelsListCommand.class,
            ModelsVerifyCommand.class,
            ModelsShowCommand.class,
            ModelsImportCommand.class,
            ModelsExportCommand.class,
            ModelsCombineCommand.class,
            ModelsPromoteCommand.class
        })
final class ModelsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "list, verify, show, import, export, combine or promote is needed");
    }
}
