package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the annotator is asked about a segment, in the place where it is listed. Knows no JavaFX; used on one thread. */
public final class SegmentQuestion {
    /** What can be asked. */
    public enum Kind {
        /** What the segment that tools paint is to be called. */
        NAME,
        /** Which colour it is to have. */
        COLOUR,
        /** What a new segment stands for. */
        NEW
    }

    private final List<Runnable> listeners = new ArrayList<>();
    private Optional<Kind> asked = Optional.empty();

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public Optional<Kind> asked() {
        return asked;
    }

    /** Whether this is what is asked now. */
    public boolean asks(Kind kind) {
        return asked.filter(kind::equals).isPresent();
    }

    /** Asks; empty when there is nothing more to ask. */
    public void ask(Optional<Kind> wanted) {
        if (!wanted.equals(asked)) {
            asked = wanted;
            listeners.forEach(Runnable::run);
        }
    }

    public void ask(Kind wanted) {
        ask(Optional.of(wanted));
    }

    /** There is nothing more to ask. */
    public void close() {
        ask(Optional.empty());
    }
}
