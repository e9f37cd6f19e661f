package org.radiloom.study;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.ref.WeakReference;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a budget when the Java heap is nearly full of what is in use, so that it gives up pixels before anything fails. Ends
 * with the budget.
 *
 * <p>When the heap fills up, it is collected at once, a little before Java would have to: what is left then is in use.
 */
final class HeapWatch implements NotificationListener {
    private static final Logger log = LoggerFactory.getLogger(HeapWatch.class);
    private static final double NEARLY_FULL = 0.85;
    private static final int MOST_TIMES = 3;

    private final WeakReference<PixelBudget> budget;

    private HeapWatch(PixelBudget budget) {
        this.budget = new WeakReference<>(budget);
    }

    /** Watches from now on; does nothing where this Java does not say how full its memory is. */
    static void over(PixelBudget budget) {
        boolean any = false;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            long most = pool.getUsage().getMax();
            // pools of young objects are emptied by each collection and say nothing about what stays
            if (pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported() && most > 0) {
                boolean young =
                        pool.getName().contains("Eden") || pool.getName().contains("Survivor");
                if (!young) {
                    pool.setUsageThreshold((long) (most * NEARLY_FULL));
                    any = true;
                }
            }
        }
        if (any && ManagementFactory.getMemoryMXBean() instanceof NotificationEmitter emitter) {
            emitter.addNotificationListener(new HeapWatch(budget), null, null);
        }
    }

    @Override
    public void handleNotification(Notification news, Object handback) {
        PixelBudget watched = budget.get();
        if (watched == null) {
            stop();
        } else if (news.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)
                // collecting helps nobody where there are no pixels to give up, or where another watch has just done it
                && watched.held() > 0
                && full()) {
            System.gc();
            for (int again = 0; again < MOST_TIMES && full() && watched.held() > 0; again++) {
                watched.pressure();
                log.info("memory is short: pixels of open series are kept within {} MiB", watched.limit() >> 20);
                System.gc();
            }
        }
    }

    private static boolean full() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .anyMatch(p -> p.getType() == MemoryType.HEAP
                        && p.isUsageThresholdSupported()
                        && p.getUsageThreshold() > 0
                        && p.getUsage().getUsed() > p.getUsageThreshold());
    }

    private void stop() {
        try {
            if (ManagementFactory.getMemoryMXBean() instanceof NotificationEmitter emitter) {
                emitter.removeNotificationListener(this);
            }
        } catch (ListenerNotFoundException e) {
            log.debug("was not listening", e);
        }
    }
}
