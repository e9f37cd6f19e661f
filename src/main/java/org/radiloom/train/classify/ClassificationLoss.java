package org.radiloom.train.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.radiloom.nn.Scalars;
import org.radiloom.train.ClassWeights;
import org.radiloom.train.RunConfig;

/**
 * Cross entropy per sample, with what {@code imbalance} asks for.
 *
 * @param method of {@link RunConfig.Imbalance}
 * @param weights of each class; 0 for one without a sample
 * @param offsets what is added to each class's score, τ·log of its share; 0 without logit adjustment
 * @param gamma of the focal loss
 * @param hardest share of the batch that counts in {@code ohem}
 */
public record ClassificationLoss(
        String method, List<Double> weights, List<Double> offsets, double gamma, double hardest) {
    /** A share below any that data have: a class without a sample must not win by being absent. */
    private static final double LEAST_SHARE = 1e-6;

    public ClassificationLoss {
        weights = List.copyOf(weights);
        offsets = List.copyOf(offsets);
    }

    /** Cross entropy alone. */
    public static ClassificationLoss plain(int classes) {
        List<Double> ones = java.util.Collections.nCopies(classes, 1.0);
        return new ClassificationLoss("none", ones, java.util.Collections.nCopies(classes, 0.0), 0, 1);
    }

    /** @param counts training samples of each class */
    public static ClassificationLoss of(RunConfig.Imbalance imbalance, List<Long> counts) {
        ClassificationLoss plain = plain(counts.size());
        long all = counts.stream().mapToLong(n -> n).sum();
        return switch (imbalance.method()) {
            case "classWeights" ->
                new ClassificationLoss(
                        imbalance.method(),
                        (imbalance.weights().equals("effective")
                                        ? ClassWeights.effective(counts, imbalance.beta())
                                        : ClassWeights.inverse(counts))
                                .values(),
                        plain.offsets,
                        0,
                        1);
            case "logitAdjustment" ->
                new ClassificationLoss(
                        imbalance.method(),
                        plain.weights,
                        counts.stream()
                                .map(n -> imbalance.tau() * Math.log(Math.max((double) n / all, LEAST_SHARE)))
                                .toList(),
                        0,
                        1);
            case "focal" ->
                new ClassificationLoss(imbalance.method(), plain.weights, plain.offsets, imbalance.gamma(), 1);
            case "ohem" ->
                new ClassificationLoss(imbalance.method(), plain.weights, plain.offsets, 0, imbalance.hardest());
            default -> plain;
        };
    }

    /** Classes whose weight is 0: nothing is learned about them. */
    public List<Integer> untrained() {
        return java.util.stream.IntStream.range(0, weights.size())
                .filter(c -> weights.get(c) == 0)
                .boxed()
                .toList();
    }

    /**
     * The loss of each sample.
     *
     * @param logits (B, K)
     * @param labels (B), classes as floats
     * @return (B); of {@code ohem}, samples that do not count are 0 and the others as much more as keeps the mean over all
     *     the mean over those
     */
    public NDArray perSample(NDArray logits, NDArray labels) {
        NDManager manager = logits.getManager();
        int classes = weights.size();
        NDArray scores = method.equals("logitAdjustment") ? logits.add(row(manager, offsets)) : logits;
        NDArray truth = labels.toType(DataType.INT64, false).oneHot(classes).toType(DataType.FLOAT32, false);
        NDArray logP = scores.logSoftmax(1).mul(truth).sum(new int[] {1});
        NDArray loss = logP.neg();
        if (method.equals("focal") && gamma > 0) {
            // at p = 1 the power's gradient is finite for gamma >= 1 only
            loss = loss.mul(Scalars.power(logP.exp().neg().add(1f).clip(1e-6f, 1f), gamma));
        }
        if (method.equals("classWeights")) {
            loss = loss.mul(truth.mul(row(manager, weights)).sum(new int[] {1}));
        }
        return method.equals("ohem") ? loss.mul(chosen(loss)) : loss;
    }

    private static NDArray row(NDManager manager, List<Double> values) {
        float[] row = new float[values.size()];
        for (int c = 0; c < row.length; c++) {
            row[c] = values.get(c).floatValue();
        }
        return manager.create(row, new Shape(1, row.length));
    }

    /** Which samples cost most: B / k for those, 0 for the others. */
    private NDArray chosen(NDArray loss) {
        float[] values = loss.toFloatArray();
        int keep = Math.max(1, (int) Math.round(hardest * values.length));
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float least = sorted[sorted.length - keep];
        float[] factors = new float[values.length];
        int left = keep;
        for (int at = 0; at < values.length; at++) {
            if (values[at] >= least && left > 0) {
                factors[at] = (float) values.length / keep;
                left--;
            }
        }
        return loss.getManager().create(factors);
    }
}
