package org.radiloom.train.crossvalidation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.radiloom.problem.Problem;
import org.radiloom.train.evaluation.classify.ClassEvaluation;
import org.radiloom.train.evaluation.classify.ClassPrediction;
import org.radiloom.train.evaluation.classify.PredictionsCsv;
import org.radiloom.train.run.DiskProblems;

/**
 * A finished fold, kept in its run folder: {@code report/predictions.csv} and, written last, {@code report/fold.json}.
 *
 * @param temperature fitted on the fold's validation part; 1 if it has none
 * @param validation images that it was fitted on
 * @param seconds that training and prediction took, the last attempt's
 * @param predictions of the part kept out
 */
public record FoldResult(
        int repeat,
        int fold,
        double temperature,
        int validation,
        double seconds,
        List<String> classes,
        List<ClassPrediction> predictions) {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    public FoldResult {
        classes = List.copyOf(classes);
        predictions = List.copyOf(predictions);
    }

    /** Whether a run folder holds a finished fold. */
    static boolean isIn(Path run) {
        return Files.isRegularFile(summary(run));
    }

    static FoldResult read(Path run) throws Problem {
        ClassEvaluation table = PredictionsCsv.read(table(run));
        try {
            JsonNode tree = MAPPER.readTree(Files.readAllBytes(summary(run)));
            return new FoldResult(
                    tree.path("repeat").asInt(),
                    tree.path("fold").asInt(),
                    tree.path("temperature").asDouble(),
                    tree.path("validation").asInt(),
                    tree.path("seconds").asDouble(),
                    table.about().classes(),
                    table.predictions());
        } catch (IOException e) {
            throw Problem.input(
                    "crossvalidation.fold",
                    "The finished fold in " + run + " cannot be read.",
                    "Delete that folder to train it again.",
                    e);
        }
    }

    void write(Path run) throws Problem {
        try {
            Files.createDirectories(summary(run).getParent());
            Files.write(table(run), PredictionsCsv.lines(classes, predictions));
            Path fresh = summary(run).resolveSibling("fold.json.new");
            Files.writeString(fresh, json() + "\n");
            Files.move(fresh, summary(run), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw DiskProblems.unwritable("The fold", run, e);
        }
    }

    /** Without the predictions. */
    ObjectNode json() {
        return MAPPER.createObjectNode()
                .put("repeat", repeat)
                .put("fold", fold)
                .put("temperature", temperature)
                .put("validation", validation)
                .put("seconds", seconds)
                .put("images", predictions.size());
    }

    private static Path table(Path run) {
        return run.resolve("report").resolve("predictions.csv");
    }

    private static Path summary(Path run) {
        return run.resolve("report").resolve("fold.json");
    }
}
