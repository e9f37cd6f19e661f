package org.radiloom.train.crossvalidation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;
import org.radiloom.train.run.DiskProblems;

/**
 * What a cross-validation was asked to do.
 *
 * @param preset stored configuration
 * @param profile size of the preset
 * @param changes settings by dotted key, the same for all folds
 * @param manifest of the data
 * @param folds 3 or more; the next fold after the one kept out is for validation
 * @param repeats 1 or more; repeat r uses the seed {@code run.seed} + r for the split and the weights
 * @param checkpoint {@code best} or {@code last}: what judges the fold kept out
 * @param out folder of the cross-validation
 * @param command the words that asked for it
 */
public record FoldPlan(
        String preset,
        String profile,
        Map<String, String> changes,
        Path manifest,
        int folds,
        int repeats,
        String checkpoint,
        Path out,
        String command) {
    /** Says what the folder holds. */
    static final String FILE = "crossvalidation.json";

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public FoldPlan {
        changes = new LinkedHashMap<>(changes);
        if (folds < 3 || repeats < 1) {
            throw new IllegalArgumentException(folds + " folds, " + repeats + " repeats");
        }
    }

    /** The run folder of a fold. */
    Path run(int repeat, int fold) {
        return out.resolve("repeat-" + repeat).resolve("fold-" + fold);
    }

    /**
     * Settings of a fold.
     *
     * @param givenSplit whether the manifest names the parts itself; then there are no folds, and repeats are seeds
     */
    Map<String, String> changes(int repeat, int fold, boolean givenSplit) throws Problem {
        long seed = RunConfig.of(preset, profile, changes).run().seed();
        Map<String, String> all = new LinkedHashMap<>(changes);
        all.put("run.seed", Long.toString(seed + repeat));
        if (!givenSplit) {
            all.put("data.folds", Integer.toString(folds));
            all.put("data.fold", Integer.toString(fold));
        }
        return all;
    }

    /**
     * Takes the output folder, or finds that it was taken by the same request; only the number of repeats may differ.
     *
     * @throws Problem {@code crossvalidation.exists} if it holds anything else
     */
    void claim() throws Problem {
        Path file = out.resolve(FILE);
        try {
            Files.createDirectories(out);
            if (Files.isRegularFile(file)) {
                if (!MAPPER.readTree(Files.readAllBytes(file)).equals(identity())) {
                    throw taken("was started with other settings");
                }
                return;
            }
            try (Stream<Path> inside = Files.list(out)) {
                if (inside.findAny().isPresent()) {
                    throw taken("is not empty");
                }
            }
            Files.writeString(file, MAPPER.writeValueAsString(identity()) + "\n");
        } catch (IOException e) {
            throw DiskProblems.unwritable("The folder", out, e);
        }
    }

    private Problem taken(String how) {
        return Problem.usage(
                "crossvalidation.exists",
                "The folder " + out + " " + how + ".",
                "Give the same preset, settings, data and folds to go on with it, or choose a new folder.");
    }

    /** What must be the same for finished folds to count. */
    private ObjectNode identity() throws JsonProcessingException {
        ObjectNode tree = MAPPER.createObjectNode()
                .put("preset", preset)
                .put("profile", profile)
                .put("manifest", manifest.toAbsolutePath().normalize().toString())
                .put("folds", folds)
                .put("checkpoint", checkpoint);
        ObjectNode settings = tree.putObject("changes");
        changes.forEach(settings::put);
        // as it reads when it comes back from the file
        return (ObjectNode) MAPPER.readTree(MAPPER.writeValueAsString(tree));
    }
}
