package org.radiloom.train.loop;

/** Random streams that depend only on what they are for, so that results do not depend on the order of threads. */
public final class Seeds {
    private Seeds() {}

    /** A seed from a run's seed and what it is for (SplitMix64 finalizer over a running hash; Steele et al. 2014). */
    public static long of(long seed, long... parts) {
        long h = mix(seed + 0x9E3779B97F4A7C15L);
        for (long part : parts) {
            h = mix(h * 31 + part + 0x9E3779B97F4A7C15L);
        }
        return h;
    }

    /** A stable number for a name (FNV-1a, 64 bit). */
    public static long of(String name) {
        long h = 0xCBF29CE484222325L;
        for (int at = 0; at < name.length(); at++) {
            h = (h ^ name.charAt(at)) * 0x100000001B3L;
        }
        return h;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
