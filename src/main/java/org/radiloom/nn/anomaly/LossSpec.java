package org.radiloom.nn.anomaly;

/**
 * How much the parts of the detectors' own losses count. Two of them are part of scores too.
 *
 * @param dpaPixels mean absolute difference of pixels beside the perceptual loss; in the score too
 * @param memaeEntropy entropy of the shares of patterns
 * @param ganomalyAdversarial difference in the features of the discriminator
 * @param ganomalyPixels mean absolute difference of pixels
 * @param ganomalyCode difference of the two latents
 * @param fanoganPenalty for slopes of the critic that are not 1
 * @param fanoganCriticSteps steps of the critic for each of the generator
 * @param fanoganFeatures κ, difference in the features of the critic; in the score too
 */
public record LossSpec(
        double dpaPixels,
        double memaeEntropy,
        double ganomalyAdversarial,
        double ganomalyPixels,
        double ganomalyCode,
        double fanoganPenalty,
        int fanoganCriticSteps,
        double fanoganFeatures) {
    /** As published. */
    public static final LossSpec PUBLISHED = new LossSpec(0.1, 2e-4, 1, 50, 1, 10, 5, 1);
}
