package org.radiloom.ui.view;

import java.util.Optional;

/** Where the slices on screen come from; called on the FX thread, never blocks. */
public interface SliceSupply {
    /** Slice {@code k} is to be shown and is not in memory: it comes first now. */
    void want(int k);

    /** Why slice {@code k} cannot be shown, in words for people; empty when it can or has not been tried. */
    Optional<String> trouble(int k);
}
