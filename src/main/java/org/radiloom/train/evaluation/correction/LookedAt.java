package org.radiloom.train.evaluation.correction;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A volume whose slices are looked at one after the other, in the hope of finding the errors early.
 *
 * @param slices those that there is a reason to look at, ascending
 * @param errorMm2 of all slices of the volume: area that the mask has and the reference has not, or the other way round
 */
record LookedAt(String patientId, List<Row> slices, double errorMm2) {
    /**
     * A slice.
     *
     * @param flipMm2 disagreement between the answers to the slice and to its mirror image
     * @param errorMm2 area on which mask and reference differ
     */
    record Row(int slice, double entropyMm2, double breakMm, double flipMm2, double expectedMm2, double errorMm2) {}

    /** An order to look at slices in. */
    enum Order {
        EXPECTED("expected error", Row::expectedMm2),
        ENTROPY("entropy alone", Row::entropyMm2),
        BREAK("break between neighbours alone", Row::breakMm),
        FLIPS("disagreement of flips alone", Row::flipMm2),
        ANATOMICAL("anatomical, feet to head", row -> -row.slice()),
        RANDOM("random, expectation", row -> 0),
        PERFECT("true error, cannot be beaten", Row::errorMm2);

        private final String words;
        private final ToDoubleFunction<Row> score;

        Order(String words, ToDoubleFunction<Row> score) {
            this.words = words;
            this.score = score;
        }

        String words() {
            return words;
        }
    }

    /** How much of all error lies in the slices looked at first. */
    double found(Order order, double share) {
        int looked = (int) Math.ceil(share * slices.size() - 1e-9);
        return cumulated(order)[looked];
    }

    /** The mean of what was found after each slice: 1 if everything is found in the first one. */
    double area(Order order) {
        double[] found = cumulated(order);
        return Arrays.stream(found, 1, found.length).average().orElse(0);
    }

    /** How much of all error is found after 0, 1, 2, ... slices. */
    private double[] cumulated(Order order) {
        double[] found = new double[slices.size() + 1];
        if (order == Order.RANDOM) {
            double all = slices.stream().mapToDouble(Row::errorMm2).sum() / errorMm2;
            Arrays.setAll(found, n -> all * n / slices.size());
            return found;
        }
        List<Row> sorted = slices.stream()
                .sorted(Comparator.comparingDouble((Row r) -> -order.score.applyAsDouble(r)))
                .toList();
        for (int n = 0; n < sorted.size(); n++) {
            found[n + 1] = found[n] + sorted.get(n).errorMm2() / errorMm2;
        }
        return found;
    }
}
