package org.radiloom.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a classifier sees of a frame: the one description that training and inference share.
 *
 * <p>In this order: the part that {@code crop} names is scaled to a square (averaged where that makes it smaller, padded
 * with 0 where it is no square), values become [0, 1], {@code prepare} changes them.
 *
 * @param side of the network's square input, pixels
 * @param channels 1 for grey, 3 for red, green, blue
 * @param crop which part of the frame is seen at a time
 * @param regionMargin what is added to each side of a region's bounds, as a share of their longer side
 * @param outside what becomes of pixels outside the region
 * @param prepare what is done to the values in [0, 1]
 */
public record PictureView(int side, int channels, Crop crop, double regionMargin, Outside outside, Prepare prepare) {
    public PictureView {
        if (side < 1 || channels != 1 && channels != 3 || !(regionMargin >= 0)) {
            throw new IllegalArgumentException("side " + side + ", " + channels + " channels, margin " + regionMargin);
        }
    }

    /** A grey picture whose surroundings are kept. */
    public static PictureView grey(int side, Crop crop, Prepare prepare) {
        return new PictureView(side, 1, crop, 0, Outside.KEEP, prepare);
    }

    /** Whether somebody must say first where the organ is. */
    public boolean needsRegion() {
        return crop == Crop.REGION || crop == Crop.PATCH;
    }

    /** Which part of a frame is seen at a time. */
    public enum Crop {
        /** All of it. */
        @JsonProperty("whole")
        WHOLE,
        /** All of the ultrasound sector that its tags name, without the text around it; without such tags all of it. */
        @JsonProperty("sector")
        SECTOR,
        /** The bounds of the region. */
        @JsonProperty("region")
        REGION,
        /** Patches inside the region. */
        @JsonProperty("patch")
        PATCH
    }

    /** What becomes of pixels outside the region. */
    public enum Outside {
        /** They stay. */
        @JsonProperty("keep")
        KEEP,
        /** They become 0. */
        @JsonProperty("black")
        BLACK
    }

    /**
     * What is done to a picture's values before the network sees them. They stay in [0, 1]: attacks and reconstructions
     * count on it.
     */
    public enum Prepare {
        /** Nothing: values stay in [0, 1]. */
        @JsonProperty("none")
        NONE,
        /**
         * Divided by four times their mean, so that overall brightness says nothing; what is brighter than that is 1, a black
         * picture stays black.
         */
        @JsonProperty("divideByMean")
        DIVIDE_BY_MEAN,
        /** The mean becomes 1/2 and a standard deviation 1/8, cut off at 0 and 1; a flat picture becomes 1/2. */
        @JsonProperty("standardise")
        STANDARDISE;

        /** Prepares one picture in place, all channels together. */
        public void apply(float[] values) {
            double mean = 0;
            for (float v : values) {
                mean += v;
            }
            mean /= Math.max(1, values.length);
            switch (this) {
                case NONE -> {}
                case DIVIDE_BY_MEAN -> {
                    float scale = (float) (mean > 0 ? 0.25 / mean : 0);
                    for (int at = 0; at < values.length; at++) {
                        values[at] = Math.min(1, values[at] * scale);
                    }
                }
                case STANDARDISE -> {
                    double squares = 0;
                    for (float v : values) {
                        squares += (v - mean) * (v - mean);
                    }
                    double deviation = Math.sqrt(squares / Math.max(1, values.length));
                    float scale = (float) (deviation > 1e-6 ? 0.125 / deviation : 0);
                    for (int at = 0; at < values.length; at++) {
                        values[at] = Math.clamp(0.5f + (float) (values[at] - mean) * scale, 0f, 1f);
                    }
                }
            }
        }
    }
}
