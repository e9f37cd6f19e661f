package org.radiloom.train.loop;

/** What someone outside wants of a running loop; the loop looks before every batch. Safe to use from any thread. */
public interface Control {
    /** Nobody asks for anything. */
    Control NONE = () -> Wish.GO_ON;

    /** What to do next. */
    enum Wish {
        GO_ON,
        /** Wait before the next batch until the wish is another one. */
        PAUSE,
        /** Save a checkpoint at the next optimiser step and end as if done. */
        STOP
    }

    Wish wish();
}
