package org.radiloom.nn;

import java.util.List;

/**
 * The shape of a segmentation network; with the weights it is the whole model. Written into configurations, checkpoints
 * and model cards as it stands; what older ones do not have is read as 0 or absent.
 *
 * @param architecture {@code mandi}: U-Net with optional attention; {@code fine}: the same for coarse pictures, see {@link
 *     FineNet}; {@code fcn8s}, {@code deeplabv1}, {@code segnet}
 * @param encoder {@code resnet18}, {@code resnet50}, {@code resnet-micro} (one basic block a stage; these three for
 *     {@code mandi} only), {@code vgg16}, {@code vgg16-bn} (with batch norm), {@code residual} (for
 *     {@code fine})
 * @param baseWidth channels after the first convolution; 64 is the published width; later stages double it
 * @param inputChannels channels of the input image
 * @param cbam whether each decoder step of {@code mandi} begins with channel and spatial attention
 * @param cbamReduction how many times narrower the attention's hidden layer is than its input
 * @param decoderWidths channels after the four decoder steps of {@code mandi}, deepest first; empty for 8, 4, 2 and 1
 *     times the base width
 * @param classes scores per pixel, background first
 * @param headWidth channels of the two layers of {@code fcn8s} and {@code deeplabv1} that stand for fully connected ones;
 *     0 for the published ones (4096 and 1024 at base width 64)
 * @param dilation distance of the taps of the first of them in {@code deeplabv1}; 0 for the published 12
 * @param members how many networks of this shape, trained apart, give their scores to an average; 0 is read as 1
 */
public record SegmenterSpec(
        String architecture,
        String encoder,
        int baseWidth,
        int inputChannels,
        boolean cbam,
        int cbamReduction,
        List<Integer> decoderWidths,
        int classes,
        int headWidth,
        int dilation,
        int members) {

    /** Sides of the input must be multiples of this. */
    public static final int STRIDE = 32;

    public SegmenterSpec {
        members = Math.max(1, members);
        decoderWidths = decoderWidths == null ? List.of() : List.copyOf(decoderWidths);
        if (baseWidth < 1 || inputChannels < 1 || cbamReduction < 1 || classes < 2 || headWidth < 0 || dilation < 0) {
            throw new IllegalArgumentException("base width " + baseWidth + ", input channels " + inputChannels
                    + ", reduction " + cbamReduction + ", classes " + classes + ", head width " + headWidth
                    + ", dilation " + dilation);
        }
        boolean four = decoderWidths.size() == 4 && decoderWidths.stream().allMatch(w -> w > 0);
        if (!decoderWidths.isEmpty() && !four) {
            throw new IllegalArgumentException("four positive decoder widths or none, not " + decoderWidths);
        }
    }

    /** A U-Net, which has no head to choose. */
    public SegmenterSpec(
            String architecture,
            String encoder,
            int baseWidth,
            int inputChannels,
            boolean cbam,
            int cbamReduction,
            List<Integer> decoderWidths,
            int classes) {
        this(architecture, encoder, baseWidth, inputChannels, cbam, cbamReduction, decoderWidths, classes, 0, 0, 1);
    }

    /** The network of the paper with a ResNet or VGG body, any base width (64 = published). */
    public static SegmenterSpec mandi(String encoder, int baseWidth, int inputChannels) {
        return new SegmenterSpec("mandi", encoder, baseWidth, inputChannels, true, 16, List.of(), 2);
    }

    /** {@code fcn8s}, {@code deeplabv1} or {@code segnet} on its usual VGG body. */
    public static SegmenterSpec baseline(String architecture, int baseWidth, int inputChannels) {
        String encoder = architecture.equals("segnet") ? "vgg16-bn" : "vgg16";
        return new SegmenterSpec(architecture, encoder, baseWidth, inputChannels, false, 16, List.of(), 2);
    }

    /** A network small enough to learn eight images in seconds on a processor. */
    public static SegmenterSpec mandiMicro(int inputChannels) {
        return new SegmenterSpec("mandi", "resnet-micro", 8, inputChannels, true, 4, List.of(32, 16, 8, 8), 2);
    }

    /** The same network with or without attention. */
    public SegmenterSpec withCbam(boolean on) {
        return new SegmenterSpec(
                architecture,
                encoder,
                baseWidth,
                inputChannels,
                on,
                cbamReduction,
                decoderWidths,
                classes,
                headWidth,
                dilation,
                members);
    }

    /** So many networks of this shape whose scores are averaged. */
    public SegmenterSpec withMembers(int count) {
        return new SegmenterSpec(
                architecture,
                encoder,
                baseWidth,
                inputChannels,
                cbam,
                cbamReduction,
                decoderWidths,
                classes,
                headWidth,
                dilation,
                count);
    }

    /** The same network with another head. */
    public SegmenterSpec withHead(int width, int taps) {
        return new SegmenterSpec(
                architecture,
                encoder,
                baseWidth,
                inputChannels,
                cbam,
                cbamReduction,
                decoderWidths,
                classes,
                width,
                taps,
                members);
    }

    /** Widths of the four decoder steps. */
    List<Integer> decoder() {
        return decoderWidths.isEmpty()
                ? List.of(8 * baseWidth, 4 * baseWidth, 2 * baseWidth, baseWidth)
                : decoderWidths;
    }

    /** Channels of the head's two layers. */
    int head() {
        return headWidth > 0 ? headWidth : (architecture.equals("deeplabv1") ? 16 : 64) * baseWidth;
    }

    /** Distance of the head's taps. */
    int headDilation() {
        return dilation > 0 ? dilation : 12;
    }
}
