package org.radiloom.nn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The right to record gradients, held by one thread of the process at a time.
 *
 * <p>The engine allows one gradient collector per process and throws on a second; whoever trains takes this lock, so
 * that a second trainer waits instead of failing. Inference never needs it.
 *
 * <pre>{@code
 * try (GradLock.Recording recording = GradLock.record()) {
 *     NDArray loss = criterion.compute(net.logits(x, true), y);
 *     recording.backward(loss);
 * }
 * }</pre>
 */
public final class GradLock {
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** Of the thread that holds the lock; only that thread looks at it. */
    private static @Nullable Recording current;

    private GradLock() {}

    /**
     * The recording of the calling thread, for whoever goes backward on a graph of its own in the middle of it.
     *
     * @throws IllegalStateException if this thread records nothing
     */
    public static Recording current() {
        Recording recording = LOCK.isHeldByCurrentThread() ? current : null;
        if (recording == null) {
            throw new IllegalStateException("this thread records no gradients");
        }
        return recording;
    }

    /** Waits for the right, then records everything this thread computes until the result is closed. */
    @SuppressWarnings("LockNotBeforeTry") // released by Recording.close
    public static Recording record() {
        if (LOCK.isHeldByCurrentThread()) {
            throw new IllegalStateException("this thread records gradients already");
        }
        LOCK.lock();
        try {
            Recording recording = new Recording(Engine.getEngine("PyTorch").newGradientCollector());
            current = recording;
            return recording;
        } catch (RuntimeException e) {
            LOCK.unlock();
            throw e;
        }
    }

    /** A stretch of recorded computation; recording is off again on this thread after {@link #close}. */
    public static final class Recording implements AutoCloseable {
        private final GradientCollector collector;

        private Recording(GradientCollector collector) {
            this.collector = collector;
        }

        /** Adds the gradient of the scalar {@code loss} to every parameter it depends on; once per graph. */
        public void backward(NDArray loss) {
            collector.backward(loss);
        }

        @Override
        public void close() {
            try {
                current = null;
                collector.close();
            } finally {
                EngineCompat.setGradMode(false);
                LOCK.unlock();
            }
        }
    }
}
