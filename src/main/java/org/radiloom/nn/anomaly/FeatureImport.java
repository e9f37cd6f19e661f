package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

/**
 * Fills the network of imported features from a file with the names of torchvision's VGG-19: {@code features.N.weight} and
 * {@code features.N.bias}, N counting convolutions, ReLUs and pools; anything may stand before {@code features}. What lies
 * deeper than relu4_2 is not read.
 */
public final class FeatureImport {
    /** Places of the convolutions up to relu4_2 in torchvision's list of layers, by block. */
    private static final int[][] LAYERS = {{0, 2}, {5, 7}, {10, 12, 14, 16}, {19, 21}};

    private FeatureImport() {}

    /**
     * @param detector with features from {@code import}
     * @throws Problem {@code nn.weights.unreadable}, or {@code nn.weights.mismatch} with all that is missing or of another
     *     shape; nothing is changed then
     */
    public static void fill(Detector detector, Path file) throws Problem {
        Map<String, String> wanted = names();
        SequencedMap<String, FloatTensor> found = new LinkedHashMap<>();
        Safetensors.read(file, name -> wanted.containsKey(plain(name)))
                .forEach((name, tensor) -> found.put(String.valueOf(wanted.get(plain(name))), tensor));
        SequencedMap<String, NDArray> arrays = new LinkedHashMap<>(detector.parameters());
        arrays.keySet().retainAll(wanted.values());
        Weights.restore(arrays, new LinkedHashMap<>(), found, String.valueOf(file.getFileName()));
    }

    private static String plain(String name) {
        int at = name.lastIndexOf("features.");
        return at < 0 ? name : name.substring(at);
    }

    /** Ours by theirs. */
    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (int block = 0; block < LAYERS.length; block++) {
            for (int n = 0; n < LAYERS[block].length; n++) {
                for (String what : new String[] {".weight", ".bias"}) {
                    names.put(
                            "features." + LAYERS[block][n] + what,
                            VggFeatures.GROUP + ".block" + (block + 1) + ".conv" + (n + 1) + what);
                }
            }
        }
        return names;
    }
}
