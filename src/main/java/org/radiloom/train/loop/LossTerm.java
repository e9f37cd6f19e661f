package org.radiloom.train.loop;

import ai.djl.ndarray.NDArray;

/** One part of what is made small; the loop adds {@code weight · compute} of all terms and goes backward once. */
public interface LossTerm {
    /** Short and unique within a pass; figures and events call it so. */
    String name();

    /** Its share in the sum. */
    double weight();

    /**
     * @param context after the forward pass; its outputs carry gradients
     * @return a scalar
     */
    NDArray compute(StepContext context);

    /** A term from a function. */
    static LossTerm of(String name, double weight, java.util.function.Function<StepContext, NDArray> compute) {
        return new LossTerm() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public double weight() {
                return weight;
            }

            @Override
            public NDArray compute(StepContext context) {
                return compute.apply(context);
            }
        };
    }
}
