package org.radiloom.train.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.radiloom.metric.Calibration;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.metric.SurfaceMetrics;
import org.radiloom.problem.Problem;

/** Reads back what {@link EvaluationJson} wrote. Figures are computed again from the counts of the items. */
public final class EvaluationFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private EvaluationFile() {}

    /**
     * The file of an evaluation.
     *
     * @param path a file, a run folder (then its evaluation on the test part) or the folder of a cross-validation
     */
    public static Path of(Path path) {
        if (!Files.isDirectory(path)) {
            return path;
        }
        Path pooled = path.resolve("report.json");
        return Files.isRegularFile(pooled) ? pooled : path.resolve("report").resolve("evaluation-test.json");
    }

    /**
     * What a file says.
     *
     * @throws Problem {@code evaluation.unreadable}
     */
    public static JsonNode tree(Path file) throws Problem {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw Problem.input(
                    "evaluation.unreadable",
                    "The evaluation " + file + " cannot be read.",
                    "Write it with 'radiloom evaluate --json FILE'.",
                    e);
        }
    }

    /**
     * Reads the evaluation of a segmentation.
     *
     * @param path see {@link #of}
     * @throws Problem {@code evaluation.unreadable}, or {@code evaluation.old} if it holds no counts
     */
    public static Evaluation read(Path path) throws Problem {
        Path file = of(path);
        return read(tree(file), file);
    }

    /**
     * The evaluation of a segmentation from its tree.
     *
     * @param file for messages
     * @throws Problem {@code evaluation.items} or {@code evaluation.old}
     */
    public static Evaluation read(JsonNode tree, Path file) throws Problem {
        List<VolumeScore> scores = new ArrayList<>();
        for (JsonNode item : tree.path("items")) {
            scores.add(score(item, file));
        }
        if (scores.isEmpty()) {
            throw Problem.input(
                    "evaluation.items",
                    "The file " + file + " is not the evaluation of a segmentation.",
                    "Name a file that 'radiloom evaluate --json FILE' wrote.");
        }
        return new Evaluation(about(tree), scores);
    }

    private static Evaluation.About about(JsonNode tree) {
        JsonNode run = tree.path("run");
        Iterator<String> classes = tree.path("perClass").fieldNames();
        Evaluation.Lengths lengths = lengths(tree.path("calibration"));
        return new Evaluation.About(
                tree.path("model").asText(),
                run.isObject()
                        ? Optional.of(new Evaluation.Run(
                                run.path("name").asText(),
                                run.path("preset").asText(),
                                run.path("checkpoint").asText()))
                        : Optional.empty(),
                tree.path("sha256").asText(),
                tree.path("data").asText(),
                tree.path("split").asText(),
                classes.hasNext() ? classes.next() : "background",
                classes.hasNext() ? classes.next() : "foreground",
                tree.path("calibration").path(lengths.key("marginMm")).asDouble(),
                lengths);
    }

    private static VolumeScore score(JsonNode item, Path file) throws Problem {
        if (!item.path("confusionStructureSlices").isArray()
                || !item.path("calibration").isObject()) {
            throw Problem.input(
                    "evaluation.old",
                    "The evaluation " + file + " holds no counts of voxels.",
                    "Make it again with this version.");
        }
        return new VolumeScore(
                item.path("id").asText(),
                item.path("patient").asText(),
                counts(item.path("confusion")),
                counts(item.path("confusionStructureSlices")),
                surface(item),
                calibration(item.path("calibration")),
                item.path("referenceCm3").asDouble(),
                item.path("predictedCm3").asDouble(),
                item.path("seconds").asDouble());
    }

    private static Evaluation.Lengths lengths(JsonNode calibration) {
        return calibration.has("marginPx") ? Evaluation.Lengths.PIXELS : Evaluation.Lengths.MM;
    }

    private static OverlapMetrics counts(JsonNode matrix) {
        return new OverlapMetrics(
                matrix.path(1).path(1).asLong(),
                matrix.path(0).path(1).asLong(),
                matrix.path(1).path(0).asLong(),
                matrix.path(0).path(0).asLong());
    }

    private static Optional<SurfaceMetrics> surface(JsonNode item) {
        Evaluation.Lengths lengths = item.has(Figure.HD95.key()) ? Evaluation.Lengths.MM : Evaluation.Lengths.PIXELS;
        JsonNode hd95 = item.path(lengths.key(Figure.HD95));
        JsonNode assd = item.path(lengths.key(Figure.ASSD));
        return hd95.isNumber() && assd.isNumber()
                ? Optional.of(new SurfaceMetrics(hd95.asDouble(), assd.asDouble()))
                : Optional.empty();
    }

    private static Calibration calibration(JsonNode node) {
        List<Long> count = new ArrayList<>();
        node.path("n").forEach(n -> count.add(n.asLong()));
        List<Double> stated = new ArrayList<>();
        node.path("stated").forEach(n -> stated.add(n.asDouble()));
        List<Double> observed = new ArrayList<>();
        node.path("observed").forEach(n -> observed.add(n.asDouble()));
        return Calibration.of(new Calibration.Sums(
                count,
                stated,
                observed,
                node.path("brier").asDouble(),
                node.path("nll").asDouble()));
    }
}
