package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.radiloom.problem.Problem;

/** The numbers of a network (parameters and batch-norm buffers) going to and coming from files. */
public final class Weights {
    private static final int REPORTED = 12;

    private Weights() {}

    /**
     * Writes all parameters and buffers under their dotted names.
     *
     * @param metadata free text by key, kept in the file's header
     * @throws IOException if the disk refuses
     */
    public static void save(Segmenter network, Path file, Map<String, String> metadata) throws IOException {
        save(network.parameters(), network.buffers(), file, metadata);
    }

    /**
     * Writes these arrays under their names.
     *
     * @param metadata free text by key, kept in the file's header
     * @throws IOException if the disk refuses
     */
    public static void save(
            SequencedMap<String, NDArray> parameters,
            SequencedMap<String, NDArray> buffers,
            Path file,
            Map<String, String> metadata)
            throws IOException {
        Safetensors.write(file, copy(parameters, buffers), metadata);
    }

    /**
     * Fills the network from a file written by {@link #save}.
     *
     * @throws Problem {@code nn.weights.unreadable}, or {@code nn.weights.mismatch} naming every missing, unknown and
     *     wrongly shaped array; the network is then unchanged
     */
    public static void load(Segmenter network, Path file) throws Problem {
        load(network.parameters(), network.buffers(), file);
    }

    /**
     * Fills these arrays from a file.
     *
     * @throws Problem {@code nn.weights.unreadable} or {@code nn.weights.mismatch} as for {@link #load(Segmenter, Path)}
     */
    public static void load(SequencedMap<String, NDArray> parameters, SequencedMap<String, NDArray> buffers, Path file)
            throws Problem {
        restore(parameters, buffers, Safetensors.read(file), file.getFileName().toString());
    }

    /** A copy of all numbers outside the engine, by name in network order (a snapshot to return to). */
    public static SequencedMap<String, FloatTensor> copy(Segmenter network) {
        return copy(network.parameters(), network.buffers());
    }

    /** A copy of these arrays outside the engine, by name: parameters first. */
    public static SequencedMap<String, FloatTensor> copy(
            SequencedMap<String, NDArray> parameters, SequencedMap<String, NDArray> buffers) {
        LinkedHashMap<String, FloatTensor> tensors = new LinkedHashMap<>();
        all(parameters, buffers)
                .forEach((name, array) -> tensors.put(
                        name,
                        new FloatTensor(
                                array.getShape().getShape(),
                                ParameterMemory.of(array).read())));
        return tensors;
    }

    /**
     * Fills the network from a copy.
     *
     * @param source what to call the origin in a message
     * @throws Problem {@code nn.weights.mismatch} as for {@link #load}
     */
    public static void restore(Segmenter network, Map<String, FloatTensor> tensors, String source) throws Problem {
        restore(network.parameters(), network.buffers(), tensors, source);
    }

    /**
     * Fills these arrays from a copy.
     *
     * @param source what to call the origin in a message
     * @throws Problem {@code nn.weights.mismatch} as for {@link #load}
     */
    public static void restore(
            SequencedMap<String, NDArray> parameters,
            SequencedMap<String, NDArray> buffers,
            Map<String, FloatTensor> tensors,
            String source)
            throws Problem {
        SequencedMap<String, NDArray> arrays = all(parameters, buffers);
        List<String> mismatches = new ArrayList<>();
        arrays.forEach((name, array) -> {
            FloatTensor tensor = tensors.get(name);
            if (tensor == null) {
                mismatches.add(name + " is missing");
            } else if (!Arrays.equals(tensor.shape(), array.getShape().getShape())) {
                mismatches.add(name + " has shape " + Arrays.toString(tensor.shape()) + " instead of "
                        + Arrays.toString(array.getShape().getShape()));
            }
        });
        tensors.keySet().stream()
                .filter(name -> !arrays.containsKey(name))
                .forEach(name -> mismatches.add(name + " is unknown"));
        if (!mismatches.isEmpty()) {
            throw mismatch(source, mismatches);
        }
        arrays.forEach((name, array) -> {
            FloatTensor tensor = tensors.get(name);
            if (tensor != null) {
                fill(array, tensor.values());
            }
        });
    }

    /** Writes row-major values into an array of any memory layout, in place. */
    static void fill(NDArray array, float[] values) {
        ParameterMemory.of(array).write(values);
    }

    private static SequencedMap<String, NDArray> all(
            SequencedMap<String, NDArray> parameters, SequencedMap<String, NDArray> buffers) {
        LinkedHashMap<String, NDArray> arrays = new LinkedHashMap<>(parameters);
        arrays.putAll(buffers);
        return arrays;
    }

    private static Problem mismatch(String source, List<String> mismatches) {
        String shown = String.join("; ", mismatches.subList(0, Math.min(REPORTED, mismatches.size())));
        String more = mismatches.size() > REPORTED ? "; and " + (mismatches.size() - REPORTED) + " more" : "";
        return Problem.model(
                "nn.weights.mismatch",
                "The weights in " + source + " do not fit the network (" + mismatches.size() + " differences): " + shown
                        + more + ".",
                "Use weights made for this architecture, or correct the network's settings.");
    }
}
