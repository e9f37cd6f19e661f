package org.radiloom.imaging.measure;

/** Why there is no number. */
public enum Cause {
    /** No region of an ultrasound image, or one without units, lies here. */
    NOT_CALIBRATED_HERE,
    /** One part lies in a calibrated region, another does not. */
    PARTLY_CALIBRATED,
    /** Points lie in regions with the same units and different scales. */
    DIFFERENT_SCALES,
    /** Points lie in regions with different units, such as an image and a trace. */
    DIFFERENT_KINDS,
    /** Rows and columns have different units, so that there is no angle and no area. */
    AXES_DIFFER,
    /** The image is ultrasound and its file states no scale at all. */
    NO_CALIBRATION,
    /** Points that should be apart lie at one place. */
    POINTS_COINCIDE,
    /** No pixel centre of the image lies inside. */
    NO_PIXEL_INSIDE,
    /** One pixel has no standard deviation. */
    ONE_PIXEL,
    /** The pixels inside have no numbers. */
    NO_VALUES,
    /** The point lies outside the image. */
    OUTSIDE_IMAGE,
    /** The image is not in memory yet. */
    NOT_LOADED,
    /** The result is no finite number. */
    NOT_FINITE
}
