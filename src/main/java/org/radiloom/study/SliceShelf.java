package org.radiloom.study;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Slice;
import org.radiloom.problem.Problem;

/** Which slices are in memory, wanted, being read or broken: the bookkeeping of {@link LoadedStack}, under one lock. */
final class SliceShelf {
    private final Object lock = new Object();
    private final @Nullable Slice[] slices;
    private final @Nullable Problem[] problems;
    private final boolean[] busy;
    private final boolean[] everSeen;
    private final long capacity;
    private long bytes;
    private long largest;
    private int seen;
    private final int reach;
    private int focus;
    private int ahead;
    private boolean round;
    private boolean closed;

    /** @param reach how far from the focus slices are wanted */
    SliceShelf(int count, long capacity, int reach) {
        this.reach = reach;
        slices = new @Nullable Slice[count];
        problems = new @Nullable Problem[count];
        busy = new boolean[count];
        everSeen = new boolean[count];
        this.capacity = capacity;
    }

    Optional<Slice> get(int k) {
        synchronized (lock) {
            return Optional.ofNullable(slices[k]);
        }
    }

    Optional<Problem> problem(int k) {
        synchronized (lock) {
            return Optional.ofNullable(problems[k]);
        }
    }

    Optional<Slice> any() {
        synchronized (lock) {
            for (Slice slice : slices) {
                if (slice != null) {
                    return Optional.of(slice);
                }
            }
            return Optional.empty();
        }
    }

    long bytes() {
        synchronized (lock) {
            return bytes;
        }
    }

    int seen() {
        synchronized (lock) {
            return seen;
        }
    }

    boolean closed() {
        synchronized (lock) {
            return closed;
        }
    }

    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    void focus(int k) {
        focus(k, 0, false);
    }

    /**
     * Slice {@code k} is looked at.
     *
     * @param direction 1 or -1 while a film plays: what comes next is wanted, what has been is given up first; 0 else
     * @param loops whether the first slice comes after the last
     */
    void focus(int k, int direction, boolean loops) {
        synchronized (lock) {
            focus = Math.clamp(k, 0, slices.length - 1);
            ahead = direction;
            round = loops;
            lock.notifyAll();
        }
    }

    /** Waits for a slice worth reading, nearest to the focus, and marks it as being read; -1 once closed. */
    int takeNext() throws InterruptedException {
        synchronized (lock) {
            while (!closed) {
                int k = nearestWanted();
                if (k >= 0) {
                    busy[k] = true;
                    return k;
                }
                lock.wait();
            }
            return -1;
        }
    }

    private int nearestWanted() {
        int n = slices.length;
        for (int distance = 0; distance < n && distance <= reach; distance++) {
            if (distance > 0 && !roomAt(distance)) {
                return -1;
            }
            if (ahead != 0) {
                int k = focus + ahead * distance;
                int wanted = round ? Math.floorMod(k, n) : k;
                if (isWanted(wanted)) {
                    return wanted;
                }
                continue;
            }
            for (int k = focus + distance; k >= focus - distance; k -= Math.max(1, 2 * distance)) {
                if (isWanted(k)) {
                    return k;
                }
            }
        }
        return -1;
    }

    private boolean isWanted(int k) {
        return k >= 0 && k < slices.length && slices[k] == null && problems[k] == null && !busy[k];
    }

    /** How long a slice is not needed: its distance from the focus, or how many come before it while a film plays. */
    private int away(int k) {
        if (ahead == 0) {
            return Math.abs(k - focus);
        }
        int steps = ahead * (k - focus);
        return round ? Math.floorMod(steps, slices.length) : steps >= 0 ? steps : slices.length - steps;
    }

    /** Whether slices at this distance from the focus still fit when all nearer ones are there. */
    private boolean roomAt(int distance) {
        if (ahead != 0) {
            return (distance + 1) * largest <= capacity;
        }
        int low = Math.max(0, focus - distance);
        int high = Math.min(slices.length - 1, focus + distance);
        return (high - low + 1) * largest <= capacity;
    }

    /** Marks slice {@code k} as being read by the caller; false, after waiting, if someone else was reading it. */
    boolean claimOrWait(int k) throws InterruptedException {
        synchronized (lock) {
            if (!busy[k]) {
                busy[k] = true;
                return true;
            }
            while (busy[k]) {
                lock.wait();
            }
            return false;
        }
    }

    void put(int k, Slice slice) {
        synchronized (lock) {
            slices[k] = slice;
            bytes += slice.bytes();
            largest = Math.max(largest, slice.bytes());
            done(k);
            while (bytes > capacity && dropFurthest(k)) {}
        }
    }

    void fail(int k, Problem problem) {
        synchronized (lock) {
            problems[k] = problem;
            done(k);
        }
    }

    private void done(int k) {
        busy[k] = false;
        seen += everSeen[k] ? 0 : 1;
        everSeen[k] = true;
        lock.notifyAll();
    }

    /** Gives up the slice furthest from the focus, but not {@code keep}. */
    private boolean dropFurthest(int keep) {
        int furthest = -1;
        for (int k = 0; k < slices.length; k++) {
            boolean further = furthest < 0 || away(k) > away(furthest);
            if (slices[k] != null && k != keep && k != focus && further) {
                furthest = k;
            }
        }
        Slice gone = furthest < 0 ? null : slices[furthest];
        if (gone == null) {
            return false;
        }
        bytes -= gone.bytes();
        slices[furthest] = null;
        return true;
    }
}
