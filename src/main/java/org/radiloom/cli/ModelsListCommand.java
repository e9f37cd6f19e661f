package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code radiloom models list}: what is installed, readable or not. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the installed models.")
final class ModelsListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        ModelRegistry.Listing listing = ModelRegistry.installed().list();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        listing.problems().forEach(problem -> err.println("radiloom: " + problem.sentence()));
        if (json) {
            out.println(Printed.json(tree(listing)));
        } else {
            listing.packages()
                    .forEach(each -> out.printf(
                            "%-24s %-10s %-14s %s%n",
                            each.card().id(),
                            each.card().version(),
                            each.card().task().word(),
                            each.card().name()));
            if (listing.packages().isEmpty()) {
                err.println("radiloom: no model is installed in "
                        + ModelRegistry.installed().folder());
            }
        }
        return listing.problems().isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
    }

    private static ObjectNode tree(ModelRegistry.Listing listing) {
        ObjectNode tree = Printed.MAPPER.createObjectNode();
        ArrayNode models = tree.putArray("models");
        for (ModelPackage each : listing.packages()) {
            models.addObject()
                    .put("id", each.card().id())
                    .put("version", each.card().version())
                    .put("task", each.card().task().word())
                    .put("name", each.card().name())
                    .put("modality", String.join(", ", each.card().dicomModalities()))
                    .put("sample", each.sample().isPresent());
        }
        ArrayNode problems = tree.putArray("problems");
        for (Problem problem : listing.problems()) {
            problems.addObject().put("code", problem.code()).put("message", problem.sentence());
        }
        return tree;
    }
}
