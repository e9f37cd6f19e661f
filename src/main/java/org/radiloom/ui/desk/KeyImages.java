package org.radiloom.ui.desk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** The key images of the series that have been on screen. Knows no JavaFX; used on one thread. */
public final class KeyImages {
    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<String, BitSet> marked = new HashMap<>();
    private BiConsumer<String, BitSet> keeper = (series, slices) -> {};

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Who keeps the marked slices of a series, told after every mark. */
    void setKeeper(BiConsumer<String, BitSet> wanted) {
        keeper = wanted;
    }

    /** The marked slices of a series; a copy. */
    public BitSet of(String series) {
        return (BitSet) marked.getOrDefault(series, new BitSet()).clone();
    }

    /** Takes what was kept of a series, unless the reader has been faster. */
    void restore(String series, BitSet slices) {
        if (marked.putIfAbsent(series, (BitSet) slices.clone()) == null) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Forgets what is on screen of a series; what is kept of it stays. */
    void forget(String series) {
        marked.remove(series);
        listeners.forEach(Runnable::run);
    }

    /** Marks a slice, or takes its mark away. */
    public void toggle(String series, int slice) {
        marked.computeIfAbsent(series, s -> new BitSet()).flip(slice);
        keeper.accept(series, of(series));
        listeners.forEach(Runnable::run);
    }

    /** The next marked slice after one, from the first again after the last; empty when none is marked. */
    public OptionalInt next(String series, int after) {
        BitSet slices = of(series);
        int next = slices.nextSetBit(after + 1);
        int found = next >= 0 ? next : slices.nextSetBit(0);
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /** The marked slice before one, from the last again before the first; empty when none is marked. */
    public OptionalInt previous(String series, int before) {
        BitSet slices = of(series);
        int previous = before > 0 ? slices.previousSetBit(before - 1) : -1;
        int found = previous >= 0 ? previous : slices.length() - 1;
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }
}
