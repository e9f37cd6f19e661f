package org.radiloom.train.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How to start this program once more as a worker: the same Java and class path, or the installed launcher, with the
 * environment that the engine needs before its process begins.
 *
 * @param program program and arguments up to {@code radiloom}; the subcommand follows
 * @param environment set in the worker unless it is set already
 */
public record WorkerCommand(List<String> program, Map<String, String> environment) {
    /**
     * Threads that wait must not spin, one malloc arena, large blocks are kept instead of mapped anew each time, pages
     * are huge: the same as the launcher sets.
     */
    private static final Map<String, String> ENGINE = Map.of(
            "OMP_WAIT_POLICY", "passive",
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "4000000000",
            "MALLOC_TRIM_THRESHOLD_", "8000000000",
            "MALLOC_TOP_PAD_", "268435456",
            "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1",
            "DJL_OFFLINE", "true",
            "OPT_OUT_TRACKING", "true");

    private static final long LEAST_HEAP_MIB = 3072;

    public WorkerCommand {
        program = List.copyOf(program);
        environment = Map.copyOf(environment);
    }

    /** The way in which this very process was started. */
    public static WorkerCommand likeThisProcess() {
        String installed = System.getProperty("jpackage.app-path");
        if (installed != null) {
            return new WorkerCommand(detached(List.of(installed)), ENGINE);
        }
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", windows() ? "java.exe" : "java")
                .toString());
        long heap = Math.max(LEAST_HEAP_MIB, Runtime.getRuntime().maxMemory() >> 20);
        words.addAll(List.of(
                "-Xmx" + heap + "m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true"));
        for (String kept : List.of("radiloom.models", "radiloom.log")) {
            String value = System.getProperty(kept);
            if (value != null) {
                words.add("-D" + kept + "=" + value);
            }
        }
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.radiloom.Radiloom"));
        return new WorkerCommand(detached(words), ENGINE);
    }

    /** In a session of its own where that is possible, so that neither Ctrl-C nor a closing terminal reaches it. */
    private static List<String> detached(List<String> words) {
        Path setsid = Path.of("/usr/bin/setsid");
        if (!Files.isExecutable(setsid)) {
            return words;
        }
        List<String> detached = new ArrayList<>(List.of(setsid.toString()));
        detached.addAll(words);
        return detached;
    }

    private static boolean windows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    }

    /** A process that is not started yet, in the folder that this one works in. */
    ProcessBuilder process(List<String> arguments) {
        List<String> all = new ArrayList<>(program);
        all.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(all);
        environment.forEach(builder.environment()::putIfAbsent);
        return builder;
    }
}
