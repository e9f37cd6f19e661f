package org.radiloom.nn;

/**
 * Threads on which the engine may be used: each one switches gradient recording off before its first work.
 *
 * <p>A plain new thread records a graph for everything it computes, which costs memory without end. One long-lived
 * thread per purpose also keeps the native allocator's arenas few.
 */
public final class EngineThreads {
    private EngineThreads() {}

    /** A daemon thread, not started, that runs {@code work} with gradient recording off. */
    public static Thread newThread(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    EngineCompat.start();
                    work.run();
                },
                name);
        thread.setDaemon(true);
        return thread;
    }
}
