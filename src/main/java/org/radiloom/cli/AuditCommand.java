package org.radiloom.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code radiloom audit}: the record of what was done with studies and models. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The record of what was done with studies and models.",
        subcommands = AuditVerifyCommand.class)
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(line, "say what to do: verify");
    }
}
