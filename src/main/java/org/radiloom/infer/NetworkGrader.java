package org.radiloom.infer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.nn.Weights;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.Classifiers;
import org.radiloom.nn.classify.FeatureOut;
import org.radiloom.nn.classify.GradientActivation;
import org.radiloom.nn.classify.GradingSpec;
import org.radiloom.nn.classify.TextureClassifier;
import org.radiloom.problem.Problem;

/** A classifier network that grades patches or frames; runs queue up on the engine's one thread. */
final class NetworkGrader implements PatchGrader {
    /** About this many pixels go through the network at once. */
    private static final int BATCH_PIXELS = 200_000;

    private final EngineRoom room;
    private final Classifier network;
    private final int side;

    private NetworkGrader(EngineRoom room, Classifier network, int side) {
        this.room = room;
        this.network = network;
        this.side = side;
    }

    /**
     * Builds and fills a network.
     *
     * @param prefix of its arrays' names in the file
     * @param side of its input
     */
    static NetworkGrader open(
            EngineRoom room, String deviceId, GradingSpec spec, java.nio.file.Path weights, String prefix, int side)
            throws Problem {
        Device device = DeviceCheck.device(deviceId);
        Classifier network = room.call(() -> {
            Classifier fresh = Classifiers.create(spec, device, 0);
            try {
                Map<String, FloatTensor> mine = new LinkedHashMap<>();
                Safetensors.read(weights).forEach((name, tensor) -> {
                    if (name.startsWith(prefix)) {
                        mine.put(name.substring(prefix.length()), tensor);
                    }
                });
                Weights.restore(fresh.parameters(), fresh.buffers(), mine, String.valueOf(weights.getFileName()));
                fresh.prepareForInference();
                return fresh;
            } catch (Problem | RuntimeException e) {
                fresh.close();
                throw e;
            }
        });
        return new NetworkGrader(room, network, side);
    }

    @Override
    public float[] logits(float[] inputs, int n, double[] declared) throws Problem {
        int one = inputs.length / n;
        int batch = Math.clamp(BATCH_PIXELS / (side * side), 1, n);
        int classes = network.spec().classes();
        float[] all = new float[n * classes];
        room.call(() -> {
            for (int from = 0; from < n; from += batch) {
                int count = Math.min(batch, n - from);
                float[] some = java.util.Arrays.copyOfRange(inputs, from * one, (from + count) * one);
                try (NDManager scope = network.manager().newSubManager();
                        FeatureOut out = forward(scope, some, count, declared)) {
                    System.arraycopy(out.logits().toFloatArray(), 0, all, from * classes, count * classes);
                }
            }
            return true;
        });
        return all;
    }

    @Override
    public Optional<Maps> maps(float[] input, double[] declared) throws Problem {
        return room.call(() -> {
            try (NDManager scope = network.manager().newSubManager();
                    FeatureOut out = forward(scope, input, 1, declared)) {
                Optional<NDArray> weights = network.camWeights();
                float[] effective = new float[0];
                if (weights.isPresent()) {
                    try (NDArray w = weights.get()) {
                        effective = w.toFloatArray();
                    }
                }
                Map<String, float[]> pictures = new HashMap<>();
                out.extras().forEach((name, array) -> {
                    if (array.size() == (long) side * side) {
                        pictures.put(name, array.toFloatArray());
                    }
                });
                int mapSide = Math.toIntExact(out.map().getShape().get(2));
                float[] evidence = effective.length > 0 ? new float[0] : evidence(scope, input, declared, mapSide);
                if (effective.length + evidence.length == 0 && pictures.isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(new Maps(mapSide, out.map().toFloatArray(), effective, evidence, pictures));
            }
        });
    }

    /** On the engine's thread; waits for a step of a training in this program. */
    private float[] evidence(NDManager scope, float[] input, double[] declared, int cells) {
        // texture is counted, which has no gradient
        if (network.spec().body().equals(TextureClassifier.BODY)) {
            return new float[0];
        }
        return GradientActivation.of(network, picture(scope, input, 1), declared(scope, 1, declared), cells);
    }

    /** On the engine's thread. */
    private FeatureOut forward(NDManager scope, float[] input, int n, double[] declared) {
        return network.forward(picture(scope, input, n), declared(scope, n, declared), false);
    }

    private NDArray picture(NDManager scope, float[] input, int n) {
        return scope.create(input, new Shape(n, input.length / (n * side * side), side, side));
    }

    private static @Nullable NDArray declared(NDManager scope, int n, double[] declared) {
        if (declared.length == 0) {
            return null;
        }
        float[] rows = new float[n * declared.length];
        for (int at = 0; at < rows.length; at++) {
            rows[at] = (float) declared[at % declared.length];
        }
        return scope.create(rows, new Shape(n, declared.length));
    }

    @Override
    public void close() {
        try {
            room.call(() -> {
                network.close();
                return true;
            });
        } catch (Problem problem) {
            throw new IllegalStateException("closing a network asks nothing of the user", problem);
        }
    }
}
