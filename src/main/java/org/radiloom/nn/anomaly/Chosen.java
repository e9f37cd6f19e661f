package org.radiloom.nn.anomaly;

import java.util.SplittableRandom;

/** Some of many, by chance, always the same. */
final class Chosen {
    private static final long SEED = 20;

    private Chosen() {}

    /** Numbers below {@code all}, in random order, none twice; all of them if no more than {@code some}. */
    static int[] of(int all, int some) {
        int[] numbers = new int[all];
        for (int n = 0; n < all; n++) {
            numbers[n] = n;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        int wanted = Math.min(all, some);
        for (int n = 0; n < wanted; n++) {
            int other = n + random.nextInt(all - n);
            int kept = numbers[n];
            numbers[n] = numbers[other];
            numbers[other] = kept;
        }
        return java.util.Arrays.copyOf(numbers, wanted);
    }
}
