package org.radiloom.annotate.compare;

import java.util.SplittableRandom;

/**
 * Who is A and who is B, and in which order cases come, drawn from a seed: nobody can tell the readers apart, and the same seed
 * gives the same again.
 *
 * @param seed any number
 */
public record Blinding(long seed) {
    /** Whether the second of a case's two is called A. */
    public boolean swapped(int number) {
        return new SplittableRandom(seed ^ (0x9E3779B97F4A7C15L * (number + 1L))).nextBoolean();
    }

    /** The numbers 0 to {@code count} - 1 in the order in which they are to be shown. */
    public int[] order(int count) {
        var random = new SplittableRandom(seed);
        int[] order = new int[count];
        for (int n = 0; n < count; n++) {
            // inside-out shuffle of Fisher and Yates
            int other = random.nextInt(n + 1);
            order[n] = order[other];
            order[other] = n;
        }
        return order;
    }
}
