package org.radiloom.train.loop;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** The optimisers by name. */
final class Optimisers {
    private Optimisers() {}

    /** One for all parameters of an objective, or one for each kind that its groups ask for. */
    static Optimiser of(Objective objective, OptimSettings settings) {
        SequencedMap<String, SequencedMap<String, NDArray>> byKind = new LinkedHashMap<>();
        objective.parameters().forEach((name, array) -> {
            String kind = settings.name();
            for (ParamGroup group : objective.groups()) {
                if (group.parameters().contains(name)) {
                    kind = objective.optimisers().getOrDefault(group.name(), kind);
                }
            }
            byKind.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(name, array);
        });
        if (byKind.size() == 1 && byKind.containsKey(settings.name())) {
            return of(objective.parameters(), settings);
        }
        List<JointOptimiser.Part> parts = new ArrayList<>();
        byKind.forEach((kind, arrays) ->
                parts.add(new JointOptimiser.Part(Set.copyOf(arrays.keySet()), of(arrays, settings.named(kind)))));
        return new JointOptimiser(parts);
    }

    /** @throws IllegalArgumentException if the settings name none of {@link OptimSettings#NAMES} */
    static Optimiser of(Map<String, NDArray> parameters, OptimSettings settings) {
        return switch (settings.name()) {
            case "adam" -> new Adam(parameters, settings);
            case "sgd" -> new Descent(parameters, settings, momentum(settings));
            case "rmsprop" -> new Descent(parameters, settings, rms(settings));
            default -> throw new IllegalArgumentException("no optimiser " + settings.name());
        };
    }

    /** m ← μ·m + g; w ← w - lr·m. Heavy-ball momentum, Sutskever et al. 2013, without Nesterov's look ahead. */
    private static Descent.Rule momentum(OptimSettings settings) {
        float mu = (float) settings.sgd().momentum();
        if (mu == 0) {
            return new Descent.Rule(List.of(), (w, g, kept, from, n, lr) -> {
                for (int i = 0; i < n; i++) {
                    w[i] -= lr * g[i];
                }
            });
        }
        return new Descent.Rule(List.of("momentum"), (w, g, kept, from, n, lr) -> {
            float[] m = kept[0];
            for (int i = 0; i < n; i++) {
                float moved = mu * m[from + i] + g[i];
                m[from + i] = moved;
                w[i] -= lr * moved;
            }
        });
    }

    /**
     * v ← ρ·v + (1-ρ)·g²; w ← w - lr·g / √(v + ε). Tieleman and Hinton 2012, lecture 6.5, with ε under the root, as where
     * the usual constants ρ = 0.9 and ε = 1e-10 come from.
     */
    private static Descent.Rule rms(OptimSettings settings) {
        float rho = (float) settings.rmsprop().rho();
        float epsilon = (float) settings.rmsprop().epsilon();
        return new Descent.Rule(List.of("square"), (w, g, kept, from, n, lr) -> {
            float[] v = kept[0];
            for (int i = 0; i < n; i++) {
                float square = rho * v[from + i] + (1 - rho) * g[i] * g[i];
                v[from + i] = square;
                w[i] -= lr * g[i] / (float) Math.sqrt(square + epsilon);
            }
        });
    }
}
