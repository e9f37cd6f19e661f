package org.radiloom.train.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.radiloom.nn.FloatTensor;
import org.radiloom.problem.Problem;

/** Reads what an optimiser kept. */
final class OptimiserState {
    private OptimiserState() {}

    /**
     * @param lengths of all vectors that are expected, by name
     * @throws Problem naming everything that is missing, too much or of another length
     */
    static void check(Map<String, FloatTensor> state, Map<String, Integer> lengths) throws Problem {
        List<String> mismatches = new ArrayList<>();
        lengths.forEach((name, length) -> {
            FloatTensor tensor = state.get(name);
            if (tensor == null) {
                mismatches.add(name + " is missing");
            } else if (tensor.values().length != length) {
                mismatches.add(name + " has " + tensor.values().length + " numbers instead of " + length);
            }
        });
        for (String name : state.keySet()) {
            if (!lengths.containsKey(name)) {
                mismatches.add(name + " is unknown");
            }
        }
        if (!mismatches.isEmpty()) {
            throw Problem.model(
                    "checkpoint.optimiser",
                    "The checkpoint's optimiser state does not fit (" + mismatches.size() + " differences): "
                            + String.join("; ", mismatches) + ".",
                    "Resume with the configuration that the run was started with.");
        }
    }

    /** Copies a vector that {@link #check} has seen. */
    static void copy(Map<String, FloatTensor> state, String name, float[] into) {
        FloatTensor tensor = state.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no " + name);
        }
        System.arraycopy(tensor.values(), 0, into, 0, into.length);
    }
}
