package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;

/** With 1 GiB for Java and 64 MiB beside it, a CT of 1,000 slices with a mask is read to the end, and nothing goes blank. */
@Tag("ui")
class MemoryGuardTest {
    private static final int SLICES = 1000;

    @TempDir
    Path dir;

    @Test
    void aLargeCtWithAMaskIsPagedThroughInLittleMemoryAndStaysOnScreenWhenMemoryRunsShort() throws Exception {
        DicomSeriesFixture.large(dir.resolve("ct"), SLICES);
        Map<String, Long> said = run();
        assertEquals(SLICES, said.get("slices"), said.toString());
        assertEquals(334 + 77, said.get("shown"), said.toString());
        assertEquals(0, said.get("blank"), said.toString());
        assertTrue(said.getOrDefault("mostMiB", 0L) <= 410, "0.4 of 1 GiB at most: " + said);
        assertTrue(said.getOrDefault("afterMiB", 0L) < said.getOrDefault("beforeMiB", 0L), "given up: " + said);
        assertTrue(said.containsKey("stillTaken"), said.toString());
    }

    private Map<String, Long> run() throws Exception {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        // as the launcher starts it
        words.addAll(List.of("-XX:+UseSerialGC", "-Xmn48m", "-XX:MetaspaceSize=64m", "-Xmx1g"));
        words.addAll(List.of("-XX:MaxDirectMemorySize=64m", "--enable-native-access=ALL-UNNAMED"));
        for (String name : List.of(
                "java.awt.headless",
                "testfx.robot",
                "testfx.headless",
                "glass.platform",
                "monocle.platform",
                "prism.order",
                "headless.geometry",
                "testfx.robot.write_sleep")) {
            String value = System.getProperty(name);
            if (value != null) {
                words.add("-D" + name + "=" + value);
            }
        }
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), SmallHeapScroll.class.getName()));
        words.addAll(List.of(dir.resolve("ct").toString(), dir.toString()));
        Path out = dir.resolve("out.txt");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertTrue(process.waitFor(240, TimeUnit.SECONDS), () -> "still busy: " + text(out));
            assertEquals(0, process.exitValue(), () -> text(out));
        } finally {
            process.destroyForcibly();
        }
        Map<String, Long> said = new TreeMap<>();
        text(out).lines().filter(l -> l.matches("[A-Za-z]+=[0-9]+")).forEach(l -> {
            int at = l.indexOf('=');
            said.put(l.substring(0, at), Long.parseLong(l.substring(at + 1)));
        });
        return said;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
