package org.radiloom.nn.classify;

import java.util.List;

/**
 * What the papers and their reference weights have in a body of a name.
 *
 * @param width channels of the first stage, or length of a token; 64 for a SqueezeNet, whose widths are its own
 * @param blocks blocks of each stage, or how many layers; empty for a SqueezeNet
 * @param dropout share of the values dropped before the scores
 * @param heads attention heads that share a token
 */
record Published(int width, List<Integer> blocks, double dropout, int heads) {
    /** Of an unknown name, what a ResNet-18 has: creating the network refuses it with words for a person. */
    static Published of(String body) {
        return switch (body) {
            case "resnet50", "se_resnet50", "cbam_resnet50" -> new Published(64, List.of(3, 4, 6, 3), 0, 1);
            case "squeezenet1_0", "squeezenet1_1" -> new Published(64, List.of(), 0.5, 1);
            case "vit_b16" -> new Published(768, List.of(12), 0, 12);
            case "vit_s16" -> new Published(384, List.of(12), 0, 6);
            case "vit_ti16" -> new Published(192, List.of(12), 0, 3);
            default -> new Published(64, List.of(2, 2, 2, 2), 0, 1);
        };
    }

    /** {@code vit}, {@code squeezenet} or {@code resnet}. */
    static String family(String body) {
        if (body.startsWith("vit")) {
            return "vit";
        }
        return body.startsWith("squeezenet") ? "squeezenet" : "resnet";
    }
}
