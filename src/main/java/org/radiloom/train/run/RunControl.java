package org.radiloom.train.run;

/**
 * What a run was asked to do: any thread asks, the loop looks between two steps.
 *
 * <p>A stop cannot be taken back and ends a pause.
 */
public final class RunControl {
    private boolean paused;
    private boolean stopping;

    /** Asks for it; takes effect when the step under way is done. */
    public synchronized void ask(RunWord word) {
        switch (word) {
            case PAUSE -> paused = !stopping;
            case RESUME -> paused = false;
            case STOP -> {
                stopping = true;
                paused = false;
            }
        }
    }

    /** Whether the run shall wait. */
    public synchronized boolean paused() {
        return paused;
    }

    /** Whether the run shall save and end. */
    public synchronized boolean stopping() {
        return stopping;
    }
}
