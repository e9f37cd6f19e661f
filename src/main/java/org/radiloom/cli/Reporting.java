package org.radiloom.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.radiloom.job.Progress;

/** Progress of a command: a line on the error stream every two seconds; a request to end the process cancels it. */
final class Reporting implements Progress, AutoCloseable {
    private static final long EVERY_NANOS = 2_000_000_000L;

    private final StopSignal signal = new StopSignal();
    private final PrintWriter err;
    private long last = System.nanoTime();

    Reporting(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void report(double fraction, String what) {
        long now = System.nanoTime();
        if (now - last >= EVERY_NANOS) {
            last = now;
            err.println(fraction < 0 ? what : String.format(Locale.ROOT, "%3.0f %%  %s", 100 * fraction, what));
            err.flush();
        }
    }

    @Override
    public boolean cancelled() {
        return signal.cancelled();
    }

    @Override
    public void close() {
        signal.close();
    }
}
