package org.radiloom.nn;

import java.util.List;

/**
 * The shape of a segmentation network; with the weights it is the whole model. Written into configurations, checkpoints
 * and model cards as it stands.
 *
 * @param architecture {@code mandi}: residual encoder, CBAM decoder (see {@link Segmenters})
 * @param encoder {@code resnet18}, {@code resnet50}, or {@code resnet-micro} (one basic block a stage)
 * @param baseWidth channels after the stem; 64 is the published width; later stages double it
 * @param inputChannels channels of the input image
 * @param cbam whether each decoder step begins with channel and spatial attention
 * @param cbamReduction how many times narrower the attention's hidden layer is than its input
 * @param decoderWidths channels after the four decoder steps, deepest first
 * @param classes scores per pixel, background first
 */
public record SegmenterSpec(
        String architecture,
        String encoder,
        int baseWidth,
        int inputChannels,
        boolean cbam,
        int cbamReduction,
        List<Integer> decoderWidths,
        int classes) {

    /** Sides of the input must be multiples of this. */
    public static final int STRIDE = 32;

    public SegmenterSpec {
        decoderWidths = List.copyOf(decoderWidths);
        if (baseWidth < 1 || inputChannels < 1 || cbamReduction < 1 || classes < 2) {
            throw new IllegalArgumentException("base width " + baseWidth + ", input channels " + inputChannels
                    + ", reduction " + cbamReduction + ", classes " + classes);
        }
        if (decoderWidths.size() != 4 || decoderWidths.stream().anyMatch(w -> w < 1)) {
            throw new IllegalArgumentException("four positive decoder widths, not " + decoderWidths);
        }
    }

    /** The network of the paper with a ResNet-50 or ResNet-18 body, any base width (64 = published). */
    public static SegmenterSpec mandi(String encoder, int baseWidth, int inputChannels) {
        return new SegmenterSpec(
                "mandi",
                encoder,
                baseWidth,
                inputChannels,
                true,
                16,
                List.of(8 * baseWidth, 4 * baseWidth, 2 * baseWidth, baseWidth),
                2);
    }

    /** A network small enough to learn eight images in seconds on a processor. */
    public static SegmenterSpec mandiMicro(int inputChannels) {
        return new SegmenterSpec("mandi", "resnet-micro", 8, inputChannels, true, 4, List.of(32, 16, 8, 8), 2);
    }

    /** The same network with or without attention. */
    public SegmenterSpec withCbam(boolean on) {
        return new SegmenterSpec(
                architecture, encoder, baseWidth, inputChannels, on, cbamReduction, decoderWidths, classes);
    }
}
