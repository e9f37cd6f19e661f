package org.radiloom.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The slices that were painted last in one viewport, so that anybody can check whether one was left out. */
public final class PresentedLog {
    private static final int KEPT = 4096;

    private final Entry[] ring = new Entry[KEPT];
    private long count;

    /**
     * One slice on screen.
     *
     * @param nanos when it was painted, on the clock of {@link System#nanoTime}
     * @param showing which of the series that this viewport has shown, counted from 1
     * @param slice from 0
     */
    public record Entry(long nanos, int showing, int slice) {}

    void add(long nanos, int showing, int slice) {
        ring[(int) (count++ % KEPT)] = new Entry(nanos, showing, slice);
    }

    /** The last few thousand slices, the oldest first. */
    public List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        for (long n = Math.max(0, count - KEPT); n < count; n++) {
            all.add(ring[(int) (n % KEPT)]);
        }
        return all;
    }

    /** Slices painted in the last second before {@code nanos}. */
    public int inTheSecondBefore(long nanos) {
        int found = 0;
        for (long n = count - 1; n >= Math.max(0, count - KEPT); n--) {
            if (nanos - ring[(int) (n % KEPT)].nanos() > TimeUnit.SECONDS.toNanos(1)) {
                break;
            }
            found++;
        }
        return found;
    }
}
