package org.radiloom.train.anomaly;

import java.util.List;

/**
 * How much each constraint on the latent counts, and how.
 *
 * @param organ λ1
 * @param modality λ2
 * @param centre λ3
 * @param gamma γ of the focal losses
 * @param alpha α of the focal losses by class; the last one holds for all that follow
 * @param centreByDims whether the centre loss is divided by the number of dimensions; else as the paper prints it
 */
public record MaddrTerms(
        double organ, double modality, double centre, double gamma, List<Double> alpha, boolean centreByDims) {
    /** As the paper says (Zhang et al., MICCAI 2023): λ = 1, γ = 2, α = 0.25 for every class. */
    public static final MaddrTerms PAPER = new MaddrTerms(1, 1, 1, 2, List.of(0.25), true);

    public MaddrTerms {
        alpha = List.copyOf(alpha);
    }

    /** With what the published code had in effect: a tenth of every λ, and α of 0.25 and 0.75. */
    public MaddrTerms asCode() {
        return new MaddrTerms(0.1 * organ, 0.1 * modality, 0.1 * centre, gamma, List.of(0.25, 0.75), centreByDims);
    }
}
