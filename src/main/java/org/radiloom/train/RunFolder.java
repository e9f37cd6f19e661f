package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.DiskProblems;
import org.radiloom.train.run.RunSession;

/**
 * The folder of a training run: what was asked for, what happened, and the weights.
 *
 * <p>{@code config.json}, {@code command.txt}, {@code data.json} (the manifest's header), {@code
 * source.json} (where the manifest is), {@code split.jsonl}, {@code events.jsonl}, {@code metrics.csv}, {@code
 * checkpoints/last}, {@code checkpoints/best}, {@code report/}.
 *
 * @param root the folder
 */
public record RunFolder(Path root) {
    private static final String SOURCE = "source.json";

    /** Makes a new run folder; refuses one that holds more than what an attempt left that never reached a checkpoint. */
    static RunFolder create(Path root, RunConfig config, Manifest manifest, Split split, String command)
            throws Problem {
        try {
            if (Files.exists(root) && !RunSession.onlyLeftovers(root)) {
                throw Problem.usage(
                        "run.exists",
                        "The folder " + root + " is not empty.",
                        "Choose a new folder, or continue that run with --resume.");
            }
            Files.createDirectories(root.resolve("checkpoints"));
            Files.createDirectories(root.resolve("report"));
            RunFolder folder = new RunFolder(root);
            Files.writeString(folder.config(), Json.pretty(config.toJson()) + "\n");
            Files.write(root.resolve("split.jsonl"), split.lines());
            Files.writeString(
                    root.resolve("data.json"),
                    Json.pretty(DataFacts.of(manifest).header()) + "\n");
            folder.addCommand(command);
            return folder;
        } catch (IOException e) {
            throw DiskProblems.unwritable("The run folder", root, e);
        }
    }

    /** An existing run folder, to go on with it or to use its model. */
    public static RunFolder open(Path root) throws Problem {
        RunFolder folder = new RunFolder(root);
        if (!Files.isRegularFile(folder.config())) {
            throw Problem.input("run.missing", "There is no training run in " + root + ".", "Name a run folder.");
        }
        return folder;
    }

    /** Whether a folder looks like a run folder. */
    public static boolean isOne(Path root) {
        return Files.isRegularFile(root.resolve("config.json")) && Files.isDirectory(root.resolve("checkpoints"));
    }

    Path config() {
        return root.resolve("config.json");
    }

    /**
     * The resolved configuration that the run was made with.
     *
     * @throws Problem {@code run.version} if this version of Radiloom does not understand it
     */
    public RunConfig readConfig() throws Problem {
        ObjectNode tree = Json.read(config());
        try {
            return RunConfig.parse(tree, config().toString());
        } catch (Problem e) {
            throw Problem.input(
                    "run.version",
                    "The run in " + root + " was made by another version of Radiloom, or its config.json was changed: "
                            + e.getMessage(),
                    "Go on with it in that version, or start a new run in another folder.",
                    e);
        }
    }

    /** Remembers where the data are, so that a run can be continued from its folder alone. */
    void keepSource(Path manifest) throws Problem {
        try {
            Durable.write(
                    root.resolve(SOURCE),
                    Json.pretty(Json.object()
                                    .put(
                                            "manifest",
                                            manifest.toAbsolutePath()
                                                    .normalize()
                                                    .toString()))
                            + "\n");
        } catch (IOException e) {
            throw DiskProblems.unwritable("The run folder", root, e);
        }
    }

    /** The manifest that the run was started with last. */
    public Path source() throws Problem {
        if (!Files.exists(root.resolve(SOURCE))) {
            throw Problem.usage(
                    "run.source", "The run in " + root + " does not say where its data are.", "Name them with --data.");
        }
        return Path.of(Json.read(root.resolve(SOURCE)).path("manifest").asText());
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** {@code checkpoints/last} or {@code checkpoints/best}. */
    public Path checkpoint(String name) {
        return checkpoints().resolve(name);
    }

    /** Where the evaluation on a part of the data is kept. */
    Path evaluation(String part) {
        return root.resolve("report").resolve("evaluation-" + part + ".json");
    }

    /** The lines of {@code split.jsonl}; see {@link Split#parse}. */
    public List<String> splitLines() throws Problem {
        try {
            return Files.readAllLines(root.resolve("split.jsonl"));
        } catch (IOException e) {
            throw Problem.input("run.split", "The split of the run " + root + " cannot be read.", "Restore it.", e);
        }
    }

    /** The command lines that made this run, first one first. */
    List<String> commands() throws Problem {
        try {
            return Files.readAllLines(root.resolve("command.txt"));
        } catch (IOException e) {
            throw Problem.input(
                    "run.command", "The commands of the run " + root + " cannot be read.", "Restore them.", e);
        }
    }

    /** The header of the manifest that the run learned from; empty when it had none. */
    DataFacts data() throws Problem {
        Path file = root.resolve("data.json");
        return new DataFacts(Files.exists(file) ? Json.read(file) : Json.object());
    }

    /** What a classifier's logits are divided by, as validation found; 1 where it was not asked. */
    public double temperature() throws Problem {
        return ClassCalibration.read(this).temperature();
    }

    Path calibration() {
        return root.resolve("report").resolve("calibration.json");
    }

    Path anomalyCalibration() {
        return root.resolve("report").resolve("anomaly.json");
    }

    void addCommand(String command) {
        append("command.txt", command);
    }

    /** Drops figures of epochs that no checkpoint holds: a killed run may have written them, and does them again. */
    void keepMetrics(int epochs) throws Problem {
        Path table = root.resolve("metrics.csv");
        if (!Files.exists(table)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(table);
            List<String> kept = lines.stream()
                    .filter(line -> line.equals(lines.getFirst()) || epochOf(line) <= epochs)
                    .toList();
            if (kept.size() < lines.size()) {
                Durable.write(table, String.join("\n", kept) + "\n");
            }
        } catch (IOException e) {
            throw DiskProblems.unwritable("The table of figures", table, e);
        }
    }

    /** Of a line of the table; of half a line, an epoch that no run has. */
    private static int epochOf(String line) {
        String first = line.substring(0, Math.max(0, line.indexOf(',')));
        return first.matches("[0-9]{1,9}") ? Integer.parseInt(first) : Integer.MAX_VALUE;
    }

    /** @param header used when the table begins */
    void addMetrics(String header, String line) {
        if (!Files.exists(root.resolve("metrics.csv"))) {
            append("metrics.csv", header);
        }
        append("metrics.csv", line);
    }

    private void append(String name, String line) {
        try {
            Files.writeString(
                    root.resolve(name),
                    line + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
