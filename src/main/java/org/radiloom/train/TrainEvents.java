package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where a run tells what it does; every event is one JSON object with the key {@code event}. */
@FunctionalInterface
public interface TrainEvents {
    TrainEvents NONE = event -> {};

    void accept(ObjectNode event);

    /** Both, this one first. */
    default TrainEvents and(TrainEvents other) {
        return event -> {
            accept(event);
            other.accept(event);
        };
    }

    /** A new event of that kind: plan, progress, epoch, metrics, sample, checkpoint, warning, done or failed. */
    static ObjectNode event(String kind) {
        return Json.object().put("event", kind);
    }
}
