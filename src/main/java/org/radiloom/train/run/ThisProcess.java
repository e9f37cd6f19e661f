package org.radiloom.train.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What tells one process of one machine from all others. */
final class ThisProcess {
    /** The system's clock ticks, and the boot time that starts are counted from, are this coarse. */
    private static final Duration CLOCK = Duration.ofSeconds(2);

    private ThisProcess() {}

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // a machine without a resolvable name has no run folders shared with others
            return "localhost";
        }
    }

    static Optional<Instant> started() {
        return ProcessHandle.current().info().startInstant();
    }

    /** Whether that process of this machine lives; one with the same id that started at another time is not it. */
    static boolean isAlive(long pid, Optional<Instant> started) {
        Optional<ProcessHandle> found = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (found.isEmpty() || ended(pid)) {
            return false;
        }
        Optional<Instant> actual = found.get().info().startInstant();
        return started.isEmpty()
                || actual.isEmpty()
                || Duration.between(started.get(), actual.get()).abs().compareTo(CLOCK) <= 0;
    }

    /** A process that has ended but that nobody has asked for its exit code yet (Linux). */
    private static boolean ended(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.isReadable(stat)) {
            return false;
        }
        try {
            String text = Files.readString(stat);
            return text.startsWith(") Z", text.lastIndexOf(')'));
        } catch (IOException e) {
            // it ended while we looked
            return true;
        }
    }
}
