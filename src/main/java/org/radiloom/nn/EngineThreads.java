package org.radiloom.nn;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

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

    /** A factory of such threads named {@code name-1}, {@code name-2} and so on. */
    public static ThreadFactory factory(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> newThread(name + "-" + count.incrementAndGet(), work);
    }

    /** One long-lived engine thread that takes its work in order; the caller shuts it down. */
    public static ExecutorService single(String name) {
        return Executors.newSingleThreadExecutor(factory(name));
    }
}
