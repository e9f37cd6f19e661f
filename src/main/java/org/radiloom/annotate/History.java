package org.radiloom.annotate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The steps that can be taken back and made again, as many as fit into a bound of memory; the oldest are forgotten beyond it.
 * Used on one thread.
 */
final class History {
    /** 256 MiB. */
    static final long MOST_BYTES = 256L << 20;

    private final long capacity;
    private final Deque<Step> undo = new ArrayDeque<>();
    private final Deque<Step> redo = new ArrayDeque<>();
    private long bytes;

    History(long capacity) {
        this.capacity = capacity;
    }

    /** Takes note of a step that has been made; what could be made again no longer can. */
    void made(Step step) {
        redo.forEach(s -> bytes -= s.bytes());
        redo.clear();
        undo.addLast(step);
        bytes += step.bytes();
        while (bytes > capacity && undo.size() > 1) {
            bytes -= undo.removeFirst().bytes();
        }
    }

    /** Takes note of a step that had been taken back, the one to be made again last first. */
    void ahead(Step step) {
        redo.addLast(step);
        bytes += step.bytes();
    }

    /** The steps that can be taken back, the oldest first. */
    List<Step> past() {
        return List.copyOf(undo);
    }

    /** The steps that can be made again, the one to be made again last first. */
    List<Step> future() {
        return List.copyOf(redo);
    }

    /** The step to be taken back, which can then be made again. */
    Optional<Step> back() {
        Optional<Step> last = Optional.ofNullable(undo.pollLast());
        last.ifPresent(redo::addLast);
        return last;
    }

    /** The step to be made again. */
    Optional<Step> again() {
        Optional<Step> next = Optional.ofNullable(redo.pollLast());
        next.ifPresent(undo::addLast);
        return next;
    }

    Optional<String> undoName() {
        return Optional.ofNullable(undo.peekLast()).map(Step::name);
    }

    Optional<String> redoName() {
        return Optional.ofNullable(redo.peekLast()).map(Step::name);
    }

    int depth() {
        return undo.size();
    }

    long bytes() {
        return bytes;
    }
}
