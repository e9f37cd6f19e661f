package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiloom.home.Home;
import org.radiloom.problem.Problem;
import org.radiloom.review.audit.AuditCheck;
import org.radiloom.review.audit.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code radiloom audit verify}: says whether the record has been changed, and where. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Says whether an entry of the record was changed, removed or moved, and which.")
final class AuditVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder; without it the user's own.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws Problem {
        var log = new AuditLog(data.orElseGet(() -> Home.standard().data()), InstantSource.system());
        AuditCheck check = log.verify();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode tree = Printed.MAPPER
                    .createObjectNode()
                    .put("file", log.file().toString())
                    .put("entries", check.entries())
                    .put("intact", check.intact());
            ArrayNode faults = tree.putArray("faults");
            check.faults().forEach(f -> faults.addObject()
                    .put("line", f.line())
                    .put("kind", f.kind().name())
                    .put("message", f.words()));
            out.println(Printed.json(tree));
        } else if (check.intact()) {
            out.println(log.file() + ": " + check.entries() + " entries, none changed.");
        } else {
            check.faults().forEach(f -> out.println(log.file() + ":" + f.line() + ": " + f.words()));
        }
        return check.intact() ? ExitCode.DONE : ExitCode.INPUT;
    }
}
