package org.radiloom.annotate.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;

class BlindReadingTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @TempDir
    private Path folder;

    private static BlindReading reading(long seed) {
        List<BlindReading.Case> cases = IntStream.range(0, 3)
                .mapToObj(n -> new BlindReading.Case("case" + n, "anna" + n, "ben" + n))
                .toList();
        return BlindReading.begin(new Blinding(seed), cases, NOON);
    }

    @Test
    void aSeedDrawsTheSameSidesAndOrderAgainAndAnotherSeedDrawsOthers() {
        assertArrayEquals(new Blinding(7).order(20), new Blinding(7).order(20));
        assertFalse(Arrays.equals(new Blinding(7).order(20), new Blinding(8).order(20)));
        int[] sorted = new Blinding(7).order(20);
        Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(0, 20).toArray(), sorted);
        long swapped = IntStream.range(0, 1000).filter(new Blinding(7)::swapped).count();
        assertTrue(swapped > 440 && swapped < 560, swapped + " of 1000");
        long bySeed = IntStream.range(0, 1000)
                .filter(seed -> new Blinding(seed).swapped(0))
                .count();
        assertTrue(bySeed > 440 && bySeed < 560, bySeed + " of 1000");
    }

    @Test
    void whatWasHiddenSaidAndRevealedIsThereAgain() throws Problem {
        BlindReading reading = reading(42);
        reading.write(folder);
        BlindReading said = BlindReading.read(folder, reading.id())
                .preferring(1, BlindReading.Better.B, NOON.plusSeconds(60))
                .revealed(NOON.plusSeconds(120));
        said.write(folder);
        BlindReading again = BlindReading.read(folder, reading.id());
        assertEquals(said, again);
        assertEquals(
                Optional.of(NOON.plusSeconds(120)),
                again.revealed(NOON.plusSeconds(999)).revealed());
        assertEquals(reading.a(2).startsWith("anna"), reading.b(2).startsWith("ben"));
    }

    @Test
    void theNameOfTheRecordDoesNotGiveTheSeedAway() {
        assertFalse(reading(123456).id().contains("123456"));
        assertFalse(reading(123456).id().contains(Long.toHexString(123456)));
        assertTrue(reading(5).id().startsWith("20261201-120000-"), reading(5).id());
    }

    @Test
    void unknownAndDamagedRecordsAreProblems() throws Exception {
        assertEquals(
                "compare.unknown",
                assertThrows(Problem.class, () -> BlindReading.read(folder, "none"))
                        .code());
        assertEquals(
                "compare.unknown",
                assertThrows(Problem.class, () -> BlindReading.read(folder, "../none"))
                        .code());
        Files.writeString(folder.resolve("bad.json"), "{\"id\":1}");
        assertEquals(
                "compare.damaged",
                assertThrows(Problem.class, () -> BlindReading.read(folder, "bad"))
                        .code());
    }
}
