package org.radiloom.infer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What this process takes from the machine, native memory included. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** Most memory this process ever held, in MiB; empty where the system does not tell (only Linux does). */
    public static OptionalLong peakMib() {
        return status("VmHWM:");
    }

    /** Memory this process holds now, in MiB; empty where the system does not tell (only Linux does). */
    public static OptionalLong currentMib() {
        return status("VmRSS:");
    }

    private static OptionalLong status(String field) {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
