package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.Layout;
import org.radiloom.nn.Parameters;
import org.radiloom.nn.Scalars;
import org.radiloom.problem.Problem;

/** What all networks have in common: arrays in groups, heads on the latent, a score and its surroundings. */
abstract sealed class NetworkDetector implements Detector permits Dpa, MemAe, Ganomaly, Fanogan {
    /** Buffer: the training mean of z_c; there if the spec's ρ is above 0. */
    static final String CENTRE = "latent.centre";

    /** Share of the old centre that a step keeps. */
    private static final double KEEP = 0.99;

    private final DetectorSpec spec;
    private final NDManager manager;
    private final Parameters arrays;
    private final LatentHeads heads;
    private final @Nullable NDArray centre;
    private Set<String> frozen = Set.of();
    private boolean forInference;

    /** @param latent size of z */
    NetworkDetector(DetectorSpec spec, NDManager manager, Parameters arrays, int latent) throws Problem {
        this.spec = spec;
        this.manager = manager;
        this.arrays = arrays;
        this.heads = new LatentHeads(arrays, spec.constraints(), latent);
        this.centre = spec.rho() > 0 ? arrays.buffer(CENTRE, heads.rest(), 0) : null;
    }

    /** What a look at pictures gives before the heads. */
    record Seen(NDArray score, NDArray map, NDArray reconstruction, NDArray latent) {}

    /** @param x (B, 1, S, S), channels-last; the arrays made may be left to its manager */
    abstract Seen see(NDArray x);

    /** Whether a part runs as in training now. */
    final boolean learns(String group) {
        return !forInference && !frozen.contains(group);
    }

    /** These groups, and the heads' if they have any. */
    final List<String> withHeads(String... learning) {
        SequencedSet<String> all = new LinkedHashSet<>(List.of(learning));
        if (heads.any()) {
            all.add(LatentHeads.GROUP);
        }
        return List.copyOf(all);
    }

    @Override
    public final DetectorSpec spec() {
        return spec;
    }

    @Override
    public final NDManager manager() {
        return manager;
    }

    @Override
    public final LatentHeads heads() {
        return heads;
    }

    @Override
    public final SequencedMap<String, NDArray> parameters() {
        trainable();
        return arrays.trained();
    }

    @Override
    public final SequencedMap<String, NDArray> buffers() {
        trainable();
        return arrays.buffers();
    }

    @Override
    public final SequencedSet<String> groups() {
        return new LinkedHashSet<>(counts(arrays).keySet());
    }

    @Override
    public final void freeze(Set<String> wanted) {
        trainable();
        if (!groups().containsAll(wanted)) {
            throw new IllegalArgumentException(wanted + " are not all among " + groups());
        }
        frozen = Set.copyOf(wanted);
        arrays.trained()
                .forEach((name, array) ->
                        array.setRequiresGradient(!frozen.contains(name.substring(0, name.indexOf('.')))));
    }

    private void trainable() {
        if (forInference) {
            throw new IllegalStateException("prepared for inference");
        }
    }

    @Override
    public void measure(Iterable<Normals> normals) {
        // without features there is nothing to measure
    }

    @Override
    public void learned(Map<String, Double> losses, Optional<NDArray> latent, long moment) {
        if (centre == null || latent.isEmpty()) {
            return;
        }
        try (NDArray rest = heads.rest(latent.get());
                NDArray mean = rest.mean(new int[] {0});
                NDArray share = Scalars.times(mean, 1 - KEEP)) {
            centre.muli((float) KEEP);
            centre.addi(share);
        }
    }

    @Override
    public final Look look(NDArray x) {
        NDManager into = x.getManager();
        try (NDManager scope = into.newSubManager()) {
            NDArray plain = Layout.channelsLast(x);
            plain.attach(scope);
            Seen seen = spec.grey().equals(Greys.PER_PICTURE) ? inOwnGreys(plain) : see(plain);
            NDArray score = seen.score;
            if (centre != null) {
                NDArray off = heads.rest(seen.latent).sub(centre);
                score = score.add(Scalars.times(off.mul(off).sum(new int[] {1}), spec.rho()));
            }
            Optional<NDArray> organ = heads.organ(seen.latent).map(scores -> scores.softmax(1));
            Optional<NDArray> modality = heads.modality(seen.latent).map(scores -> scores.softmax(1));
            Look look = new Look(score, seen.map, Optional.of(seen.reconstruction), organ, modality, seen.latent);
            for (NDArray array : List.of(score, seen.map, seen.reconstruction, seen.latent)) {
                array.attach(into);
            }
            organ.ifPresent(array -> array.attach(into));
            modality.ifPresent(array -> array.attach(into));
            return look;
        }
    }

    private Seen inOwnGreys(NDArray x) {
        Greys.Own own = Greys.Own.of(x);
        Seen seen = see(Layout.channelsLast(own.apply(x)));
        return new Seen(seen.score, seen.map, own.undo(seen.reconstruction), seen.latent);
    }

    @Override
    public void prepareForInference() {
        if (!forInference) {
            arrays.trained().values().forEach(array -> array.setRequiresGradient(false));
            forInference = true;
        }
    }

    /** Numbers that learn, by group. */
    static SequencedMap<String, Long> counts(Parameters arrays) {
        SequencedMap<String, Long> counts = new LinkedHashMap<>();
        arrays.shapes()
                .forEach((name, shape) -> counts.merge(name.substring(0, name.indexOf('.')), shape.size(), Long::sum));
        return counts;
    }

    @Override
    public final void close() {
        manager.close();
    }
}
