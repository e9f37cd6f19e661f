package org.radiloom.train.classify;

import java.util.List;

/** What a validation of a classifier tells; names of figures as events, tables and {@code train.monitor} call them. */
public final class ClassificationFigures {
    /** Cross entropy without weights; the only one of which less is better. */
    public static final String LOSS = "valLoss";

    /** All of them, in order. */
    public static final List<String> NAMES =
            List.of(LOSS, "valAccuracy", "valBalancedAccuracy", "valMacroAuc", "valKappaQuadratic", "valWorstRecall");

    private ClassificationFigures() {}
}
