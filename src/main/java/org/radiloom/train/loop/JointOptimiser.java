package org.radiloom.train.loop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.radiloom.nn.FloatTensor;
import org.radiloom.problem.Problem;

/** Several optimisers, each for parameters of its own. */
final class JointOptimiser implements Optimiser {
    private final List<Part> parts;

    /** An optimiser and the names of its parameters. */
    record Part(Set<String> names, Optimiser optimiser) {}

    JointOptimiser(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Norms are clipped by each part alone. */
    @Override
    public double step(Map<String, Double> rates) {
        double squares = 0;
        for (Part part : parts) {
            Map<String, Double> own = new LinkedHashMap<>(rates);
            own.keySet().retainAll(part.names);
            if (!own.isEmpty()) {
                double norm = part.optimiser.step(own);
                squares += norm * norm;
            }
        }
        return Math.sqrt(squares);
    }

    @Override
    public Map<String, FloatTensor> state() {
        Map<String, FloatTensor> state = new LinkedHashMap<>();
        parts.forEach(part -> state.putAll(part.optimiser.state()));
        return state;
    }

    /** What no part knows goes to the first, which complains. */
    @Override
    public void restore(Map<String, FloatTensor> state) throws Problem {
        for (Part part : parts) {
            Map<String, FloatTensor> own = new LinkedHashMap<>();
            state.forEach((key, tensor) -> {
                String parameter = key.substring(key.indexOf('.') + 1);
                boolean known = parts.stream().anyMatch(p -> p.names.contains(parameter));
                if (part.names.contains(parameter) || !known && part == parts.getFirst()) {
                    own.put(key, tensor);
                }
            });
            part.optimiser.restore(own);
        }
    }
}
