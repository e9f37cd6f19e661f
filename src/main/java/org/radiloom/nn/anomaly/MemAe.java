package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Layout;
import org.radiloom.nn.Parameters;
import org.radiloom.nn.Scalars;
import org.radiloom.nn.UpConv2d;
import org.radiloom.problem.Problem;

/**
 * Memory-augmented autoencoder: what the encoder finds at each place is replaced by a mix of few patterns from a memory of
 * normal ones before it is decoded. Gong et al. 2019 (arXiv:1904.02639), in two dimensions.
 *
 * <p>The latent that constraints act on is the mean of the map over its places, before the memory. Groups {@code encoder,
 * memory, decoder, heads}.
 */
final class MemAe extends NetworkDetector {
    private static final int PUBLISHED = 96;
    private static final double TINY = 1e-12;
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape TWO = new Shape(2, 2);

    private final List<NDArray> weights = new ArrayList<>();
    private final List<NDArray> biases = new ArrayList<>();
    private final List<MapNorm> downNorms = new ArrayList<>();
    private final NDArray items;
    private final List<UpConv2d> ups = new ArrayList<>();
    private final List<MapNorm> upNorms = new ArrayList<>();

    /** Channels by level: w, 4w/3, 8w/3, 8w/3 as published; w, 2w, … in shallower ones. */
    private static List<Integer> widths(DetectorSpec spec) {
        int first = spec.width() == 0 ? PUBLISHED : spec.width();
        List<Integer> widths = new ArrayList<>(List.of(first));
        for (int level = 1; level < spec.halvings(); level++) {
            widths.add(spec.halvings() < 4 ? 2 * first : first * (level == 1 ? 4 : 8) / 3);
        }
        return widths;
    }

    MemAe(DetectorSpec spec, NDManager manager, Parameters p) throws Problem {
        super(spec, manager, p, widths(spec).getLast());
        List<Integer> widths = widths(spec);
        int below = 1;
        for (int level = 0; level < widths.size(); level++) {
            String name = "encoder.level" + level;
            weights.add(p.convWeight(name + ".conv.weight", widths.get(level), below, 3));
            biases.add(p.vector(name + ".conv.bias", widths.get(level), 0));
            downNorms.add(new MapNorm.Batch(p, name + ".norm", widths.get(level), 0));
            below = widths.get(level);
        }
        items = p.even("memory.items", new Shape(spec.memory(), below), Math.sqrt(1.0 / below));
        for (int level = widths.size() - 1; level >= 0; level--) {
            String name = "decoder.level" + level;
            int out = level == 0 ? 1 : widths.get(level - 1);
            ups.add(new UpConv2d(p, name + ".conv", widths.get(level), out, 3, 2, 1, 1));
            if (level > 0) {
                upNorms.add(new MapNorm.Batch(p, name + ".norm", out, 0));
            }
        }
    }

    /** (B, C, 4, 4). */
    private NDArray encode(NDArray x, boolean training) {
        NDArray y = x;
        for (int level = 0; level < weights.size(); level++) {
            NDArray next = Convs.conv(y, weights.get(level), biases.get(level), TWO, ONE);
            if (level > 0) {
                y.close();
            }
            y = Leaky.after(Convs.after(next, downNorms.get(level).apply(next, training)));
        }
        return y;
    }

    private NDArray decode(NDArray from, boolean training) {
        NDArray y = from;
        for (int at = 0; at < ups.size(); at++) {
            y = Convs.after(y, ups.get(at).apply(y));
            if (at < upNorms.size()) {
                y = Leaky.after(Convs.after(y, upNorms.get(at).apply(y, training)));
            }
        }
        return y;
    }

    /** Shares of the memory's patterns (places, N) and the map (B, C, h, w) that they make. */
    private record Recalled(NDArray shares, NDArray map) {}

    private Recalled recall(NDArray features) {
        Shape s = features.getShape();
        NDArray places = features.transpose(0, 2, 3, 1).reshape(s.size() / s.get(1), s.get(1));
        NDArray likeness;
        // a view of the memory would stay with the memory's owner
        try (NDArray columns = items.transpose()) {
            likeness = places.matMul(columns);
        }
        NDArray shares = shrunk(likeness.softmax(1), spec().shrink());
        NDArray map = shares.matMul(items)
                .reshape(s.get(0), s.get(2), s.get(3), s.get(1))
                .transpose(0, 3, 1, 2);
        return new Recalled(shares, map);
    }

    /**
     * ŵ = ReLU(w − λ)·w/|w − λ| with a sum of 1 in each row; a row in which nothing is above λ stays as it was. Gong et al.,
     * equation 7.
     */
    static NDArray shrunk(NDArray shares, double least) {
        NDArray above = shares.sub((float) least);
        NDArray kept =
                above.getNDArrayInternal().relu().mul(shares).div(above.abs().add((float) TINY));
        NDArray empty = kept.sum(new int[] {1}, true).eq(0).toType(shares.getDataType(), false);
        NDArray any = kept.add(shares.mul(empty));
        return any.div(Scalars.atLeast(any.sum(new int[] {1}, true), TINY));
    }

    private static NDArray pooled(NDArray map) {
        return map.mean(new int[] {3}).mean(new int[] {2});
    }

    @Override
    Seen see(NDArray x) {
        NDArray features = encode(x, false);
        NDArray y = decode(recall(features).map, false);
        NDArray off = x.sub(y);
        NDArray squares = off.mul(off);
        // with one channel the root of the sum over channels is the absolute difference
        NDArray score = off.abs().mean(new int[] {3}).mean(new int[] {2}).mean(new int[] {1});
        return new Seen(score, squares, y, pooled(features));
    }

    @Override
    public List<Round> rounds() {
        SequencedMap<String, Double> losses = new LinkedHashMap<>();
        losses.put("pixels", 1.0);
        losses.put("entropy", spec().losses().memaeEntropy());
        return List.of(new Round(
                "autoencoder",
                Round.Stage.LAST,
                withHeads("encoder", "memory", "decoder"),
                1,
                losses,
                true,
                this::learn));
    }

    private Map<String, NDArray> learn(Round.Step step) {
        NDArray x = Layout.channelsLast(step.x());
        NDArray features = encode(x, learns("encoder"));
        Recalled recalled = recall(features);
        NDArray y = decode(recalled.map, learns("decoder"));
        NDArray off = x.sub(y);
        NDArray log = recalled.shares.add((float) TINY).log();
        NDArray sum = recalled.shares.mul(log).sum();
        return Map.of(
                Round.LATENT,
                pooled(features),
                "pixels",
                off.mul(off).mean(),
                "entropy",
                Scalars.over(sum, -recalled.shares.getShape().get(0)));
    }
}
