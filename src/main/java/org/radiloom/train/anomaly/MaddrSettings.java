package org.radiloom.train.anomaly;

import static org.radiloom.train.ConfigRange.need;

import java.util.List;
import org.radiloom.nn.anomaly.ConstraintSpec;
import org.radiloom.problem.Problem;

/**
 * The section {@code maddr}: what a detector's latent is held to beside its own loss. Zhang et al., MICCAI 2023, equations 1
 * to 5.
 *
 * <p>A constraint whose classes the data do not have (one organ, or one modality) is off, whatever is asked for here.
 *
 * @param organ whether the latent has to tell organs apart (L_o)
 * @param modality whether it has to tell modalities apart (L_m)
 * @param centre whether it is drawn to the middle of its batch (L_c)
 * @param disentangle whether each constraint has dimensions of its own; else all act on the whole latent
 * @param organDims dimensions of the latent for the organ
 * @param modalityDims dimensions of the latent for the modality
 * @param lambdaOrgan weight of L_o, as the next two of L_m and L_c
 * @param gamma of the focal loss of both heads
 * @param alpha of the focal loss of both heads, for every class
 * @param centreReduce {@code meanDims} (L_c is a mean over dimensions) or {@code sumDims} (their sum, as equation 4 is printed)
 * @param compat {@code paper}, or {@code code} for the weights that the published code had in effect: a tenth of λ, and α of
 *     0.25 for the first class and 0.75 for all others
 */
public record MaddrSettings(
        boolean organ,
        boolean modality,
        boolean centre,
        boolean disentangle,
        int organDims,
        int modalityDims,
        double lambdaOrgan,
        double lambdaModality,
        double lambdaCentre,
        double gamma,
        double alpha,
        String centreReduce,
        String compat) {
    /** Whether any constraint is asked for. */
    public boolean enabled() {
        return organ || modality || centre;
    }

    /** What the network is built for. */
    public ConstraintSpec spec(int organs, int modalities) {
        return new ConstraintSpec(organ, modality, centre, disentangle, organDims, modalityDims, organs, modalities);
    }

    /** How much each constraint counts. */
    public MaddrTerms terms() {
        MaddrTerms terms = new MaddrTerms(
                lambdaOrgan, lambdaModality, lambdaCentre, gamma, List.of(alpha), centreReduce.equals("meanDims"));
        return compat.equals("code") ? terms.asCode() : terms;
    }

    /**
     * @param latent dimensions that there are
     * @throws Problem {@code config.range} naming the first key that is out of its range
     */
    public void validate(int latent) throws Problem {
        need(organDims >= 1, "maddr.organDims", organDims);
        need(modalityDims >= 1, "maddr.modalityDims", modalityDims);
        need(!enabled() || !disentangle || organDims + modalityDims < latent, "maddr.organDims", organDims);
        need(lambdaOrgan >= 0, "maddr.lambdaOrgan", lambdaOrgan);
        need(lambdaModality >= 0, "maddr.lambdaModality", lambdaModality);
        need(lambdaCentre >= 0, "maddr.lambdaCentre", lambdaCentre);
        need(gamma >= 0, "maddr.gamma", gamma);
        need(alpha > 0 && alpha <= 1, "maddr.alpha", alpha);
        need(List.of("meanDims", "sumDims").contains(centreReduce), "maddr.centreReduce", centreReduce);
        need(List.of("paper", "code").contains(compat), "maddr.compat", compat);
    }
}
