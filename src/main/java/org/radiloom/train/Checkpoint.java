package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.radiloom.nn.Safetensors;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

/**
 * A folder from which a run can go on: {@code weights.safetensors} (parameters and batch-norm buffers), {@code
 * optim.safetensors} and {@code state.json}.
 *
 * <p>It is written beside its place and then moved, so that a crash leaves the old one or the new one, never half of
 * one.
 */
final class Checkpoint {
    static final String WEIGHTS = "weights.safetensors";
    private static final String OPTIM = "optim.safetensors";
    private static final String STATE = "state.json";

    private Checkpoint() {}

    /** @param about what else to keep in {@code state.json}: configuration, fingerprints, versions */
    static void save(Path place, Segmenter network, Adam optimiser, TrainState state, ObjectNode about) {
        Path fresh = place.resolveSibling(place.getFileName() + ".new");
        Path old = place.resolveSibling(place.getFileName() + ".old");
        try {
            delete(fresh);
            Files.createDirectories(fresh);
            Weights.save(network, fresh.resolve(WEIGHTS), Map.of("epoch", Integer.toString(state.epoch())));
            Safetensors.write(fresh.resolve(OPTIM), optimiser.state(), Map.of());
            ObjectNode tree = state.toJson();
            tree.setAll(about);
            Files.writeString(fresh.resolve(STATE), Json.pretty(tree) + "\n");
            delete(old);
            if (Files.exists(place)) {
                Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            delete(old);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint cannot be written", e);
        }
    }

    /** Whether there is one, counting what a crash in the middle of a move left behind. */
    static boolean exists(Path place) {
        return Files.exists(existing(place).resolve(STATE));
    }

    /** Fills network and optimiser and says where the run was. */
    static TrainState load(Path place, Segmenter network, Adam optimiser) throws Problem {
        Path from = existing(place);
        TrainState state = TrainState.parse(Json.read(from.resolve(STATE)), from.toString());
        Weights.load(network, from.resolve(WEIGHTS));
        optimiser.restore(Safetensors.read(from.resolve(OPTIM)));
        return state;
    }

    private static Path existing(Path place) {
        Path old = place.resolveSibling(place.getFileName() + ".old");
        return !Files.exists(place) && Files.exists(old) ? old : place;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path file : inside.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
