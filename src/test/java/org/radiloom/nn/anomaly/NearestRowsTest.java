package org.radiloom.nn.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestRowsTest {
    private static final int ROWS = 200;
    private static final int NUMBERS = 7;

    private static float[] drawn(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[rows * NUMBERS];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double distance(float[] a, int one, float[] b, int other) {
        double sum = 0;
        for (int f = 0; f < NUMBERS; f++) {
            sum += Math.pow(a[one * NUMBERS + f] - b[other * NUMBERS + f], 2);
        }
        return Math.sqrt(sum);
    }

    /** All distances sorted. */
    @Test
    void theNearestAreThoseThatSortingFinds() {
        float[] rows = drawn(ROWS, 1);
        float[] queries = drawn(20, 2);
        NearestRows nearest = new NearestRows(rows, 0, ROWS, NUMBERS);
        float[] scratch = new float[ROWS];
        for (int q = 0; q < 20; q++) {
            int query = q;
            int[] expected = IntStream.range(0, ROWS)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> distance(queries, query, rows, row)))
                    .limit(5)
                    .mapToInt(row -> row)
                    .toArray();
            NearestRows.Found found = nearest.find(queries, q * NUMBERS, -1, scratch);
            assertArrayEquals(expected, found.rows());
            double mean = IntStream.of(expected)
                    .mapToDouble(row -> distance(queries, query, rows, row))
                    .average()
                    .orElseThrow();
            assertEquals(mean, found.mean(), 1e-5);
        }
    }

    @Test
    void aRowItselfCanBeLeftOut() {
        float[] rows = drawn(ROWS, 3);
        NearestRows nearest = new NearestRows(rows, 0, ROWS, NUMBERS);
        NearestRows.Found with = nearest.find(rows, 17 * NUMBERS, -1, new float[ROWS]);
        NearestRows.Found without = nearest.find(rows, 17 * NUMBERS, 17, new float[ROWS]);
        assertEquals(17, with.rows()[0]);
        assertEquals(0, with.distances()[0]);
        assertEquals(with.rows()[1], without.rows()[0]);
    }

    @Test
    void ofFewRowsAllCount() {
        float[] rows = drawn(3, 4);
        NearestRows nearest = new NearestRows(rows, NUMBERS, 2, NUMBERS);
        NearestRows.Found found = nearest.find(rows, 0, -1, new float[2]);
        assertEquals(2, found.rows().length);
        double mean = (distance(rows, 0, rows, 1) + distance(rows, 0, rows, 2)) / 2;
        assertEquals(mean, found.mean(), 1e-5);
    }

    @Test
    void someAreChosenOnceEachAndAlwaysTheSame() {
        int[] chosen = Chosen.of(100, 30);
        assertArrayEquals(chosen, Chosen.of(100, 30));
        assertEquals(
                30,
                IntStream.of(chosen).distinct().filter(n -> n >= 0 && n < 100).count());
        assertEquals(4, IntStream.of(Chosen.of(4, 30)).distinct().count());
    }
}
