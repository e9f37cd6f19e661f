package org.radiloom.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.radiloom.job.Progress;

/**
 * Cancels long work when the process is asked to end (Ctrl-C, a termination signal), and lets it end in order.
 *
 * <p>Without it the native engine is torn down under a running network. Reports go nowhere.
 */
final class StopSignal implements Progress, AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "radiloom-stop");
    private volatile boolean asked;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop() {
        asked = true;
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("radiloom: stopped without waiting for the running step");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void report(double fraction, String what) {}

    @Override
    public boolean cancelled() {
        return asked || Thread.currentThread().isInterrupted();
    }

    /** The work has ended. */
    @Override
    public void close() {
        ended.countDown();
        if (!asked) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
