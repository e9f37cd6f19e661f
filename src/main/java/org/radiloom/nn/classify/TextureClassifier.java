package org.radiloom.nn.classify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.texture.TextureFeatures;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Parameters;
import org.radiloom.problem.Problem;

/**
 * A classifier without layers, for sets too small for a network: {@link TextureFeatures} of the picture, one line through
 * them, and ordered classes along it.
 *
 * <p>With z the features, mean taken off and divided by a scale, the score of class c is {@code c·(w·z) + b_c}
 * (adjacent-category logits: Agresti, Categorical Data Analysis, 2nd edition, 7.4.1). Scores are linear in the features:
 * the geometric mean of the answers for several patches is the answer for the mean of their features.
 *
 * <p>A declared number h adds, for each class, the logarithm of a normal density of log h: what Bayes' rule asks for where
 * picture and number are independent given the class. Declared numbers are ratios, above 0. Numbers beyond those that the
 * model has seen count as the nearest that it has: far out, the widest density would win, whichever that is.
 */
public final class TextureClassifier implements Classifier {
    /** The name in {@link ClassifierSpec#body()}. */
    public static final String BODY = "texture";

    /** Buffer (F): mean of each feature. */
    public static final String MEAN = "features.mean";

    /** Buffer (F): what each feature is divided by. */
    public static final String SCALE = "features.scale";

    /** Parameter (F): w. */
    public static final String WEIGHT = "score.weight";

    /** Parameter (K): b. */
    public static final String BIAS = "score.bias";

    /** Buffer (n·K), number by number: mean of the logarithm of a declared number in each class. */
    public static final String DECLARED_MEAN = "declared.mean";

    /** Buffer (n·K): its standard deviation. */
    public static final String DECLARED_DEVIATION = "declared.deviation";

    /** Buffer (n): logarithm below which a declared number counts as this. */
    public static final String DECLARED_LOW = "declared.low";

    /** Buffer (n): logarithm above which a declared number counts as this. */
    public static final String DECLARED_HIGH = "declared.high";

    private static final String GROUP = "score";
    private static final double LEAST_RATIO = 1e-3;

    private final ClassifierSpec spec;
    private final NDManager manager;
    private final Parameters arrays;

    private TextureClassifier(ClassifierSpec spec, NDManager manager, Parameters arrays) {
        this.spec = spec;
        this.manager = manager;
        this.arrays = arrays;
    }

    /** One that answers with equal probabilities until it is filled. */
    static TextureClassifier create(ClassifierSpec spec, Device device) throws Problem {
        if (spec.inputChannels() != 1 || spec.side() < TextureFeatures.LEAST_SIDE) {
            throw Problem.model(
                    "nn.texture",
                    "A texture model cannot look at pictures of side " + spec.side() + " with " + spec.inputChannels()
                            + " channels.",
                    "Use grey pictures of side " + TextureFeatures.LEAST_SIDE + " or more.");
        }
        EngineCompat.start();
        NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        Parameters arrays = new Parameters(manager, 0);
        wire(spec, arrays);
        return new TextureClassifier(spec, manager, arrays);
    }

    static void wire(ClassifierSpec spec, Parameters p) {
        p.vector(WEIGHT, TextureFeatures.COUNT, 0);
        p.vector(BIAS, spec.classes(), 0);
        p.buffer(MEAN, TextureFeatures.COUNT, 0);
        p.buffer(SCALE, TextureFeatures.COUNT, 1);
        if (spec.declared() > 0) {
            p.buffer(DECLARED_MEAN, spec.declared() * spec.classes(), 0);
            p.buffer(DECLARED_DEVIATION, spec.declared() * spec.classes(), 1);
            p.buffer(DECLARED_LOW, spec.declared(), 0);
            p.buffer(DECLARED_HIGH, spec.declared(), 0);
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

    /** The map is the picture itself, {@code pooled} are the scaled features. */
    @Override
    public FeatureOut forward(NDArray x, @Nullable NDArray declared, boolean training) {
        Shape shape = x.getShape();
        int batch = Math.toIntExact(shape.get(0));
        int side = Math.toIntExact(shape.get(2));
        if (shape.dimension() != 4 || shape.get(1) != 1 || shape.get(3) != side) {
            throw new IllegalArgumentException("picture (B, 1, S, S) expected, not " + shape);
        }
        if ((declared == null ? 0 : declared.getShape().get(1)) != spec.declared()) {
            throw new IllegalArgumentException(spec.declared() + " declared numbers expected");
        }
        float[] pixels = x.toFloatArray();
        float[] features = new float[batch * TextureFeatures.COUNT];
        int plane = side * side;
        IntStream.range(0, batch).parallel().forEach(b -> {
            float[] patch = Arrays.copyOfRange(pixels, b * plane, (b + 1) * plane);
            double[] values = TextureFeatures.of(patch, side);
            for (int f = 0; f < values.length; f++) {
                features[b * values.length + f] = (float) values[f];
            }
        });
        NDManager scope = x.getManager();
        NDArray pooled;
        try (NDArray raw = scope.create(features, new Shape(batch, TextureFeatures.COUNT));
                NDArray centred = raw.sub(array(MEAN))) {
            pooled = centred.div(array(SCALE));
        }
        return new FeatureOut(x.duplicate(), pooled, logits(pooled, declared), Map.of());
    }

    private NDArray logits(NDArray pooled, @Nullable NDArray declared) {
        int classes = spec.classes();
        float[] ranks = new float[classes];
        for (int c = 0; c < classes; c++) {
            ranks[c] = c;
        }
        try (NDManager scope = pooled.getManager().newSubManager()) {
            NDArray weight = array(WEIGHT).reshape(TextureFeatures.COUNT, 1);
            weight.attach(scope);
            NDArray score = pooled.matMul(weight);
            score.attach(scope);
            NDArray logits = score.mul(scope.create(ranks, new Shape(1, classes)));
            logits.attach(scope);
            logits = logits.add(array(BIAS));
            if (declared != null) {
                logits.attach(scope);
                logits = logits.add(scope.create(
                        densities(declared), new Shape(pooled.getShape().get(0), classes)));
            }
            logits.attach(pooled.getManager());
            return logits;
        }
    }

    /** Sum over the declared numbers of the logarithms of the classes' densities, up to a constant. */
    private float[] densities(NDArray declared) {
        float[] numbers = declared.toFloatArray();
        float[] mean = array(DECLARED_MEAN).toFloatArray();
        float[] deviation = array(DECLARED_DEVIATION).toFloatArray();
        float[] low = array(DECLARED_LOW).toFloatArray();
        float[] high = array(DECLARED_HIGH).toFloatArray();
        int n = spec.declared();
        int classes = spec.classes();
        float[] sums = new float[numbers.length / n * classes];
        for (int at = 0; at < numbers.length; at++) {
            double log = Math.clamp(Math.log(Math.max(numbers[at], LEAST_RATIO)), low[at % n], high[at % n]);
            for (int c = 0; c < classes; c++) {
                int of = at % n * classes + c;
                double off = (log - mean[of]) / deviation[of];
                sums[at / n * classes + c] += (float) (-0.5 * off * off - Math.log(deviation[of]));
            }
        }
        return sums;
    }

    private NDArray array(String name) {
        NDArray trained = arrays.trained().get(name);
        NDArray array = trained == null ? arrays.buffers().get(name) : trained;
        if (array == null) {
            throw new IllegalStateException(name);
        }
        return array;
    }

    @Override
    public SequencedMap<String, NDArray> parameters() {
        return arrays.trained();
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        return arrays.buffers();
    }

    @Override
    public SequencedSet<String> groups() {
        return new LinkedHashSet<>(List.of(GROUP));
    }

    @Override
    public void freeze(Set<String> groups) {
        if (!groups().containsAll(groups)) {
            throw new IllegalArgumentException(groups + " are not all among " + groups());
        }
        parameters().values().forEach(p -> p.setRequiresGradient(!groups.contains(GROUP)));
    }

    /** None: textures have no place. */
    @Override
    public Optional<NDArray> camWeights() {
        return Optional.empty();
    }

    @Override
    public void prepareForInference() {
        arrays.trained().values().forEach(p -> p.setRequiresGradient(false));
    }

    @Override
    public void close() {
        manager.close();
    }
}
