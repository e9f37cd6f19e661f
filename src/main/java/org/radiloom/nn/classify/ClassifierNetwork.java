package org.radiloom.nn.classify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Layout;
import org.radiloom.nn.Parameters;
import org.radiloom.problem.Problem;

/** The arrays of one classifier and their state, around the {@link Body} and {@link Head} that use them. */
final class ClassifierNetwork implements Classifier {
    private final ClassifierSpec spec;
    private final NDManager manager;
    private final Parameters arrays;
    private final Wiring wiring;
    private Set<String> frozen = Set.of();
    private boolean inferenceOnly;

    /** Everything that has arrays. */
    record Wiring(Body body, Head head, @Nullable DeclaredHead declared) {}

    private ClassifierNetwork(ClassifierSpec spec, NDManager manager, long seed) throws Problem {
        this.spec = spec;
        this.manager = manager;
        arrays = new Parameters(manager, seed);
        wiring = Classifiers.wiring(spec, arrays);
    }

    static ClassifierNetwork create(ClassifierSpec spec, Device device, long seed) throws Problem {
        EngineCompat.start();
        NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        try {
            return new ClassifierNetwork(spec, manager, seed);
        } catch (Problem | RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    @Override
    public ClassifierSpec spec() {
        return spec;
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public FeatureOut forward(NDArray x, @Nullable NDArray declared, boolean training) {
        if (training) {
            requireTrainable();
        }
        check(x.getShape(), declared);
        NDArray y = input(x);
        for (Body.Part part : wiring.body.parts()) {
            NDArray next = part.layer().apply(y, training && !frozen.contains(part.group()));
            if (next != y) {
                y.close();
            }
            y = next;
        }
        Head.Result result = wiring.head.apply(y, training && !frozen.contains(Head.NAME));
        NDArray logits = result.logits();
        if (wiring.declared != null && declared != null) {
            try (NDArray image = logits;
                    NDArray more = wiring.declared.apply(declared)) {
                logits = image.add(more);
            }
        }
        return new FeatureOut(result.map(), result.pooled(), logits, Map.of());
    }

    /** A copy of the picture as the first part wants it. */
    private NDArray input(NDArray x) {
        InputNorm norm = spec.inputNorm();
        if (norm == null) {
            return Layout.channelsLast(x);
        }
        // duplicates, since what create gives borrows memory of Java and backward may come later
        Shape each = new Shape(1, spec.inputChannels(), 1, 1);
        try (NDArray means = x.getManager().create(floats(norm.mean()), each);
                NDArray mean = means.duplicate();
                NDArray deviations = x.getManager().create(floats(norm.deviation()), each);
                NDArray deviation = deviations.duplicate();
                NDArray centred = x.sub(mean);
                NDArray scaled = centred.div(deviation)) {
            return Layout.channelsLast(scaled);
        }
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int n = 0; n < floats.length; n++) {
            floats[n] = values.get(n).floatValue();
        }
        return floats;
    }

    /** What comes before the head, and stays open, and the head: for showing that closed forms are right. */
    NDArray last(NDArray x) {
        NDArray y = input(x);
        for (Body.Part part : wiring.body.parts()) {
            y = part.layer().apply(y, false);
        }
        return y;
    }

    Head head() {
        return wiring.head;
    }

    private void check(Shape x, @Nullable NDArray declared) {
        if (x.dimension() != 4 || x.get(1) != spec.inputChannels() || x.size() == 0) {
            throw new IllegalArgumentException("picture (B, " + spec.inputChannels() + ", H, W) expected, not " + x);
        }
        Shape given = declared == null ? new Shape(x.get(0), 0) : declared.getShape();
        if (!given.equals(new Shape(x.get(0), spec.declared()))) {
            throw new IllegalArgumentException("declared numbers (" + x.get(0) + ", " + spec.declared()
                    + ") expected, not " + (declared == null ? "none" : given));
        }
    }

    @Override
    public SequencedMap<String, NDArray> parameters() {
        requireTrainable();
        return arrays.trained();
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        requireTrainable();
        return arrays.buffers();
    }

    /** The names of the groups with what the names of their arrays begin with. */
    private SequencedMap<String, List<String>> prefixes() {
        LinkedHashMap<String, List<String>> prefixes = new LinkedHashMap<>();
        wiring.body.parts().forEach(part -> prefixes.put(part.group(), part.prefixes()));
        prefixes.put(Head.NAME, List.of(Head.NAME + "."));
        if (wiring.declared != null) {
            prefixes.put(DeclaredHead.NAME, List.of(DeclaredHead.NAME + "."));
        }
        return prefixes;
    }

    @Override
    public SequencedSet<String> groups() {
        return Collections.unmodifiableSequencedSet(
                new LinkedHashSet<>(prefixes().keySet()));
    }

    @Override
    public void freeze(Set<String> groups) {
        SequencedMap<String, List<String>> prefixes = prefixes();
        Set<String> wanted = new HashSet<>(groups);
        if (wanted.remove(Body.ENCODER)) {
            wiring.body.parts().forEach(part -> wanted.add(part.group()));
        }
        if (!prefixes.keySet().containsAll(wanted)) {
            throw new IllegalArgumentException(groups + " are not all among " + prefixes.keySet());
        }
        parameters()
                .forEach((name, array) -> array.setRequiresGradient(wanted.stream()
                        .flatMap(group -> prefixes.getOrDefault(group, List.of()).stream())
                        .noneMatch(name::startsWith)));
        frozen = Set.copyOf(wanted);
    }

    @Override
    public Optional<NDArray> camWeights() {
        return wiring.head.camWeights();
    }

    @Override
    public void prepareForInference() {
        if (!inferenceOnly) {
            arrays.trained().values().forEach(p -> p.setRequiresGradient(false));
            wiring.body.fold();
            wiring.head.fold();
            inferenceOnly = true;
        }
    }

    private void requireTrainable() {
        if (inferenceOnly) {
            throw new IllegalStateException("this network was prepared for inference and cannot be trained or saved");
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
