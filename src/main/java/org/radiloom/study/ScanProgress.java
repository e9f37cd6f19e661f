package org.radiloom.study;

import org.radiloom.job.Progress;

/** What a scan tells about itself: never backwards, and at most ten times a second. Safe for use from several threads. */
final class ScanProgress {
    private static final long PAUSE_NANOS = 100_000_000;

    private final Progress target;
    private double furthest;
    private long last = System.nanoTime() - PAUSE_NANOS;

    ScanProgress(Progress target) {
        this.target = target;
    }

    /**
     * Says how far the scan is, unless it has just said something.
     *
     * @param fraction 0 to 1; a smaller one than before counts as the one before
     */
    synchronized void report(double fraction, String what) {
        furthest = Math.max(furthest, Math.min(1, fraction));
        long now = System.nanoTime();
        if (now - last >= PAUSE_NANOS) {
            last = now;
            target.report(furthest, what);
        }
    }

    void check() {
        target.check();
    }

    boolean cancelled() {
        return target.cancelled();
    }
}
