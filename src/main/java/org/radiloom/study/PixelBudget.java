package org.radiloom.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The bytes of pixels that all open series together keep in memory.
 *
 * <p>Each series may keep a fair share: what one does not need is for the others, so that a single series gets everything
 * and nine get a ninth each, or more where some are small. A series that is read ahead needs all of its slices, one whose
 * slices are only asked for needs those that it holds. When Java runs short of memory the bound goes down; it comes back at
 * once when a series is closed, else in steps as long as memory stays sufficient. Safe for use from several threads.
 *
 * <p>Locks are taken in the order budget, shelf: a shelf never calls the budget while it holds its own.
 */
final class PixelBudget {
    private static final double LEFT_UNDER_PRESSURE = 0.7;
    private static final double STEP_BACK = 1.25;
    private static final long CALM_NS = 10_000_000_000L;

    private final long most;
    private final Object lock = new Object();
    private final List<SliceShelf> shelves = new ArrayList<>();
    private long limit;
    private long changedNs;

    PixelBudget(long bytes) {
        most = bytes;
        limit = bytes;
    }

    void join(SliceShelf shelf) {
        synchronized (lock) {
            shelves.add(shelf);
        }
    }

    void leave(SliceShelf shelf) {
        synchronized (lock) {
            shelves.remove(shelf);
            limit = most;
            share();
        }
    }

    /** Bytes of pixels that may be held now. */
    long limit() {
        synchronized (lock) {
            return limit;
        }
    }

    /** Bytes of pixels that are held; a slice held by two series counts twice. */
    long held() {
        synchronized (lock) {
            return shelves.stream().mapToLong(SliceShelf::bytes).sum();
        }
    }

    /** Something about the needs has changed: gives each series its share, and those with too much give up slices. */
    void balance() {
        synchronized (lock) {
            share();
        }
    }

    /** Java is short of memory: gives up a part of what is held. */
    void pressure() {
        synchronized (lock) {
            limit = (long) (Math.min(limit, held()) * LEFT_UNDER_PRESSURE);
            changedNs = System.nanoTime();
            share();
        }
    }

    /** The reader goes on: a bound that was lowered is raised again once memory has sufficed for a while. */
    void relax() {
        synchronized (lock) {
            if (limit < most && System.nanoTime() - changedNs > CALM_NS) {
                limit = Math.min(most, (long) (limit * STEP_BACK) + most / 100);
                changedNs = System.nanoTime();
                share();
            }
        }
    }

    private void share() {
        record Need(SliceShelf shelf, long bytes) {}
        List<Need> needs = shelves.stream()
                .map(s -> new Need(s, s.need()))
                .sorted(Comparator.comparingLong(Need::bytes))
                .toList();
        long left = limit;
        for (int n = 0; n < needs.size(); n++) {
            long fair = left / (needs.size() - n);
            long given = Math.min(needs.get(n).bytes(), fair);
            // the last one may have all that is left: it is alone, or wants the most
            needs.get(n).shelf().allow(n == needs.size() - 1 ? left : given);
            left -= given;
        }
    }
}
