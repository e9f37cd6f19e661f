package org.radiloom.train.loop;

import java.util.Map;
import org.radiloom.nn.FloatTensor;
import org.radiloom.problem.Problem;

/** Changes parameters by their gradients; runs on the thread that owns them, with gradient recording off. */
public interface Optimiser {
    /**
     * Changes the named parameters; all others stay, even if old momentum would move them.
     *
     * @param rates learning rate by parameter name; only parameters that the optimiser was made for
     * @return the global norm of the gradient before clipping; not finite means that nothing was changed
     */
    double step(Map<String, Double> rates);

    /** A copy of what it remembers, by name; empty if it remembers nothing. */
    Map<String, FloatTensor> state();

    /** @throws Problem if the state belongs to another network or optimiser; nothing is changed then */
    void restore(Map<String, FloatTensor> state) throws Problem;
}
