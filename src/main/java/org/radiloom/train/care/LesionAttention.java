package org.radiloom.train.care;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.metric.AttentionOverlap;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.classify.ClassActivation;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.FeatureOut;
import org.radiloom.train.ManifestEntry.Box;
import org.radiloom.train.classify.PictureCutter;
import org.radiloom.train.classify.PictureSample;

/**
 * How well a classifier's activation maps point at the lesions of samples that have boxes: of each sample's true class, min-max
 * scaled, as large as the picture, without random changes. Gradient recording must be off on this thread.
 */
public final class LesionAttention {
    private LesionAttention() {}

    /**
     * What one sample came to.
     *
     * @param boxShare what part of the picture the boxes cover: the inside share of a map that is the same everywhere
     */
    public record Found(String sampleId, int label, double boxShare, AttentionOverlap overlap) {}

    /**
     * All samples together.
     *
     * @param n samples with a box
     * @param boxShare mean share of the picture that the boxes cover
     * @param insideShare mean share of the maps' mass that lies inside; maps without mass are left out
     * @param pointingHits samples whose map is largest inside
     */
    public record Summary(int n, double boxShare, double insideShare, int pointingHits) {}

    /** The mean over samples; empty if there are none. */
    public static Optional<Summary> summary(List<Found> found) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Summary(
                found.size(),
                found.stream().mapToDouble(Found::boxShare).average().orElseThrow(),
                found.stream()
                        .mapToDouble(f -> f.overlap().insideShare())
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN),
                (int) found.stream().filter(f -> f.overlap().pointingHit()).count()));
    }

    /**
     * Looks at all samples that are seen whole and have a box; empty for a network without maps in closed form.
     *
     * @param samples without numbers that a reader declared
     */
    public static List<Found> of(Classifier network, List<PictureSample> samples, PictureCutter cutter) {
        List<Found> all = new ArrayList<>();
        for (PictureSample sample : samples) {
            if (!sample.boxes().isEmpty() && sample.places().size() == 1) {
                try (NDManager manager = network.manager().newSubManager()) {
                    network.camWeights().ifPresent(weights -> {
                        weights.attach(manager);
                        all.add(found(network, weights, sample, cutter, manager));
                    });
                }
            }
        }
        return all;
    }

    private static Found found(
            Classifier network, NDArray weights, PictureSample sample, PictureCutter cutter, NDManager manager) {
        int side = cutter.side();
        float[] image = new float[sample.channels() * side * side];
        cutter.plain(sample, sample.places().getFirst(), image, 0);
        NDArray x = manager.create(image, new Shape(1, sample.channels(), side, side));
        FeatureOut out = network.forward(x, null, false);
        NDArray own = ClassActivation.of(out.map(), weights, manager.create(new float[] {sample.label()}));
        NDArray map = EngineCompat.resizeBilinear(ClassActivation.stretched(own, 1e-8), side, side);
        float[] inside = inside(sample, side);
        double share = 0;
        for (float value : inside) {
            share += value / inside.length;
        }
        return new Found(sample.sampleId(), sample.label(), share, AttentionOverlap.of(map.toFloatArray(), inside));
    }

    /** Pixels of the network input whose middle lies in a box. */
    private static float[] inside(PictureSample sample, int side) {
        float[] inside = new float[side * side];
        for (int at = 0; at < inside.length; at++) {
            double x = (at % side + 0.5) * sample.columns() / side;
            double y = (at / side + 0.5) * sample.rows() / side;
            for (Box box : sample.boxes()) {
                if (x >= box.x0() && x < box.x1() && y >= box.y0() && y < box.y1()) {
                    inside[at] = 1;
                }
            }
        }
        return inside;
    }
}
