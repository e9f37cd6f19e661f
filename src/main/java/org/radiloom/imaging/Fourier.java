package org.radiloom.imaging;

/**
 * The discrete Fourier transform of a square image whose side is a power of two, in place.
 *
 * <p>Source: Cooley, Tukey, "An Algorithm for the Machine Calculation of Complex Fourier Series", 1965 (radix 2,
 * decimation in time).
 */
final class Fourier {
    private final int side;
    private final double[] cosine;
    private final double[] sine;

    /** @param side power of two */
    Fourier(int side) {
        if (side < 2 || Integer.bitCount(side) != 1) {
            throw new IllegalArgumentException("side " + side);
        }
        this.side = side;
        this.cosine = new double[side / 2];
        this.sine = new double[side / 2];
        for (int n = 0; n < side / 2; n++) {
            cosine[n] = Math.cos(2 * Math.PI * n / side);
            sine[n] = Math.sin(2 * Math.PI * n / side);
        }
    }

    /** Into frequencies, not scaled: the first number becomes the sum of all. */
    void forward(double[] real, double[] imaginary) {
        check(real, imaginary);
        for (int row = 0; row < side; row++) {
            line(real, imaginary, row * side, 1);
        }
        for (int column = 0; column < side; column++) {
            line(real, imaginary, column, side);
        }
    }

    /** Back from frequencies; the inverse of {@link #forward}. */
    void inverse(double[] real, double[] imaginary) {
        // with real and imaginary part exchanged, forward goes backward
        forward(imaginary, real);
        for (int at = 0; at < real.length; at++) {
            real[at] /= real.length;
            imaginary[at] /= real.length;
        }
    }

    private void check(double[] real, double[] imaginary) {
        if (real.length != side * side || imaginary.length != side * side) {
            throw new IllegalArgumentException(real.length + " and " + imaginary.length + " values, side " + side);
        }
    }

    private void line(double[] real, double[] imaginary, int from, int step) {
        int shift = Integer.numberOfLeadingZeros(side) + 1;
        for (int n = 0; n < side; n++) {
            int m = Integer.reverse(n) >>> shift;
            if (m > n) {
                swap(real, from + n * step, from + m * step);
                swap(imaginary, from + n * step, from + m * step);
            }
        }
        for (int half = 1; half < side; half *= 2) {
            int turn = side / (2 * half);
            for (int block = 0; block < side; block += 2 * half) {
                for (int n = 0; n < half; n++) {
                    int low = from + (block + n) * step;
                    int high = low + half * step;
                    double c = cosine[n * turn];
                    double s = sine[n * turn];
                    double re = real[high] * c + imaginary[high] * s;
                    double im = imaginary[high] * c - real[high] * s;
                    real[high] = real[low] - re;
                    imaginary[high] = imaginary[low] - im;
                    real[low] += re;
                    imaginary[low] += im;
                }
            }
        }
    }

    private static void swap(double[] values, int a, int b) {
        double value = values[a];
        values[a] = values[b];
        values[b] = value;
    }
}
