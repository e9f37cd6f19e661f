package org.radiloom.model;

/**
 * How a probability map becomes a mask.
 *
 * @param threshold voxels with at least this probability are foreground, 0 to 1
 * @param flipAveraging whether each slice is also run mirrored left to right and both results are averaged
 * @param minComponentMm3 connected pieces smaller than this are removed
 * @param minShareOfLargest pieces of at least this share of the largest one's volume stay wherever they lie, 0 to 1
 * @param nearMm smaller pieces stay if a voxel of theirs lies within this distance of a piece that stays
 * @param fillHoles whether holes enclosed in a slice are filled
 */
public record PostProcessing(
        double threshold,
        boolean flipAveraging,
        double minComponentMm3,
        double minShareOfLargest,
        double nearMm,
        boolean fillHoles) {
    public PostProcessing {
        if (!(threshold > 0 && threshold < 1) || minComponentMm3 < 0 || nearMm < 0 || minShareOfLargest < 0) {
            throw new IllegalArgumentException("threshold " + threshold + ", " + minComponentMm3 + " mm3, share "
                    + minShareOfLargest + ", " + nearMm + " mm");
        }
    }

    /** A single bone that metal may split: large pieces stay, specks and far islands go. */
    public static PostProcessing mandible() {
        return new PostProcessing(0.5, true, 50, 0.2, 12, true);
    }
}
