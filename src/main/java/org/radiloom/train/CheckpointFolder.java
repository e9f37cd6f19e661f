package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.CheckpointStore;
import org.radiloom.train.loop.Snapshot;
import org.radiloom.train.loop.TrainState;
import org.radiloom.train.run.DiskProblems;

/**
 * The checkpoints of a run, {@code last} and {@code best}: folders with {@code weights.safetensors} (parameters and
 * batch-norm buffers), {@code optim.safetensors} and {@code state.json}; with averaged weights, {@code
 * raw.safetensors} holds those to go on with.
 *
 * <p>Each is written beside its place, forced to the disk and then moved, so that a crash or a full disk leaves the old
 * one or the new one, never half of one.
 */
final class CheckpointFolder implements CheckpointStore {
    static final String WEIGHTS = "weights.safetensors";
    private static final String RAW = "raw.safetensors";
    private static final String OPTIM = "optim.safetensors";
    private static final String STATE = "state.json";

    private final Path root;
    private final ObjectNode about;

    /**
     * @param root holds {@code last} and {@code best}
     * @param about what else to keep in {@code state.json}: configuration, fingerprints, versions
     */
    CheckpointFolder(Path root, ObjectNode about) {
        this.root = root;
        this.about = about;
    }

    @Override
    public void save(Snapshot snapshot, boolean best) throws Problem {
        // the best first: a run cut off between the two repeats the epoch and writes both again
        if (best) {
            write(root.resolve("best"), snapshot);
        }
        write(root.resolve("last"), snapshot);
    }

    private void write(Path place, Snapshot snapshot) throws Problem {
        Path fresh = place.resolveSibling(place.getFileName() + ".new");
        Path old = place.resolveSibling(place.getFileName() + ".old");
        try {
            delete(fresh);
            Files.createDirectories(fresh);
            Map<String, String> metadata =
                    Map.of("epoch", Integer.toString(snapshot.state().epoch()));
            Safetensors.write(fresh.resolve(WEIGHTS), snapshot.use(), metadata);
            if (snapshot.isAveraged()) {
                Safetensors.write(fresh.resolve(RAW), snapshot.weights(), metadata);
            }
            Safetensors.write(fresh.resolve(OPTIM), snapshot.optimiser(), Map.of());
            ObjectNode tree = snapshot.state().toJson();
            ObjectNode callbacks = tree.putObject("callbacks");
            snapshot.callbacks().forEach(callbacks::set);
            tree.setAll(about);
            Durable.write(fresh.resolve(STATE), Json.pretty(tree) + "\n");
            // the names must be on the disk before the old checkpoint goes
            Durable.settle(fresh);
            delete(old);
            if (Files.exists(place)) {
                Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            Durable.settle(root);
            delete(old);
        } catch (IOException e) {
            Problem problem = DiskProblems.unwritable(
                    "The checkpoint after epoch " + snapshot.state().epoch(), place, e);
            try {
                // what was begun is of no use, and its room may be needed
                delete(fresh);
            } catch (IOException again) {
                problem.addSuppressed(again);
            }
            throw problem;
        }
    }

    /** Whole epochs in the last checkpoint; 0 when there is none. */
    int epochsDone() throws Problem {
        Path state = existing(root.resolve("last")).resolve(STATE);
        return Files.exists(state)
                ? TrainState.parse(Json.read(state), state.toString()).epoch()
                : 0;
    }

    /** The last one, counting what a crash in the middle of a move left behind. */
    @Override
    public Optional<Snapshot> last() throws Problem {
        Path from = existing(root.resolve("last"));
        if (!Files.exists(from.resolve(STATE))) {
            return Optional.empty();
        }
        ObjectNode tree = Json.read(from.resolve(STATE));
        TrainState state = TrainState.parse(tree, from.toString());
        Map<String, ObjectNode> callbacks = new LinkedHashMap<>();
        tree.path("callbacks").properties().forEach(e -> {
            if (e.getValue() instanceof ObjectNode kept) {
                callbacks.put(e.getKey(), kept);
            }
        });
        Map<String, FloatTensor> use = Safetensors.read(from.resolve(WEIGHTS));
        Path raw = from.resolve(RAW);
        return Optional.of(new Snapshot(
                state,
                use,
                Files.exists(raw) ? Safetensors.read(raw) : use,
                Safetensors.read(from.resolve(OPTIM)),
                callbacks));
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
