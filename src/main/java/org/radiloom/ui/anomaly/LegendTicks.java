package org.radiloom.ui.anomaly;

import org.radiloom.model.AnomalyTask.MapScale;

/**
 * Where the constants of a map's scale stand on its legend: 0 is the darkest colour, 1 the lightest.
 *
 * @param stored the model's own constants
 * @param shown the value from which on the map is drawn now
 */
record LegendTicks(MapScale stored, double shown) {
    /** Place of the model's threshold, 0 to 1. */
    double threshold() {
        return at(stored.threshold());
    }

    /** Place from which on the map is drawn, 0 to 1. */
    double drawnFrom() {
        return at(shown);
    }

    boolean moved() {
        return shown != stored.threshold();
    }

    /** The value at a place. */
    double value(double place) {
        return stored.low() + place * (stored.high() - stored.low());
    }

    private double at(double value) {
        return Math.clamp((value - stored.low()) / (stored.high() - stored.low()), 0, 1);
    }
}
