package org.radiloom.train.classify;

import static org.radiloom.train.ConfigRange.need;

import java.util.List;
import org.radiloom.problem.Problem;

/**
 * The section {@code danil}: DANIL (reconstruction), a loss that pushes a picture and its distractor apart in feature space.
 * After the abstract of Gong et al., MICCAI 2020 (arXiv:2007.09979); all formulas and defaults are this program's.
 *
 * @param mode {@code off}; {@code feature}: neurons that vote for the strongest wrong class; {@code random}: as many neurons
 *     drawn at random, a control; {@code saliency}: the places that the wrong class looks at; {@code step}: a small step of
 *     the picture towards it
 * @param weight λ_d, weight in the sum
 * @param margin m, distances beyond it cost nothing
 * @param distance {@code cos} or {@code l2} (of normalised features)
 * @param weighting of samples: {@code p_d} (probability of the distractor) or {@code uniform}
 * @param minProbability samples whose distractor is less probable take no part
 * @param keep share of neurons, strongest first, that the mask of mode {@code feature} keeps; 1 for all
 * @param startEpoch first epoch in which it counts, from 0
 * @param eta size of the step in mode {@code step}, in intensity units of [0, 1]
 * @param blur standard deviation of the blur in mode {@code saliency}, pixels; 0 for none
 */
public record DanilSettings(
        String mode,
        double weight,
        double margin,
        String distance,
        String weighting,
        double minProbability,
        double keep,
        int startEpoch,
        double eta,
        double blur) {
    /** What {@code mode} can be. */
    public static final List<String> MODES = List.of("off", "random", "feature", "saliency", "step");

    /** Whether it takes part. */
    public boolean enabled() {
        return !mode.equals("off");
    }

    /** @throws Problem {@code config.range} naming the first key that is out of its range */
    public void validate() throws Problem {
        need(MODES.contains(mode), "danil.mode", mode);
        need(weight >= 0, "danil.weight", weight);
        need(margin >= 0, "danil.margin", margin);
        need(List.of("cos", "l2").contains(distance), "danil.distance", distance);
        need(List.of("p_d", "uniform").contains(weighting), "danil.weighting", weighting);
        need(minProbability >= 0 && minProbability < 1, "danil.minProbability", minProbability);
        need(keep > 0 && keep <= 1, "danil.keep", keep);
        need(startEpoch >= 0, "danil.startEpoch", startEpoch);
        need(eta >= 0 && eta <= 1, "danil.eta", eta);
        need(blur >= 0, "danil.blur", blur);
    }
}
