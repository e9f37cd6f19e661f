package org.radiloom.study;

import java.lang.ref.WeakReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Slice;
import org.radiloom.problem.Problem;

/**
 * Which slices are in memory, wanted, being read or broken: the bookkeeping of {@link LoadedStack}, under one lock.
 *
 * <p>A slice that was given up while somebody still shows it is there again as soon as it is asked for: the shelf forgets it
 * only when nobody holds it.
 */
final class SliceShelf {
    private static final int FEW = 4;

    private final Object lock = new Object();
    private final PixelBudget budget;
    private final @Nullable Slice[] slices;
    private final @Nullable WeakReference<Slice>[] gone;
    private final @Nullable Problem[] problems;
    private final boolean[] busy;
    private final boolean[] everSeen;
    private long capacity;
    private long bytes;
    private long largest;
    private int seen;
    private final int reach;
    private int focus;
    private int ahead;
    private boolean round;
    private boolean all;
    private boolean closed;

    /** @param reach how far from the focus slices are wanted */
    @SuppressWarnings({"unchecked", "rawtypes"})
    SliceShelf(int count, PixelBudget budget, int reach) {
        this.reach = reach;
        this.budget = budget;
        slices = new @Nullable Slice[count];
        gone = new @Nullable WeakReference[count];
        problems = new @Nullable Problem[count];
        busy = new boolean[count];
        everSeen = new boolean[count];
        capacity = budget.limit();
        budget.join(this);
    }

    Optional<Slice> get(int k) {
        synchronized (lock) {
            return Optional.ofNullable(there(k));
        }
    }

    /** Whether slice {@code k} is kept here; a slice that is not may still be there because somebody shows it. */
    boolean holds(int k) {
        synchronized (lock) {
            return slices[k] != null;
        }
    }

    private @Nullable Slice there(int k) {
        Slice held = slices[k];
        WeakReference<Slice> last = gone[k];
        return held != null || last == null ? held : last.get();
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

    /** Bytes that this series would like to keep: what is wanted if it is read ahead, else what it has and room for a few more. */
    long need() {
        synchronized (lock) {
            long wanted = largest * Math.min(slices.length, 2L * reach + 1);
            return all ? wanted : Math.min(bytes + FEW * largest, wanted);
        }
    }

    /** From now on this series may keep so many bytes; what is more is given up, the furthest from the focus first. */
    void allow(long share) {
        synchronized (lock) {
            boolean more = share > capacity;
            capacity = share;
            while (bytes > capacity && dropFurthest(focus)) {}
            if (more) {
                lock.notifyAll();
            }
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
        budget.leave(this);
    }

    /** All slices are wanted from now on, not only those that are asked for. */
    void readAhead() {
        synchronized (lock) {
            all = true;
        }
        budget.balance();
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
                int k = takeIfWanted();
                if (k >= 0) {
                    return k;
                }
                lock.wait();
            }
            return -1;
        }
    }

    /** The same without waiting; -1 when no slice is worth reading now. */
    int takeIfWanted() {
        synchronized (lock) {
            int k = nearestWanted();
            if (k >= 0) {
                busy[k] = true;
            }
            return k;
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
        boolean news;
        synchronized (lock) {
            news = slice.bytes() > largest || !all;
            if (slices[k] == null) {
                slices[k] = slice;
                bytes += slice.bytes();
            }
            gone[k] = null;
            largest = Math.max(largest, slice.bytes());
            done(k);
            while (bytes > capacity && dropFurthest(k)) {}
        }
        if (news) {
            budget.balance();
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
        Slice lost = furthest < 0 ? null : slices[furthest];
        if (lost == null) {
            return false;
        }
        bytes -= lost.bytes();
        slices[furthest] = null;
        gone[furthest] = new WeakReference<>(lost);
        return true;
    }
}
