package org.radiloom.train.classify;

import static org.radiloom.train.ConfigRange.need;

import org.radiloom.problem.Problem;

/**
 * The section {@code texture}: how a classifier with the body {@code texture} is fitted. It has no epochs.
 *
 * @param penalty ridge on the weights of the features, against the mean cross entropy
 * @param shrinkage share by which the variance of a declared number in each class is drawn to that of all classes, 0 to 1
 */
public record TextureSettings(double penalty, double shrinkage) {
    /** @throws Problem {@code config.range} */
    public void validate() throws Problem {
        need(penalty > 0, "texture.penalty", penalty);
        need(shrinkage >= 0 && shrinkage <= 1, "texture.shrinkage", shrinkage);
    }
}
