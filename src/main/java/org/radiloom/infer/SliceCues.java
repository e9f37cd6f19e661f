package org.radiloom.infer;

/**
 * What tells that the mask of a slice is wrong, without knowing the right one.
 *
 * @param entropyMm2 binary entropy of the probabilities, summed over the slice: bits times area
 * @param breakMm how fast the mask changes towards its neighbours: area that one has and the other has not, by distance; the
 *     mean of both sides
 */
public record SliceCues(double entropyMm2, double breakMm) {
    /** Least squares over the slices of five validation patients, no weight below 0; see docs/results/next-place.md. */
    private static final double ENTROPY_WEIGHT = 0.385;

    private static final double BREAK_WEIGHT_MM = 1.10;

    /** The area that is to be expected to be wrong in this slice. */
    public double expectedErrorMm2() {
        return ENTROPY_WEIGHT * entropyMm2 + BREAK_WEIGHT_MM * breakMm;
    }
}
