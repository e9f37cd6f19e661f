package org.radiloom.job;

/** A running or finished piece of work; safe to use from any thread. */
public interface Job {
    /** What is being done, for people ("Mandible in CT head"). */
    String name();

    /** Share done, 0 to 1; negative when not known. */
    double fraction();

    /** The step under way. */
    String step();

    State state();

    /** Asks the work to stop; after this call no success is delivered. */
    void cancel();

    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean ended() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }
}
