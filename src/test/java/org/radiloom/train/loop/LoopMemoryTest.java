package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

/** Training takes no more memory the longer it lasts; measured in a process of its own with a fixed heap. */
@Tag("engine")
class LoopMemoryTest {
    @Test
    void aHundredStepsLeaveNothingBehind() throws IOException, Problem {
        List<MemoryProbe.Reading> readings = probe(100);
        assertEquals(
                1, readings.stream().map(MemoryProbe.Reading::arrays).distinct().count(), readings::toString);
    }

    @Test
    @Tag("slow")
    void aThousandStepsTakeNoMoreMemoryThanAHundred() throws IOException, Problem {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "only Linux tells what a process takes");
        List<MemoryProbe.Reading> readings = probe(1000);
        assertEquals(
                1, readings.stream().map(MemoryProbe.Reading::arrays).distinct().count(), readings::toString);
        Map<Long, Long> resident = new LinkedHashMap<>();
        readings.forEach(reading -> resident.put(reading.step(), reading.residentKib()));
        long early = resident.getOrDefault(100L, 0L);
        long late = resident.getOrDefault(1000L, 0L);
        assertTrue(early > 0 && late <= 1.05 * early, early + " KiB after 100 steps, " + late + " after 1000");
    }

    /** Readings after every 20th step. */
    private static List<MemoryProbe.Reading> probe(int steps) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryProbe.class.getName(),
                Integer.toString(steps));
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<MemoryProbe.Reading> readings = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                if (words[0].equals("reading")) {
                    readings.add(new MemoryProbe.Reading(
                            Long.parseLong(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3])));
                }
            }
        }
        assertEquals(steps / 20, readings.size(), readings::toString);
        return readings;
    }
}
