package org.radiloom.ui.measure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.radiloom.study.measure.Measurement;

/** The measurements of each series, and everything that was done to them in one order, so that it can be taken back. */
final class MeasureHistory {
    private static final int MOST_UNDO = 500;

    private final Map<String, List<Measurement>> bySeries = new HashMap<>();
    private final Deque<Change> undo = new ArrayDeque<>();
    private final Deque<Change> redo = new ArrayDeque<>();
    private BiConsumer<String, List<Measurement>> keeper = (series, all) -> {};

    /** The measurements of a series before and after something was done. */
    private record Change(String series, List<Measurement> before, List<Measurement> after, long nanos) {}

    void setKeeper(BiConsumer<String, List<Measurement>> wanted) {
        keeper = wanted;
    }

    /** Takes over what was kept of a series, unless it is here already. */
    void begin(String uid, List<Measurement> kept) {
        bySeries.putIfAbsent(uid, List.copyOf(kept));
    }

    boolean knows(String uid) {
        return bySeries.containsKey(uid);
    }

    List<Measurement> series(String uid) {
        return bySeries.getOrDefault(uid, List.of());
    }

    Optional<Measurement> find(@Nullable String id) {
        return id == null
                ? Optional.empty()
                : bySeries.values().stream()
                        .flatMap(List::stream)
                        .filter(m -> m.id().equals(id))
                        .findFirst();
    }

    /** The series that a measurement belongs to. */
    Optional<String> seriesOf(String id) {
        return bySeries.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(m -> m.id().equals(id)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Shows measurements as they are in the middle of a drag; nothing is remembered or kept. */
    void preview(String uid, List<Measurement> now) {
        bySeries.put(uid, now);
    }

    /** Something was done: it can be taken back, and what was taken back before is gone. */
    void done(String uid, List<Measurement> after) {
        undo.addLast(new Change(uid, series(uid), List.copyOf(after), System.nanoTime()));
        redo.clear();
        if (undo.size() > MOST_UNDO) {
            undo.removeFirst();
        }
        put(uid, after);
    }

    private void put(String uid, List<Measurement> now) {
        bySeries.put(uid, List.copyOf(now));
        keeper.accept(uid, series(uid));
    }

    boolean canUndo() {
        return !undo.isEmpty();
    }

    boolean canRedo() {
        return !redo.isEmpty();
    }

    OptionalLong lastNanos() {
        Change last = undo.peekLast();
        return last == null ? OptionalLong.empty() : OptionalLong.of(last.nanos);
    }

    void undo() {
        Change last = undo.pollLast();
        if (last != null) {
            redo.addLast(last);
            put(last.series, last.before);
        }
    }

    void redo() {
        Change last = redo.pollLast();
        if (last != null) {
            undo.addLast(new Change(last.series, last.before, last.after, System.nanoTime()));
            put(last.series, last.after);
        }
    }
}
