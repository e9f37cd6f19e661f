package org.radiloom.nn.classify;

import java.util.List;

/**
 * How a network that was trained elsewhere wants its pictures: (x − mean) / deviation per channel, x from 0 to 1. The
 * network does this itself, so that everything around it deals with pictures from 0 to 1.
 *
 * @param mean one number per channel
 * @param deviation one positive number per channel
 */
public record InputNorm(List<Double> mean, List<Double> deviation) {
    /** What the published weights of torchvision and timm were trained with, red, green, blue. */
    public static final InputNorm IMAGENET = new InputNorm(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    public InputNorm {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        boolean positive = deviation.stream().allMatch(d -> d > 0);
        if (mean.isEmpty() || mean.size() != deviation.size() || !positive) {
            throw new IllegalArgumentException("means " + mean + " and deviations " + deviation);
        }
    }

    /** The same for pictures of another number of channels: averages over the channels. */
    public InputNorm forChannels(int channels) {
        if (channels == mean.size()) {
            return this;
        }
        return new InputNorm(repeated(mean, channels), repeated(deviation, channels));
    }

    private static List<Double> repeated(List<Double> values, int times) {
        double average =
                values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return java.util.Collections.nCopies(times, average);
    }
}
