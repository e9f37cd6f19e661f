package org.radiloom.train;

import java.util.List;
import java.util.function.Consumer;
import org.radiloom.nn.SegmentationLoss;
import org.radiloom.problem.Problem;

/** What {@code imbalance} means for a segmentation: classes are background and foreground, counted in pixels. */
final class SegmentationBalance {
    static final List<String> METHODS = List.of("none", "classWeights", "balancedSampler", "focal");
    static final List<String> WEIGHTS = List.of("inverse", "effective");

    private SegmentationBalance() {}

    /** Whether slices with and without the structure are to be drawn equally often. */
    static boolean drawsBalanced(RunConfig config) {
        return config.imbalance().method().equals("balancedSampler");
    }

    /**
     * The loss that a configuration asks for.
     *
     * @param warn told about a class that nothing can be learned about
     */
    static SegmentationLoss loss(RunConfig config, List<? extends LabelledSlices> training, Consumer<String> warn)
            throws Problem {
        String name = config.loss().name();
        return switch (config.imbalance().method()) {
            case "focal" -> SegmentationLoss.of(name.replaceFirst("^ce", "focal"));
            case "classWeights" -> {
                ClassWeights weights =
                        weights(config, counts(training, config.sampling().crop()));
                weights.untrained()
                        .forEach(c -> warn.accept("no pixel of the training samples is "
                                + (c == 0 ? "background" : "foreground") + ": that class stays untrained"));
                yield SegmentationLoss.of(
                        name,
                        weights.values().get(0).floatValue(),
                        weights.values().get(1).floatValue());
            }
            default -> SegmentationLoss.of(name);
        };
    }

    static ClassWeights weights(RunConfig config, List<Long> counts) {
        RunConfig.Imbalance imbalance = config.imbalance();
        return imbalance.weights().equals("effective")
                ? ClassWeights.effective(counts, imbalance.beta())
                : ClassWeights.inverse(counts);
    }

    /**
     * Background and foreground pixels of one crop from each slice that shows the structure: what an epoch holds before
     * random changes, less the slices without the structure.
     */
    static List<Long> counts(List<? extends LabelledSlices> training, int crop) {
        long inside = 0;
        long all = 0;
        for (LabelledSlices sample : training) {
            for (int k = 0; k < sample.slices(); k++) {
                int here = sample.inside(k);
                inside += here;
                all += here > 0 ? (long) crop * crop : 0;
            }
        }
        return List.of(Math.max(0, all - inside), inside);
    }
}
