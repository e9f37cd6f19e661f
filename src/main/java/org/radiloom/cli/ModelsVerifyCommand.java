package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiloom.infer.EngineRoom;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import org.radiloom.review.Review;
import org.radiloom.review.SampleCheck;
import org.radiloom.study.SeriesLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code radiloom models verify}: checks every file of the packages and reproduces their samples. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Checks the files of model packages and reproduces their samples.")
final class ModelsVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A model, or its folder; without it all of them.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** What was seen in one package. */
    private record Verdict(String id, boolean ok, int files, Optional<SampleCheck> sample, String message) {}

    @Override
    public Integer call() throws Problem {
        var verdicts = new ArrayList<Verdict>();
        try (var progress = new Reporting(spec.commandLine().getErr());
                var room = new EngineRoom();
                var review = new Review(room, SeriesLoader.withHalfTheMemory(Runnable::run))) {
            for (ModelPackage model : chosen(verdicts)) {
                verdicts.add(verify(model, review, progress));
            }
        }
        print(verdicts);
        return verdicts.stream().allMatch(Verdict::ok) ? ExitCode.DONE : ExitCode.MODEL;
    }

    private List<ModelPackage> chosen(List<Verdict> verdicts) throws Problem {
        ModelRegistry registry = ModelRegistry.installed();
        if (id.isPresent()) {
            return List.of(registry.find(id.get()));
        }
        ModelRegistry.Listing listing = registry.list();
        for (Problem problem : listing.problems()) {
            verdicts.add(new Verdict("?", false, 0, Optional.empty(), problem.sentence()));
        }
        if (listing.packages().isEmpty() && listing.problems().isEmpty()) {
            throw Problem.model(
                    "model.missing",
                    "No model is installed in " + registry.folder() + ".",
                    "Import one with 'radiloom models import FILE'.");
        }
        return listing.packages();
    }

    private static Verdict verify(ModelPackage model, Review review, Reporting progress) {
        String name = model.card().id();
        try {
            int files = model.verifyAll();
            Optional<ModelPackage.Sample> sample = model.sample();
            if (sample.isEmpty()) {
                return new Verdict(name, true, files, Optional.empty(), "no sample to reproduce");
            }
            SampleCheck check = SampleCheck.run(review, model, sample.get(), progress);
            String verdict = check.passed() ? "sample reproduced: " : "SAMPLE NOT REPRODUCED: ";
            return new Verdict(name, check.passed(), files, Optional.of(check), verdict + check.sentence());
        } catch (Problem problem) {
            return new Verdict(name, false, 0, Optional.empty(), problem.sentence());
        }
    }

    private void print(List<Verdict> verdicts) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Printed.json(tree(verdicts)));
            return;
        }
        for (Verdict each : verdicts) {
            if (each.files() > 0) {
                out.println(each.id() + ": " + each.files() + " files intact; " + each.message());
            } else {
                spec.commandLine().getErr().println("radiloom: " + each.message());
            }
        }
    }

    private static ObjectNode tree(List<Verdict> verdicts) {
        ObjectNode tree = Printed.MAPPER.createObjectNode();
        ArrayNode models = tree.putArray("models");
        for (Verdict each : verdicts) {
            ObjectNode node = models.addObject()
                    .put("id", each.id())
                    .put("ok", each.ok())
                    .put("files", each.files())
                    .put("message", each.message());
            each.sample().ifPresent(check -> {
                ObjectNode figures = node.putObject("sample");
                check.figures().forEach(figures::put);
            });
        }
        return tree;
    }
}
