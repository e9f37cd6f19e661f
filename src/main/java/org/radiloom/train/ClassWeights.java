package org.radiloom.train;

import java.util.ArrayList;
import java.util.List;

/**
 * How much each class counts in a loss, so that rare classes are not drowned: mean 1 over the classes that have samples,
 * then clipped to [0.1, 10].
 *
 * @param values one for each class; 0 for a class without a sample
 * @param untrained classes without a sample, which nothing can be learned about
 */
public record ClassWeights(List<Double> values, List<Integer> untrained) {
    private static final double LEAST = 0.1;
    private static final double MOST = 10;

    public ClassWeights {
        values = List.copyOf(values);
        untrained = List.copyOf(untrained);
    }

    /**
     * Inverse frequency, N / (K·n_c) before normalisation.
     *
     * @param counts samples n_c of each class, not negative
     */
    public static ClassWeights inverse(List<Long> counts) {
        long all = counts.stream().mapToLong(n -> n).sum();
        return normalised(
                counts,
                counts.stream().map(n -> (double) all / counts.size() / n).toList());
    }

    /**
     * Effective number, (1 − β) / (1 − β^n_c) before normalisation; Cui et al. 2019 (arXiv:1901.05555), equation 2.
     *
     * @param beta in [0, 1); 0 gives every class the same weight, towards 1 it becomes inverse frequency
     */
    public static ClassWeights effective(List<Long> counts, double beta) {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException("beta " + beta);
        }
        // 1 - beta^n without the loss of digits for beta near 1
        return normalised(
                counts,
                counts.stream()
                        .map(n -> (1 - beta) / -Math.expm1(n * Math.log(beta)))
                        .toList());
    }

    private static ClassWeights normalised(List<Long> counts, List<Double> raw) {
        List<Integer> untrained = new ArrayList<>();
        double sum = 0;
        for (int c = 0; c < raw.size(); c++) {
            if (counts.get(c) == 0) {
                untrained.add(c);
            } else {
                sum += raw.get(c);
            }
        }
        double mean = sum / Math.max(1, raw.size() - untrained.size());
        List<Double> values = new ArrayList<>();
        for (int c = 0; c < raw.size(); c++) {
            values.add(counts.get(c) == 0 ? 0 : Math.clamp(raw.get(c) / mean, LEAST, MOST));
        }
        return new ClassWeights(values, untrained);
    }
}
