package org.radiloom.study;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A loop that the calling thread shares with the common pool; when it returns or throws, nobody works on it any more. */
final class ManyHands {
    /** Fewer turns than this are not worth another thread. */
    private static final int WORTH_IT = 8;

    private ManyHands() {}

    /** Calls {@code each} once for every number below {@code count}, in no particular order. */
    static void loop(int count, IntConsumer each) {
        int helpers = count < WORTH_IT ? 0 : Runtime.getRuntime().availableProcessors() - 1;
        var next = new AtomicInteger();
        var gate = new Semaphore(helpers);
        for (int n = 0; n < helpers; n++) {
            ForkJoinPool.commonPool().execute(() -> {
                // a helper that comes after the end finds the gate shut
                if (gate.tryAcquire()) {
                    try {
                        turns(next, count, each);
                    } finally {
                        gate.release();
                    }
                }
            });
        }
        try {
            turns(next, count, each);
        } finally {
            next.set(count);
            gate.acquireUninterruptibly(helpers);
        }
    }

    private static void turns(AtomicInteger next, int count, IntConsumer each) {
        for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
            each.accept(n);
        }
    }
}
