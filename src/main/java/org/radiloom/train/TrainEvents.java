package org.radiloom.train;

import org.radiloom.train.run.TrainEvent;

/** Where a run tells what it does. */
@FunctionalInterface
public interface TrainEvents {
    TrainEvents NONE = event -> {};

    void accept(TrainEvent event);
}
