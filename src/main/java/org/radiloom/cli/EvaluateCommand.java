package org.radiloom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.VolumeSegmenter;
import org.radiloom.job.Progress;
import org.radiloom.metric.Bootstrap;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import org.radiloom.train.CandidatePackage;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.RunFolder;
import org.radiloom.train.SegmentationEvaluation;
import org.radiloom.train.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code radiloom evaluate}: judges a model, or the best weights of a run, on a manifest. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Judges a model, or the best weights of a training run, on the samples of a manifest.")
final class EvaluateCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "ID|DIR", description = "Model, package or run folder.")
    private String model;

    @Option(names = "--data", required = true, paramLabel = "MANIFEST", description = "Manifest of the data set.")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "train, val, test, or all. Without it: test if the model knows its split, else all.")
    private @Nullable String split;

    @Option(names = "--checkpoint", defaultValue = "best", description = "Of a run folder: best or last.")
    private String checkpoint;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there; - prints it.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Problem {
        if (split != null && !split.equals("all") && Split.Part.named(split).isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--split knows train, val, test and all");
        }
        Manifest manifest = Manifest.read(data);
        Path folder = Path.of(model);
        ModelPackage model = RunFolder.isOne(folder)
                ? CandidatePackage.of(RunFolder.open(folder), checkpoint)
                : ModelRegistry.installed().find(this.model);
        Map<String, Split.Line> known = knownSplit(model);
        String part = split != null ? split : known.isEmpty() && !manifestKnows(manifest) ? "all" : "test";
        List<ManifestEntry> entries = manifest.entries().stream()
                .filter(e -> part.equals("all") || part.equals(partOf(e, known)))
                .toList();
        if (entries.isEmpty()) {
            throw Problem.input(
                    "evaluate.empty",
                    "No sample of " + data + " is known to belong to the split '" + part + "' of the model.",
                    "Use the manifest that the model was trained on, or --split all.");
        }
        try (EngineRoom room = new EngineRoom();
                VolumeSegmenter segmenter = VolumeSegmenter.open(room, model)) {
            SegmentationEvaluation evaluation = SegmentationEvaluation.run(
                    segmenter,
                    manifest,
                    entries,
                    new Counting(spec.commandLine().getErr()));
            report(evaluation, manifest, model, part);
        }
        return ExitCode.DONE;
    }

    private void report(SegmentationEvaluation evaluation, Manifest manifest, ModelPackage model, String part)
            throws Problem {
        ObjectNode tree = JSON.createObjectNode()
                .put("model", model.card().id())
                .put("sha256", model.verifyWeights())
                .put("data", data.toString())
                .put("split", part);
        JsonNode classes = manifest.header().path("classes");
        tree.setAll(evaluation.toJson(
                classes.path(0).asText("background"), classes.path(1).asText("foreground")));
        PrintWriter out = spec.commandLine().getOut();
        if (RunFolder.isOne(Path.of(this.model))) {
            CandidatePackage.keep(RunFolder.open(Path.of(this.model)), tree);
        }
        try {
            String text = JSON.writeValueAsString(tree);
            if (json != null && json.toString().equals("-")) {
                out.println(text);
                return;
            }
            if (json != null) {
                Files.writeString(json, text + "\n");
            }
        } catch (IOException e) {
            throw Problem.input("evaluate.write", "The file " + json + " cannot be written.", "Choose another.", e);
        }
        evaluation.metrics().forEach((name, interval) -> out.println(line(name, interval)));
    }

    private static String line(String name, Bootstrap.Interval interval) {
        return String.format(
                Locale.ROOT,
                "%-20s %8.4f  [%.4f, %.4f]  n %d",
                name,
                interval.value(),
                interval.low(),
                interval.high(),
                interval.n());
    }

    private static boolean manifestKnows(Manifest manifest) {
        return manifest.entries().stream().anyMatch(e -> e.split() != null);
    }

    private static @Nullable String partOf(ManifestEntry entry, Map<String, Split.Line> known) {
        Split.Line line = known.get(entry.sampleId());
        return line != null ? line.part().label() : entry.split();
    }

    private static Map<String, Split.Line> knownSplit(ModelPackage model) throws Problem {
        Path file = model.folder().resolve(CandidatePackage.SPLIT);
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return Split.parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw Problem.input("split.unreadable", "The file " + file + " cannot be read.", "Check its rights.", e);
        }
    }

    /** Prints which sample is under way. */
    private record Counting(PrintWriter err) implements Progress {
        @Override
        public void report(double fraction, String what) {
            err.printf(Locale.ROOT, "%3.0f %%  %s%n", 100 * fraction, what);
            err.flush();
        }

        @Override
        public boolean cancelled() {
            return Thread.currentThread().isInterrupted();
        }
    }
}
