package org.radiloom.ui.view;

import java.util.concurrent.TimeUnit;

/**
 * The magnifier of a viewport: on while its key or the mouse button is held, or until the key is pressed again. Knows no
 * JavaFX; used on one thread.
 */
public final class Lens {
    public static final double LEAST = 2;
    public static final double MOST = 4;
    private static final double STEP = 0.5;

    /** A key held for longer than this is let go to end it; a shorter press leaves it on. */
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final ViewportModel model;
    private boolean on;
    private boolean grabbed;
    private boolean down;
    private long since;
    private double factor = LEAST;

    Lens(ViewportModel model) {
        this.model = model;
    }

    public boolean shown() {
        return on || grabbed;
    }

    /** How many times as large as the slice around it the part under the lens is. */
    public double factor() {
        return factor;
    }

    /** Makes the lens stronger or weaker by half a step a notch. */
    void turn(int notches) {
        factor = Math.clamp(factor + STEP * notches, LEAST, MOST);
        model.changed();
    }

    /** Its key is pressed, or pressed on: only the first press counts. */
    public void pressed(long nanos) {
        if (!down) {
            down = true;
            since = nanos;
            on = !on;
            model.changed();
        }
    }

    /** A key is let go. */
    void released(long nanos) {
        if (down && nanos - since > HELD_NANOS) {
            on = false;
            model.changed();
        }
        down = false;
    }

    /** The mouse button of the tool is held or let go. */
    void grab(boolean wanted) {
        if (grabbed != wanted) {
            grabbed = wanted;
            model.changed();
        }
    }

    /** Ends it, however it began. */
    public void off() {
        if (shown()) {
            on = false;
            grabbed = false;
            model.changed();
        }
    }
}
