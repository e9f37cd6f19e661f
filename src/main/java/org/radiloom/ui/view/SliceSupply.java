package org.radiloom.ui.view;

import java.util.Optional;

/** Where the slices on screen come from; called on the FX thread, never blocks. */
public interface SliceSupply {
    /** Slice {@code k} is to be shown and is not in memory: it comes first now. */
    void want(int k);

    /**
     * The stack plays from slice {@code k} on: what comes next is loaded first.
     *
     * @param direction 1 towards the last slice, -1 towards the first
     * @param loops whether the first slice comes after the last
     */
    default void play(int k, int direction, boolean loops) {
        want(k);
    }

    /** Why slice {@code k} cannot be shown, in words for people; empty when it can or has not been tried. */
    Optional<String> trouble(int k);
}
