package org.radiloom.train.loop;

import org.radiloom.nn.GradLock;

/**
 * A callback that looks at the network with gradients before the step's own forward pass: an adversarial attack, a
 * saliency map.
 *
 * <p>It runs inside the step's recording with all parameters frozen, so that only its own inputs receive gradients. It
 * calls the network with training off, goes backward on its own graph (inputs cut off by {@code stopGradient}), and
 * leaves what it found in the context ({@link StepContext#put}).
 */
public interface PreStep extends Callback {
    void beforeForward(StepContext context, GradLock.Recording recording);
}
