package org.radiloom.train.loop;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes batches ahead of the loop on background threads and hands them out in order.
 *
 * <p>These threads compute in plain Java only; they never touch the engine. At most {@code threads + 2} batches wait in
 * memory.
 */
public final class BatchLoader implements Iterator<Batch>, AutoCloseable {
    private final ExecutorService workers;
    private final Iterator<? extends BatchOrder> orders;
    private final ArrayDeque<Future<Batch>> ahead = new ArrayDeque<>();
    private long waitedNanos;

    public BatchLoader(List<? extends BatchOrder> orders, int threads) {
        this.orders = orders.iterator();
        this.workers = Executors.newFixedThreadPool(
                threads,
                Thread.ofPlatform().name("radiloom-batches-", 0).daemon(true).factory());
        for (int n = 0; n < threads + 2; n++) {
            request();
        }
    }

    private void request() {
        if (orders.hasNext()) {
            BatchOrder order = orders.next();
            ahead.add(workers.submit(order::make));
        }
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty();
    }

    /** The next batch, waiting for it if need be. */
    @Override
    public Batch next() {
        Future<Batch> first = ahead.poll();
        if (first == null) {
            throw new NoSuchElementException();
        }
        request();
        long asked = System.nanoTime();
        try {
            return first.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a batch");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch could not be made", e.getCause());
        } finally {
            waitedNanos += System.nanoTime() - asked;
        }
    }

    /** How long {@link #next} had to wait until now: time in which the engine had nothing to do. */
    public double waitedSeconds() {
        return waitedNanos / 1e9;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
