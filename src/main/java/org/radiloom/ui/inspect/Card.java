package org.radiloom.ui.inspect;

/** A card that follows the frame on screen and the reader's tools. */
interface Card {
    /** The slice or frame on screen is now another one. */
    void setSlice(int slice);

    /** Something else has changed. */
    default void update() {}
}
