package org.radiloom.ui.desk;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.job.Job;

/** The jobs that wait or run, the oldest first. Knows no JavaFX; used on one thread. */
public final class JobList {
    private final List<Runnable> listeners = new ArrayList<>();
    private final List<Job> active = new ArrayList<>();

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Takes note of a job whose state or progress has changed. */
    public void changed(Job job) {
        if (job.state().ended()) {
            active.remove(job);
        } else if (!active.contains(job)) {
            active.add(job);
        }
        listeners.forEach(Runnable::run);
    }

    public List<Job> active() {
        return List.copyOf(active);
    }
}
