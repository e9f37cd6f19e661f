package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Layout;
import org.radiloom.nn.ParameterMemory;
import org.radiloom.nn.Parameters;
import org.radiloom.nn.Scalars;

/**
 * How unlike a picture and its reconstruction are in the maps of a VGG network: the relative L1 distance ‖f̂(x) − f̂(x̃)‖₁ /
 * ‖f̂(x)‖₁ of relu3_2 and relu4_2, f̂ = (f − μ)/σ by channel over many normal pictures. Shvetsova et al. 2021
 * (arXiv:2006.13265), equation 3.
 *
 * <p>The network of an {@code inDomain} source learns first: to tell by how many quarters a picture was turned, and which
 * organ in which modality it shows (heads {@code features.turn}, {@code features.domain}).
 */
final class PerceptualLoss {
    /** Of the images that the published VGG-19 learned from, for values in [0, 1]. */
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};

    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private static final double LEAST_DEVIATION = 1e-3;
    private static final double TINY = 1e-8;
    private static final int TURNS = 4;

    private final FeatureSpec spec;
    private final int modalities;
    private final int domains;
    private final VggFeatures network;
    private final List<NDArray> means = new ArrayList<>();
    private final List<NDArray> deviations = new ArrayList<>();
    private final SequencedMap<String, NDArray> learning = new LinkedHashMap<>();

    PerceptualLoss(Parameters p, FeatureSpec spec, ConstraintSpec constraints) {
        this.spec = spec;
        this.modalities = Math.max(1, constraints.modalities());
        this.domains = Math.max(1, constraints.organs()) * modalities;
        network = new VggFeatures(p, spec.widths(), imported());
        for (int layer = 0; layer < 2; layer++) {
            String name = VggFeatures.GROUP + ".block" + (layer + 3);
            means.add(p.buffer(name + ".mean", spec.widths().get(layer + 2), 0));
            deviations.add(p.buffer(name + ".deviation", spec.widths().get(layer + 2), 1));
        }
        if (learns()) {
            head(p, "turn", TURNS);
            if (domains > 1) {
                head(p, "domain", domains);
            }
        }
    }

    private void head(Parameters p, String name, int classes) {
        int in = spec.widths().getLast();
        String full = VggFeatures.GROUP + "." + name;
        learning.put(name + ".weight", p.weight(full + ".weight", new Shape(in, classes), Math.sqrt(1.0 / in)));
        learning.put(name + ".bias", p.vector(full + ".bias", classes, 0));
    }

    private boolean imported() {
        return spec.source().equals("import");
    }

    /** Whether the network has to learn first. */
    boolean learns() {
        return spec.source().equals("inDomain");
    }

    /** (B, 1, S, S) in [-1, 1] → what the network takes, a new array. */
    private NDArray input(NDArray x) {
        if (!imported()) {
            return Views.same(x);
        }
        float[] scale = new float[3];
        float[] shift = new float[3];
        for (int c = 0; c < 3; c++) {
            scale[c] = 0.5f / DEVIATION[c];
            shift[c] = (0.5f - MEAN[c]) / DEVIATION[c];
        }
        NDManager manager = x.getManager();
        Shape channels = new Shape(1, 3, 1, 1);
        try (NDArray factors = manager.create(scale, channels);
                NDArray offsets = manager.create(shift, channels);
                NDArray scaled = x.mul(factors);
                NDArray shifted = scaled.add(offsets)) {
            return Layout.channelsLast(shifted);
        }
    }

    private List<NDArray> maps(NDArray x) {
        try (NDArray input = input(x)) {
            return network.maps(input);
        }
    }

    /** By sample (B), a new array: the mean over both layers. Gradients flow to {@code reconstruction} alone. */
    NDArray distance(NDArray x, NDArray reconstruction) {
        List<NDArray> of = maps(x.stopGradient());
        List<NDArray> with = maps(reconstruction);
        NDArray first = relative(0, of.get(0), with.get(0));
        NDArray second = relative(1, of.get(1), with.get(1));
        of.forEach(NDArray::close);
        with.forEach(NDArray::close);
        try (first;
                second;
                NDArray sum = first.add(second)) {
            return Scalars.times(sum, 0.5);
        }
    }

    private NDArray relative(int layer, NDArray of, NDArray with) {
        int[] all = {1, 2, 3};
        try (NDArray size = size(layer, of);
                NDArray difference = difference(layer, of, with);
                NDArray sum = difference.sum(all)) {
            return sum.div(size);
        }
    }

    /** ‖f̂(x)‖₁ by sample, not 0 even for maps of nothing. */
    private NDArray size(int layer, NDArray of) {
        try (NDArray deviation = column(deviations.get(layer));
                NDArray mean = column(means.get(layer));
                NDArray centred = of.sub(mean);
                NDArray normal = centred.div(deviation);
                NDArray positive = normal.abs();
                NDArray sum = positive.sum(new int[] {1, 2, 3})) {
            return sum.add((float) TINY);
        }
    }

    /** |f̂(x) − f̂(x̃)|. */
    private NDArray difference(int layer, NDArray of, NDArray with) {
        try (NDArray deviation = column(deviations.get(layer));
                NDArray plain = of.sub(with);
                NDArray normal = plain.div(deviation)) {
            return normal.abs();
        }
    }

    private static NDArray column(NDArray vector) {
        return vector.reshape(1, vector.getShape().get(0), 1, 1);
    }

    /**
     * What a picture of differences is made of.
     *
     * @param distance (B), as {@link #distance}
     * @param map (B, 1, S, S), the relative difference by place; its mean is that of its layer's distance
     */
    record Compared(NDArray distance, NDArray map) {}

    /** Distance and map in one run of the network over both; recording is off. */
    Compared compare(NDArray x, NDArray reconstruction) {
        long b = x.getShape().get(0);
        List<NDArray> both;
        try (NDArray input = NDArrays.concat(new NDList(x, reconstruction), 0)) {
            both = maps(input);
        }
        List<NDArray> distances = new ArrayList<>();
        NDArray map = x;
        int shown = spec.mapLayer().equals("deep") ? 1 : 0;
        for (int layer = 0; layer < 2; layer++) {
            NDArray all = both.get(layer);
            try (all;
                    NDArray of = all.get(new NDIndex(":" + b));
                    NDArray with = all.get(new NDIndex(b + ":"));
                    NDArray size = size(layer, of);
                    NDArray difference = difference(layer, of, with);
                    NDArray sum = difference.sum(new int[] {1, 2, 3})) {
                distances.add(sum.div(size));
                if (layer == shown) {
                    map = map(difference, size, x.getShape().get(2));
                }
            }
        }
        try (NDArray first = distances.get(0);
                NDArray second = distances.get(1);
                NDArray sum = first.add(second)) {
            return new Compared(Scalars.times(sum, 0.5), map);
        }
    }

    private static NDArray map(NDArray difference, NDArray size, long side) {
        Shape s = difference.getShape();
        long places = s.get(2) * s.get(3);
        try (NDArray sum = difference.sum(new int[] {1}, true);
                NDArray column = size.reshape(s.get(0), 1, 1, 1);
                NDArray share = sum.div(column);
                NDArray relative = Scalars.times(share, places)) {
            return EngineCompat.resizeBilinear(relative, side, side);
        }
    }

    /** Sets μ and σ to those of the maps of these pictures. */
    void measure(Iterable<Normals> normals) {
        List<double[]> sums = new ArrayList<>();
        List<double[]> squares = new ArrayList<>();
        for (NDArray mean : means) {
            sums.add(new double[Math.toIntExact(mean.getShape().get(0))]);
            squares.add(new double[Math.toIntExact(mean.getShape().get(0))]);
        }
        double[] counts = new double[2];
        for (Normals batch : normals) {
            List<NDArray> maps = maps(batch.pictures());
            for (int layer = 0; layer < 2; layer++) {
                try (NDArray map = maps.get(layer);
                        NDArray sum = map.sum(new int[] {0, 2, 3});
                        NDArray square = map.mul(map);
                        NDArray squared = square.sum(new int[] {0, 2, 3})) {
                    add(sums.get(layer), sum.toFloatArray());
                    add(squares.get(layer), squared.toFloatArray());
                    counts[layer] +=
                            (double) map.getShape().size() / map.getShape().get(1);
                }
            }
        }
        for (int layer = 0; layer < 2; layer++) {
            if (counts[layer] > 0) {
                write(layer, sums.get(layer), squares.get(layer), counts[layer]);
            }
        }
    }

    private void write(int layer, double[] sums, double[] squares, double count) {
        float[] mean = new float[sums.length];
        float[] deviation = new float[sums.length];
        for (int c = 0; c < sums.length; c++) {
            double m = sums[c] / count;
            mean[c] = (float) m;
            deviation[c] = (float) Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, squares[c] / count - m * m)));
        }
        ParameterMemory.of(means.get(layer)).put(0, mean, mean.length);
        ParameterMemory.of(deviations.get(layer)).put(0, deviation, deviation.length);
    }

    private static void add(double[] sums, float[] values) {
        for (int c = 0; c < sums.length; c++) {
            sums[c] += values[c];
        }
    }

    /** How the network of an {@code inDomain} source learns. */
    Round round() {
        SequencedMap<String, Double> losses = new LinkedHashMap<>();
        losses.put("turn", 1.0);
        if (domains > 1) {
            losses.put("domain", 1.0);
        }
        return new Round("features", Round.Stage.FEATURES, List.of(VggFeatures.GROUP), 1, losses, false, this::learn);
    }

    private SequencedMap<String, NDArray> learn(Round.Step step) {
        Shape shape = step.x().getShape();
        int batch = Math.toIntExact(shape.get(0));
        Turned turned = Turned.of(
                step.plain(),
                batch,
                Math.toIntExact(shape.get(2)),
                step.random().apply("turn"));
        NDArray x = Layout.channelsLast(step.manager().create(turned.pictures(), shape));
        NDArray deepest = maps(x).getLast();
        NDArray pooled = deepest.mean(new int[] {3}).mean(new int[] {2});
        SequencedMap<String, NDArray> losses = new LinkedHashMap<>();
        losses.put("turn", crossEntropy(scores(pooled, "turn"), turned.turns(), TURNS));
        if (domains > 1) {
            int[] classes = new int[batch];
            for (int n = 0; n < batch; n++) {
                classes[n] = step.organ()[n] < 0 || step.modality()[n] < 0
                        ? -1
                        : (int) step.organ()[n] * modalities + (int) step.modality()[n];
            }
            losses.put("domain", crossEntropy(scores(pooled, "domain"), classes, domains));
        }
        return losses;
    }

    private NDArray scores(NDArray pooled, String head) {
        return pooled.matMul(array(head + ".weight")).add(array(head + ".bias"));
    }

    private NDArray array(String name) {
        return Objects.requireNonNull(learning.get(name), name);
    }

    /** Mean over the samples whose class is known. */
    private static NDArray crossEntropy(NDArray scores, int[] classes, int count) {
        float[] oneHot = new float[classes.length * count];
        int known = 0;
        for (int n = 0; n < classes.length; n++) {
            if (classes[n] >= 0) {
                oneHot[n * count + classes[n]] = 1;
                known++;
            }
        }
        NDArray target = scores.getManager().create(oneHot, new Shape(classes.length, count));
        return Scalars.over(scores.logSoftmax(1).mul(target).sum(), -Math.max(1, known));
    }
}
