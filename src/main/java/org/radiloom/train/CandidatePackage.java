package org.radiloom.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.radiloom.model.Checksums;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.problem.Problem;

/** A training run's best weights as a model package, so that a run is judged and used by the same code as a model. */
public final class CandidatePackage {
    /** Which sample was in which part; a package with this file can be judged on the patients it never saw. */
    public static final String SPLIT = "split.jsonl";

    private CandidatePackage() {}

    /**
     * Writes {@code candidate/} in the run folder, over an older one.
     *
     * @param checkpoint best or last
     * @throws Problem {@code run.checkpoint} if the run has no such checkpoint yet
     */
    public static ModelPackage of(RunFolder run, String checkpoint) throws Problem {
        RunConfig config = run.readConfig();
        Path weights = run.checkpoint(checkpoint).resolve(CheckpointFolder.WEIGHTS);
        if (!Files.isRegularFile(weights)) {
            throw Problem.model(
                    "run.checkpoint",
                    "The run " + run.root() + " has no checkpoint '" + checkpoint + "' yet.",
                    "Let it finish an epoch first.");
        }
        Path folder = run.root().resolve("candidate");
        List<String> lines = run.splitLines();
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(SPLIT), lines);
        } catch (IOException e) {
            throw Problem.input("run.folder", "The folder " + folder + " cannot be written.", "Check its rights.", e);
        }
        return ModelPackage.write(folder, card(run, config, checkpoint, lines), weights);
    }

    private static ModelCard card(RunFolder run, RunConfig config, String checkpoint, List<String> lines)
            throws Problem {
        String name = String.valueOf(run.root().toAbsolutePath().normalize().getFileName());
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-").replaceAll("^[.-]+", "");
        List<String> commands = run.commands();
        DataFacts data = run.data();
        String preset = config.preset();
        CandidateTask task = config.learnsNormals()
                ? CandidateTask.anomaly(config, AnomalyCalibration.read(run))
                : CandidateTask.of(config, data, ClassCalibration.read(run));
        return new ModelCard(
                id.isEmpty() ? "run" : id,
                "0." + checkpoint,
                "Candidate of the run " + name,
                preset.contains("/") ? preset.substring(0, preset.indexOf('/')) : preset,
                task.intendedUse(),
                List.of("A candidate that nobody has judged: not for use beyond research."),
                task.bodyParts(),
                task.task(),
                task.network(),
                new ModelCard.Data(
                        data.source(), data.source(), data.licence(), patients(lines), Split.fingerprint(lines)),
                metrics(run, Checksums.sha256(run.checkpoint(checkpoint).resolve(CheckpointFolder.WEIGHTS))),
                List.of(EncoderOrigin.read(run).sentence()),
                commands.isEmpty() ? "" : commands.getFirst());
    }

    /**
     * Keeps an evaluation on the patients kept out in the run's {@code report/}; the next candidate's card shows it if
     * the weights are still the same.
     *
     * @param evaluation as {@code radiloom evaluate} writes it
     */
    public static void keep(RunFolder run, ObjectNode evaluation) throws Problem {
        Path file = run.evaluation(evaluation.path("split").asText());
        try {
            Files.createDirectories(run.root().resolve("report"));
            Files.writeString(file, Json.pretty(evaluation) + "\n");
        } catch (IOException e) {
            throw Problem.input("run.folder", "The file " + file + " cannot be written.", "Check its rights.", e);
        }
    }

    private static Map<String, ModelCard.Metric> metrics(RunFolder run, String sha256) throws Problem {
        Path file = run.evaluation(Split.Part.TEST.label());
        Map<String, ModelCard.Metric> metrics = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            ObjectNode evaluation = Json.read(file);
            if (evaluation.path("sha256").asText().equals(sha256)) {
                evaluation
                        .path("metrics")
                        .properties()
                        .forEach(field -> metrics.put(field.getKey(), metric(field.getValue())));
            }
        }
        return metrics;
    }

    private static ModelCard.Metric metric(JsonNode node) {
        JsonNode ends = node.path("ci95");
        return new ModelCard.Metric(
                node.path("value").asDouble(),
                List.of(ends.path(0).asDouble(), ends.path(1).asDouble()),
                node.path("n").asInt(),
                Split.Part.TEST.label());
    }

    private static Map<String, Integer> patients(List<String> lines) throws Problem {
        Map<String, List<String>> ofPart = new TreeMap<>();
        Split.parse(lines).forEach((sample, line) -> {
            List<String> patients = ofPart.computeIfAbsent(line.part().label(), part -> new ArrayList<>());
            if (!patients.contains(line.patientId())) {
                patients.add(line.patientId());
            }
        });
        Map<String, Integer> counts = new TreeMap<>();
        ofPart.forEach((part, patients) -> counts.put(part, patients.size()));
        return counts;
    }
}
