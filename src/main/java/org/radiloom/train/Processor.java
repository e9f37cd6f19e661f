package org.radiloom.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processor of this machine, in words. */
final class Processor {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private Processor() {}

    /** Its name where the system tells it (Linux), else its kind; and how many threads it runs at once. */
    static String describe() {
        int threads = Runtime.getRuntime().availableProcessors();
        return name() + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    private static String name() {
        if (Files.isReadable(CPUINFO)) {
            try {
                return Files.readAllLines(CPUINFO).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}
