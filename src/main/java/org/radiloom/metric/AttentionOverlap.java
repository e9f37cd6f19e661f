package org.radiloom.metric;

/**
 * How well a class activation map points at a lesion.
 *
 * @param insideShare what part of the map's mass lies inside, in [0, 1]; NaN for a map without mass
 * @param insideMean mean of the map inside, less that outside, in [-1, 1]; NaN if one of the two is empty
 * @param pointingHit whether the map's largest value lies inside (the pointing game of Zhang et al., "Top-Down Neural
 *     Attention by Excitation Backprop", IJCV 2018, without tolerance); false for a map without mass
 */
public record AttentionOverlap(double insideShare, double insideMean, boolean pointingHit) {
    /**
     * @param map in [0, 1], row by row
     * @param inside of the same size, more than a half is inside
     */
    public static AttentionOverlap of(float[] map, float[] inside) {
        if (map.length != inside.length) {
            throw new IllegalArgumentException(map.length + " values, " + inside.length + " of the mask");
        }
        double in = 0;
        double out = 0;
        int countIn = 0;
        int best = 0;
        for (int at = 0; at < map.length; at++) {
            if (inside[at] > 0.5f) {
                in += map[at];
                countIn++;
            } else {
                out += map[at];
            }
            best = map[at] > map[best] ? at : best;
        }
        int countOut = map.length - countIn;
        double difference = countIn == 0 || countOut == 0 ? Double.NaN : in / countIn - out / countOut;
        boolean mass = in + out > 0;
        return new AttentionOverlap(mass ? in / (in + out) : Double.NaN, difference, mass && inside[best] > 0.5f);
    }
}
