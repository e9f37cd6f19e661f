package org.radiloom.train.loop;

import java.util.SplittableRandom;
import org.radiloom.nn.FloatTensor;

/**
 * Pictures blended with others of their batch, and losses with them: x ← λx + (1-λ)x_π, L ← λ·L(y) + (1-λ)·L(y_π), λ drawn
 * from Beta(a, a). Zhang et al. 2018 (arXiv:1710.09412), equation 1.
 *
 * @param share λ, 0 to 1
 * @param partners π: which sample each one is blended with
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, lives for one step
record Mixup(double share, int[] partners) {
    static Mixup draw(double a, int size, SplittableRandom random) {
        double share = a == 1 ? random.nextDouble() : beta(a, random);
        int[] partners = new int[size];
        for (int at = 0; at < size; at++) {
            partners[at] = at;
        }
        for (int at = size - 1; at > 0; at--) {
            int with = random.nextInt(at + 1);
            int swapped = partners[at];
            partners[at] = partners[with];
            partners[with] = swapped;
        }
        return new Mixup(share, partners);
    }

    /** The samples of {@code tensor} in the order of the partners. */
    FloatTensor partnersOf(FloatTensor tensor) {
        int one = tensor.values().length / partners.length;
        float[] values = new float[tensor.values().length];
        for (int at = 0; at < partners.length; at++) {
            System.arraycopy(tensor.values(), partners[at] * one, values, at * one, one);
        }
        return new FloatTensor(tensor.shape(), values);
    }

    private static double beta(double a, SplittableRandom random) {
        double x = gamma(a, random);
        double y = gamma(a, random);
        // for very small a both may underflow: then all of one sample
        return x + y > 0 ? x / (x + y) : random.nextInt(2);
    }

    /** Marsaglia and Tsang 2000; for a below 1 by a draw for a + 1, scaled (their section 6). */
    private static double gamma(double a, SplittableRandom random) {
        if (a < 1) {
            return gamma(a + 1, random) * Math.pow(1 - random.nextDouble(), 1 / a);
        }
        double d = a - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
