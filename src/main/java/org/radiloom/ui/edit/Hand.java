package org.radiloom.ui.edit;

import java.util.Optional;

/**
 * What a tool does with the pointer on a plane of a case. Whatever it paints between {@link EditCase#begin} and
 * {@link EditCase#end} is one step that can be taken back. Used on one thread.
 */
public interface Hand {
    /** The left button goes down. */
    void press(EditCase of, Spot at);

    /** The pointer moves with the button down. */
    default void drag(EditCase of, Spot at) {}

    /** The pointer moves with no button down; whether there is something new to be seen. */
    default boolean move(EditCase of, Spot at) {
        return false;
    }

    /** The left button comes up. */
    default void release(EditCase of, Spot at) {}

    /** Ends what takes several clicks (Enter); whether there was something. */
    default boolean finish(EditCase of) {
        return false;
    }

    /** Takes back the last part of what takes several clicks (Backspace); whether there was something. */
    default boolean back(EditCase of) {
        return false;
    }

    /** Gives up what is not yet painted (Esc); whether there was something. */
    default boolean cancel(EditCase of) {
        return false;
    }

    /** What is to be seen of it on a case before it is painted. */
    default Optional<Sketch> sketch(EditCase of) {
        return Optional.empty();
    }
}
