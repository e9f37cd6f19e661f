package org.radiloom.train.anomaly;

import java.util.List;

/**
 * What a validation of a detector tells; names of figures as events, tables and {@code train.monitor} call them.
 *
 * <p>All but the first and last are means over the pairs of organ and modality that have both normal and abnormal pictures.
 */
public final class AnomalyFigures {
    /** Mean score of normal pictures; the only one of which less is better. */
    public static final String SCORE = "valNormalScore";

    /** Area under the ROC curve. */
    public static final String AUC = "valAuc";

    /** F1, mean of normal and abnormal, at the threshold of the greatest F1. */
    public static final String F1 = "valF1";

    /** Share of pictures on the right side of that threshold. */
    public static final String ACCURACY = "valAccuracy";

    /** Share of pictures whose organ and modality are both named rightly; NaN for a network without heads. */
    public static final String DOMAIN = "valDomainAccuracy";

    /** All of them, in order. */
    public static final List<String> NAMES = List.of(SCORE, AUC, F1, ACCURACY, DOMAIN);

    private AnomalyFigures() {}
}
