package org.radiloom.ui.view;

import org.radiloom.imaging.FrameTimes;

/**
 * The frames of a film in the order in which they are played: step 0 is the first frame, and steps go on without end.
 *
 * @param times when each frame is due in the file
 * @param kind what comes after the last frame
 */
record PlayOrder(FrameTimes times, Kind kind) {
    /** Rounding, not time: steps that are this close have begun. */
    private static final double SNAP_MS = 1e-6;

    /** What comes after the last frame. */
    public enum Kind {
        /** The first frame. */
        LOOP,
        /** The frames in reverse, and then forth again. */
        SWEEP,
        /** Nothing. */
        ONCE
    }

    private int frames() {
        return times.last() - times.first() + 1;
    }

    private boolean sweeps() {
        return kind == Kind.SWEEP && frames() > 1;
    }

    private int period() {
        return sweeps() ? 2 * frames() - 2 : frames();
    }

    private double forthMs() {
        return times.startMs(times.last()) + times.durationMs(times.last()) - times.startMs(times.first());
    }

    private double periodMs() {
        return forthMs() + (sweeps() ? times.startMs(times.last()) - times.startMs(times.first() + 1) : 0);
    }

    /** The last step; there is none unless the film is played once. */
    long end() {
        return kind == Kind.ONCE ? frames() - 1 : Long.MAX_VALUE;
    }

    /** The frame that is played in a step from 0 on. */
    int frame(long step) {
        int s = (int) (Math.min(step, end()) % period());
        return s < frames() ? times.first() + s : times.last() - (s - frames() + 1);
    }

    /** 1 while frames come in their order, -1 while they come in reverse. */
    int direction(long step) {
        return step % period() < frames() - 1 || !sweeps() ? 1 : -1;
    }

    /** The first step in which a frame is played; frames that were trimmed away begin at the nearest one. */
    long step(int frame) {
        int shown = Math.clamp(frame, times.first(), times.last()) - times.first();
        return shown;
    }

    /** When a step begins, ms after step 0. */
    double startMs(long step) {
        long cycle = step / period();
        int s = (int) (step % period());
        double within = s < frames()
                ? times.startMs(times.first() + s) - times.startMs(times.first())
                : forthMs() + times.startMs(times.last()) - times.startMs(frame(s) + 1);
        return cycle * periodMs() + within;
    }

    /** How long a step lasts, ms. */
    double durationMs(long step) {
        return times.durationMs(frame(step));
    }

    /** The step at a time, ms after step 0. */
    long stepAt(double ms) {
        double at = Math.max(0, ms) + SNAP_MS;
        long cycle = (long) Math.floor(at / periodMs());
        double rest = at - cycle * periodMs();
        if (kind == Kind.ONCE && cycle > 0) {
            return end() + 1;
        }
        if (rest < forthMs()) {
            return cycle * period() + times.at(times.startMs(times.first()) + rest) - times.first();
        }
        int s = frames();
        int low = s;
        int high = period() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (startMs(middle) <= rest) {
                s = middle;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return cycle * period() + s;
    }
}
