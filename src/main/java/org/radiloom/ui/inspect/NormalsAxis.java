package org.radiloom.ui.inspect;

import java.util.List;

/**
 * Where a percentile among normal images stands on a gauge. The axis follows how rare a normal image is that scores as
 * high: one of two, one of ten, one of a hundred lie at even steps, so that what every tenth normal image reaches does not
 * look like an alarm.
 */
final class NormalsAxis {
    /** Percentiles that are written on the axis. */
    static final List<Integer> TICKS = List.of(0, 50, 90, 99);

    /** Tenfold rarities from one end to the other; a few hundred normal images tell no more. */
    private static final double DECADES = 2.5;

    private NormalsAxis() {}

    /**
     * @param percentile 0 to 100
     * @return 0 to 1
     */
    static double at(double percentile) {
        double rarer = 1 - Math.clamp(percentile, 0, 100) / 100;
        return rarer <= 0 ? 1 : Math.min(1, -Math.log10(rarer) / DECADES);
    }
}
