package org.radiloom.model;

/**
 * When something that the region model outlines counts as the organ.
 *
 * @param minShareOfFrame smallest area, as a share of the frame's pixels
 * @param minProbability smallest mean probability inside the outline, 0 to 1
 * @param minFill smallest share of its bounding box that the outline fills: a liver is a compact thing
 */
public record RegionRule(double minShareOfFrame, double minProbability, double minFill) {
    public RegionRule {
        if (minShareOfFrame < 0 || minProbability < 0 || minFill < 0) {
            throw new IllegalArgumentException(
                    "share " + minShareOfFrame + ", probability " + minProbability + ", fill " + minFill);
        }
    }

    /** A liver in an abdominal frame. */
    public static RegionRule liver() {
        return new RegionRule(0.03, 0.6, 0.25);
    }
}
