package org.radiloom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.radiloom.infer.EngineRoom;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import org.radiloom.review.Review;
import org.radiloom.review.SampleCheck;
import org.radiloom.study.SeriesLoader;
import org.radiloom.train.CandidatePackage;
import org.radiloom.train.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code radiloom models promote}: makes an installed model of a candidate, with its figures and its sample. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = "Installs a training run's best weights, or a package, as a model with card, figures and sample.")
final class ModelsPromoteCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN|DIR", description = "Run folder or package.")
    private Path candidate = Path.of("");

    @Option(
            names = "--card",
            required = true,
            paramLabel = "FILE",
            description = "JSON with the fields of card.json that replace the candidate's; id and version at least.")
    private Path changes = Path.of("");

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "What 'evaluate --json FILE' wrote for the candidate; goes into the card.")
    private Optional<Path> metrics = Optional.empty();

    @Option(
            names = "--sample",
            paramLabel = "DIR",
            description =
                    "A study to bring along. The model's answer to it, or to the study that is there already, becomes"
                            + " the expected one.")
    private Optional<Path> sample = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "Package folder. Default: the models folder and the id.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws Problem {
        ModelPackage from = RunFolder.isOne(candidate)
                ? CandidatePackage.of(RunFolder.open(candidate), "best")
                : ModelPackage.open(candidate);
        from.verifyWeights();
        ObjectNode amended = object(read(changes), changes);
        if (metrics.isPresent()) {
            amended.set("metrics", figures(read(metrics.get()), from.verifyWeights()));
        }
        ModelCard card = from.card().with(amended);
        Path folder = out.orElse(ModelRegistry.installed().folder().resolve(card.id()));
        try {
            Files.createDirectories(folder);
            Path split = from.folder().resolve(CandidatePackage.SPLIT);
            if (Files.exists(split)) {
                Files.copy(split, folder.resolve(CandidatePackage.SPLIT), StandardCopyOption.REPLACE_EXISTING);
            }
            if (sample.isPresent()) {
                copyFolder(sample.get(), folder.resolve("sample").resolve("input"));
            }
        } catch (IOException e) {
            throw Problem.input("file.unwritable", folder + " cannot be written.", "Choose another folder.", e);
        }
        ModelPackage made = ModelPackage.write(folder, card, from.weights());
        if (Files.isDirectory(folder.resolve("sample").resolve("input"))) {
            addExpected(made);
            made = ModelPackage.write(folder, card, from.weights());
        }
        spec.commandLine().getOut().println("wrote " + card.id() + " " + card.version() + " to " + made.folder());
        return ExitCode.DONE;
    }

    private void addExpected(ModelPackage model) throws Problem {
        try (var progress = new Reporting(spec.commandLine().getErr());
                var room = new EngineRoom();
                var review = new Review(room, SeriesLoader.withHalfTheMemory(Runnable::run))) {
            SampleCheck.record(review, model, progress);
        }
    }

    /** The card's form of an evaluation; it must be one of these very weights. */
    private static JsonNode figures(JsonNode evaluation, String sha256) throws Problem {
        if (!evaluation.path("sha256").asText().equals(sha256)) {
            throw Problem.usage(
                    "models.metrics",
                    "The evaluation was made with other weights.",
                    "Run 'radiloom evaluate' on the candidate again.");
        }
        ObjectNode figures = Printed.MAPPER.createObjectNode();
        evaluation.path("metrics").properties().forEach(each -> {
            ObjectNode figure = figures.putObject(each.getKey());
            figure.set("value", each.getValue().path("value"));
            figure.set("ci95", each.getValue().path("ci95"));
            figure.put("n", each.getValue().path("n").asInt(evaluation.path("n").asInt()));
            figure.put("split", evaluation.path("split").asText());
        });
        return figures;
    }

    private static JsonNode read(Path file) throws Problem {
        try {
            return Printed.MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw Problem.usage("models.json", file + " cannot be read as JSON.", "Correct it.");
        }
    }

    private static ObjectNode object(JsonNode tree, Path file) throws Problem {
        if (tree instanceof ObjectNode object && tree.hasNonNull("id") && tree.hasNonNull("version")) {
            return object;
        }
        throw Problem.usage("models.card", file + " names no id and version.", "Add them.");
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
