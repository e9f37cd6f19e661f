package org.radiloom.ui.preference;

import java.util.Comparator;
import java.util.List;

/**
 * Where the window stood, in screen pixels.
 *
 * @param maximised whether it filled its screen; the rest is then where it goes back to
 */
public record WindowPlace(double x, double y, double width, double height, boolean maximised) {
    /** The part of a screen that windows may use. */
    public record Area(double x, double y, double width, double height) {
        double shared(WindowPlace place) {
            double across = Math.min(x + width, place.x + place.width) - Math.max(x, place.x);
            double down = Math.min(y + height, place.y + place.height) - Math.max(y, place.y);
            return Math.max(0, across) * Math.max(0, down);
        }
    }

    /**
     * The same place moved and shrunk as little as it takes to lie wholly on one of the screens: the one that it shares
     * most with, or the first where it lies on none, as after a monitor has gone.
     *
     * @param screens at least one, the main one first
     */
    public WindowPlace on(List<Area> screens) {
        Area best = screens.stream()
                .max(Comparator.comparingDouble(s -> s.shared(this)))
                .orElseThrow();
        Area screen = best.shared(this) > 0 ? best : screens.getFirst();
        double w = Math.min(width, screen.width);
        double h = Math.min(height, screen.height);
        return new WindowPlace(
                Math.clamp(x, screen.x, screen.x + screen.width - w),
                Math.clamp(y, screen.y, screen.y + screen.height - h),
                w,
                h,
                maximised);
    }
}
