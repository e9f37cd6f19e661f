package org.radiloom.train.classify;

import static org.radiloom.train.ConfigRange.need;

import java.util.List;
import org.radiloom.problem.Problem;

/**
 * The section {@code at}: adversarial training whose radius and weight follow the accuracy of each class. Huang et al.,
 * MICCAI 2024, equations 1 and 2; the paper gives no numbers, so all defaults are this program's.
 *
 * @param enabled whether it takes part
 * @param adaptive whether radius and weight follow the classes' accuracy; else they stay {@code eps} and β/(1+β)
 * @param eps radius ε before adaptation, in intensity units of [0, 1]
 * @param beta β before adaptation, weight of the divergence between clean and attacked
 * @param sigma σ of equation 1
 * @param mu μ of equation 2
 * @param steps steps n of the attack
 * @param stepFrac size of a step as a share of the sample's radius
 * @param startEpoch first epoch with an attack, from 0
 * @param through {@code classifier}: the colour channel is attacked and the features stay; {@code full}: they are made again
 *     from the attacked picture
 * @param accSource whose predictions count as accuracy: {@code adversarial} or {@code clean}
 * @param norm {@code linf} or {@code l2}
 * @param init where the attack starts: {@code uniform} in the ball, or {@code trades} (a little Gaussian noise)
 * @param smoothing how much of a class's old accuracy stays, 0 to below 1
 */
public record AtSettings(
        boolean enabled,
        boolean adaptive,
        double eps,
        double beta,
        double sigma,
        double mu,
        int steps,
        double stepFrac,
        int startEpoch,
        String through,
        String accSource,
        String norm,
        String init,
        double smoothing) {
    /** @throws Problem {@code config.range} naming the first key that is out of its range */
    public void validate() throws Problem {
        need(eps >= 0 && eps <= 1, "at.eps", eps);
        need(beta >= 0, "at.beta", beta);
        need(sigma >= 0, "at.sigma", sigma);
        need(mu >= 0, "at.mu", mu);
        need(steps >= 1, "at.steps", steps);
        need(stepFrac > 0, "at.stepFrac", stepFrac);
        need(startEpoch >= 0, "at.startEpoch", startEpoch);
        need(List.of("classifier", "full").contains(through), "at.through", through);
        need(List.of("adversarial", "clean").contains(accSource), "at.accSource", accSource);
        need(List.of("linf", "l2").contains(norm), "at.norm", norm);
        need(List.of("uniform", "trades").contains(init), "at.init", init);
        need(smoothing >= 0 && smoothing < 1, "at.smoothing", smoothing);
    }
}
