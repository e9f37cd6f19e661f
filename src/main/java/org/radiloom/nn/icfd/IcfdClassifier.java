package org.radiloom.nn.icfd;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
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
import org.radiloom.nn.Parameters;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.ClassifierSpec;
import org.radiloom.nn.classify.FeatureOut;
import org.radiloom.nn.classify.InputNorm;
import org.radiloom.problem.Problem;

/**
 * Any classifier behind two decouplers: what it sees of a picture are a class-specific feature, a common feature and one
 * colour channel.
 *
 * <p>Huang et al., MICCAI 2024. The three channels lie in [0, 1]; the classifier brings them to (x − 0.5) / 0.25
 * itself, or as its spec says (weights that were trained on photographs).
 */
public final class IcfdClassifier implements Classifier {
    /** Name of the group of both decouplers; the other groups are the classifier's. */
    public static final String GROUP = "icfd";

    /** Extra: the class-specific feature (B, 1, S, S), 0 to 1. */
    public static final String FEAT1 = "feat1";

    /** Extra: the common feature (B, 1, S, S), 0 to 1. */
    public static final String FEAT2 = "feat2";

    /** Extra: what the class-specific decoupler thinks of the class, (B, K) before the sigmoid. */
    public static final String CLASS_SCORES = "classScores";

    /** Extra: the picture (B, C, S, S) as the common decoupler gives it back. */
    public static final String RECONSTRUCTION = "reconstruction";

    /** Extra: the chosen colour channel (B, 1, S, S). */
    public static final String COLOUR = "colour";

    /** Extra: the classifier's picture (B, 3, S, S) in [0, 1]: both features and the colour. */
    public static final String COMPOSED = "xc";

    /** Channels of {@link #COMPOSED}: what the classifier inside must take. */
    public static final int CHANNELS = 3;

    private static final InputNorm STANDARD = new InputNorm(List.of(0.5), List.of(0.25));

    private final ClassifierSpec spec;
    private final IcfdSpec icfd;
    private final Classifier inner;
    private final NDManager manager;
    private final Parameters arrays;
    private final IcfdNet specific;
    private final IcfdNet common;
    private final Colour colour;
    private boolean frozen;
    private boolean inferenceOnly;

    private IcfdClassifier(ClassifierSpec spec, IcfdSpec icfd, Classifier inner, NDManager manager, long seed) {
        this.spec = spec;
        this.icfd = icfd;
        this.inner = inner;
        this.manager = manager;
        arrays = new Parameters(manager, seed);
        specific = IcfdNet.specific(arrays, "icfd.specific", icfd, spec.inputChannels(), spec.classes());
        common = IcfdNet.common(arrays, "icfd.common", icfd, spec.inputChannels());
        colour = Colour.named(icfd.colour());
    }

    /**
     * Puts fresh decouplers before a classifier.
     *
     * @param spec of the classifier as the user sees it: its input channels are the picture's, 1 or 3
     * @param inner as {@link #inside} describes it; the new network's from now on, and closed if this throws
     * @param seed of the decouplers' weights
     * @throws Problem {@code icfd.profile}, {@code icfd.colour}, {@code icfd.size} or {@code icfd.channels} if the parts do not
     *     go together
     */
    public static IcfdClassifier around(ClassifierSpec spec, IcfdSpec icfd, Classifier inner, Device device, long seed)
            throws Problem {
        EngineCompat.start();
        NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        try {
            icfd.check();
            if (inner.spec().inputChannels() != CHANNELS || inner.spec().classes() != spec.classes()) {
                throw new IllegalArgumentException(inner.spec() + " behind decouplers for " + spec);
            }
            if (spec.inputChannels() != 1 && spec.inputChannels() != 3) {
                throw Problem.model(
                        "icfd.channels",
                        "The decouplers take a grey or an RGB picture, not one of " + spec.inputChannels()
                                + " channels.",
                        "Give the classifier 1 or 3 input channels.");
            }
            return new IcfdClassifier(spec, icfd, inner, manager, seed);
        } catch (Problem | RuntimeException e) {
            manager.close();
            inner.close();
            throw e;
        }
    }

    /** What the classifier behind the decouplers must be. */
    public static ClassifierSpec inside(ClassifierSpec spec) {
        ClassifierSpec inner = spec.withInputChannels(CHANNELS);
        return inner.inputNorm() == null ? inner.withInputNorm(STANDARD) : inner;
    }

    @Override
    public ClassifierSpec spec() {
        return spec;
    }

    /** The decouplers' shape. */
    public IcfdSpec icfd() {
        return icfd;
    }

    /** The classifier behind the decouplers. */
    public Classifier inner() {
        return inner;
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public FeatureOut forward(NDArray x, @Nullable NDArray declared, boolean training) {
        check(x.getShape());
        boolean learning = training && !frozen;
        IcfdNet.Out labelled = specific.apply(x, learning);
        IcfdNet.Out shared = common.apply(x, learning);
        NDArray channel = colour.of(x);
        NDArray composed = compose(labelled.feature(), shared.feature(), channel);
        FeatureOut out = classify(composed, declared, training);
        Map<String, NDArray> extras = new LinkedHashMap<>(out.extras());
        extras.put(FEAT1, labelled.feature());
        extras.put(FEAT2, shared.feature());
        extras.put(CLASS_SCORES, labelled.judged());
        extras.put(RECONSTRUCTION, shared.judged());
        extras.put(COLOUR, channel);
        extras.put(COMPOSED, composed);
        return new FeatureOut(out.map(), out.pooled(), out.logits(), extras);
    }

    /** (B, 3, S, S) of the two features and the colour, a new array. */
    public static NDArray compose(NDArray feat1, NDArray feat2, NDArray colour) {
        return feat1.getNDArrayInternal().concat(new NDList(feat2, colour), 1);
    }

    /**
     * The classifier alone on what the decouplers gave, or on a changed copy of it.
     *
     * @param composed (B, 3, S, S) in [0, 1]; stays the caller's
     */
    public FeatureOut classify(NDArray composed, @Nullable NDArray declared, boolean training) {
        return inner.forward(composed, declared, training);
    }

    private void check(Shape s) {
        boolean fits = s.dimension() == 4
                && s.get(1) == spec.inputChannels()
                && s.get(2) == icfd.side()
                && s.get(3) == icfd.side();
        if (!fits || s.size() == 0) {
            throw new IllegalArgumentException("input (B, " + spec.inputChannels() + ", " + icfd.side() + ", "
                    + icfd.side() + ") expected, not " + s);
        }
    }

    @Override
    public SequencedMap<String, NDArray> parameters() {
        requireTrainable();
        return joined(arrays.trained(), inner.parameters());
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        requireTrainable();
        return joined(arrays.buffers(), inner.buffers());
    }

    private static SequencedMap<String, NDArray> joined(
            SequencedMap<String, NDArray> first, SequencedMap<String, NDArray> second) {
        SequencedMap<String, NDArray> all = new LinkedHashMap<>(first);
        all.putAll(second);
        return Collections.unmodifiableSequencedMap(all);
    }

    /** {@link #GROUP}, then the classifier's groups. */
    @Override
    public SequencedSet<String> groups() {
        SequencedSet<String> groups = new LinkedHashSet<>();
        groups.add(GROUP);
        groups.addAll(inner.groups());
        return Collections.unmodifiableSequencedSet(groups);
    }

    @Override
    public void freeze(Set<String> groups) {
        requireTrainable();
        Set<String> others = new LinkedHashSet<>(groups);
        frozen = others.remove(GROUP);
        arrays.trained().values().forEach(p -> p.setRequiresGradient(!frozen));
        inner.freeze(others);
    }

    /** The classifier's: what it weighs its maps with refers to {@link #COMPOSED}. */
    @Override
    public Optional<NDArray> camWeights() {
        return inner.camWeights();
    }

    @Override
    public void prepareForInference() {
        if (!inferenceOnly) {
            arrays.trained().values().forEach(p -> p.setRequiresGradient(false));
            specific.fold();
            common.fold();
            inferenceOnly = true;
        }
        inner.prepareForInference();
    }

    private void requireTrainable() {
        if (inferenceOnly) {
            throw new IllegalStateException("this network was prepared for inference and cannot be trained or saved");
        }
    }

    @Override
    public void close() {
        inner.close();
        manager.close();
    }
}
