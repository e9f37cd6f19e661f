package org.radiloom.train.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a batch came to.
 *
 * @param loss the sum of all terms with their weights, over all passes
 * @param terms each term before its weight, by name
 * @param gradientNorm of the optimiser step, before clipping (root of the summed squares of all passes); 0 when the
 *     batch only added to the gradient
 * @param stepped whether the weights moved
 */
public record StepFigures(double loss, SequencedMap<String, Double> terms, double gradientNorm, boolean stepped) {
    public StepFigures {
        terms = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(terms));
    }

    boolean finite() {
        return Double.isFinite(loss) && Double.isFinite(gradientNorm);
    }
}
