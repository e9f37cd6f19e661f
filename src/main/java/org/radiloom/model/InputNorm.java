package org.radiloom.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What is done to a network input in [0, 1] last of all, after padding and after any augmentation: {@code (x - mean) /
 * deviation} per channel.
 *
 * <p>Weights that were learned on normalised pictures want the same numbers again. Padding is black and is normalised like
 * black.
 */
public enum InputNorm {
    /** Values stay in [0, 1]. */
    @JsonProperty("none")
    NONE,
    /**
     * Mean and deviation of the pictures of ImageNet: red, green and blue for three channels, their averages (0.449, 0.226)
     * for any other number of channels.
     */
    @JsonProperty("imagenet")
    IMAGENET;

    private static final double[] MEAN = {0.485, 0.456, 0.406};
    private static final double[] DEVIATION = {0.229, 0.224, 0.225};

    /**
     * Normalises inputs in place.
     *
     * @param inputs row-major (count, channels, H, W) from {@code offset} on
     * @param plane H * W
     */
    public void apply(float[] inputs, int offset, int count, int channels, int plane) {
        if (this == NONE) {
            return;
        }
        for (int p = 0; p < count * channels; p++) {
            int channel = p % channels;
            float scale = (float) (1 / of(DEVIATION, channel, channels));
            float shift = (float) (-of(MEAN, channel, channels) / of(DEVIATION, channel, channels));
            int from = offset + p * plane;
            for (int at = from; at < from + plane; at++) {
                inputs[at] = inputs[at] * scale + shift;
            }
        }
    }

    private static double of(double[] colours, int channel, int channels) {
        return channels == colours.length ? colours[channel] : (colours[0] + colours[1] + colours[2]) / colours.length;
    }
}
