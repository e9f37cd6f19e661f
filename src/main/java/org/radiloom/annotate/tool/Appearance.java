package org.radiloom.annotate.tool;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How much likelier a value is inside a structure than around it, learned from slices that a person has settled. */
final class Appearance {
    private static final int BINS = 24;
    /** Log odds that it does not go beyond. */
    private static final double SUREST = 2;

    private static final Appearance SILENT = new Appearance(0, 1, new double[BINS]);

    private final float low;
    private final float high;
    private final double[] logOdds;

    private Appearance(float low, float high, double[] logOdds) {
        this.low = low;
        this.high = high;
        this.logOdds = logOdds;
    }

    /** From what the slices on both sides show; says nothing where they show nothing. */
    static Appearance of(@Nullable Correction below, @Nullable Correction above) {
        Correction.@Nullable Sample a = below == null ? null : below.sample();
        Correction.@Nullable Sample b = above == null ? null : above.sample();
        if (a == null && b == null) {
            return SILENT;
        }
        float[] inside = joined(a == null ? new float[0] : a.inside(), b == null ? new float[0] : b.inside());
        float[] around = joined(a == null ? new float[0] : a.around(), b == null ? new float[0] : b.around());
        float[] all = joined(inside, around);
        Arrays.sort(all);
        float low = all[all.length / 100];
        float high = all[all.length - 1 - all.length / 100];
        return high > low ? new Appearance(low, high, odds(inside, around, low, high)) : SILENT;
    }

    private static float[] joined(float[] a, float[] b) {
        float[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static double[] odds(float[] inside, float[] around, float low, float high) {
        double[] in = shares(inside, low, high);
        double[] out = shares(around, low, high);
        double[] odds = new double[BINS];
        for (int n = 0; n < BINS; n++) {
            odds[n] = Math.clamp(Math.log(in[n] / out[n]), -SUREST, SUREST);
        }
        return odds;
    }

    /** A histogram, no bin empty, each smoothed with its neighbours (1 2 1), that sums to 1. */
    private static double[] shares(float[] values, float low, float high) {
        double[] counts = new double[BINS];
        Arrays.fill(counts, 1);
        for (float value : values) {
            counts[bin(value, low, high)]++;
        }
        double[] shares = new double[BINS];
        for (int n = 0; n < BINS; n++) {
            double smooth = (counts[Math.max(0, n - 1)] + 2 * counts[n] + counts[Math.min(BINS - 1, n + 1)]) / 4;
            shares[n] = smooth / (values.length + BINS);
        }
        return shares;
    }

    private static int bin(float value, float low, float high) {
        return (int) Math.clamp((value - low) / (high - low) * BINS, 0, BINS - 1);
    }

    double logOdds(float value) {
        return logOdds[bin(value, low, high)];
    }
}
