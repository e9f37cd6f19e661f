package org.radiloom.imaging.texture;

/**
 * Mean, standard deviation and skewness of all values together (divided by n, not n - 1).
 *
 * @param skewness third central moment over the cube of the deviation; 0 where all values are equal
 */
record Moments(double mean, double deviation, double skewness) {
    private static final double EVEN = 1e-12;

    static Moments of(double[] values) {
        double mean = 0;
        for (double v : values) {
            mean += v;
        }
        mean /= values.length;
        double second = 0;
        double third = 0;
        for (double v : values) {
            double d = v - mean;
            second += d * d;
            third += d * d * d;
        }
        double deviation = Math.sqrt(second / values.length);
        double cube = deviation * deviation * deviation;
        return new Moments(mean, deviation, deviation < EVEN ? 0 : third / values.length / cube);
    }
}
