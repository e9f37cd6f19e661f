package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * U-Net with a residual or VGG body and optional attention (Fang et al. 2024): an encoder, four {@link UpStep}s on the
 * concatenation of what comes from below and the encoder's map of that side, 1×1 convolution to the classes.
 *
 * <p>With a residual body the last step ends at half the input's side, and one more enlargement follows; with a VGG body
 * the finest features sit on the input's own grid.
 */
final class UNet implements Wiring {
    private final Encoder encoder;
    private final List<UpStep> steps = new ArrayList<>();
    private final BiasConv head;

    UNet(Parameters p, Encoder encoder, SegmenterSpec spec) {
        this.encoder = encoder;
        List<Integer> widths = spec.decoder();
        int below = encoder.channels(4);
        for (int i = 0; i < 4; i++) {
            int out = widths.get(i);
            int in = below + encoder.channels(3 - i);
            steps.add(new UpStep(p, "decoder", "up" + (4 - i), in, out, spec.cbam(), spec.cbamReduction()));
            below = out;
        }
        head = new BiasConv(p, "head", below, spec.classes(), 1, 1);
    }

    @Override
    public NDArray logits(NDArray x, Pass pass) {
        List<NDArray> maps = encoder.features(x, pass.encoderTraining());
        NDArray y = maps.getLast();
        for (int i = 0; i < 4; i++) {
            NDArray below = Convs.doubled(y);
            try (below;
                    NDArray skip = maps.get(3 - i)) {
                y = below.concat(skip, 1);
            }
            y = steps.get(i).features(y, pass);
        }
        NDArray scores = Convs.after(y, head.apply(y));
        // The head is applied before the last enlargement: a 1×1 convolution and a weighted mean of pixels commute, and
        // two channels are much cheaper to enlarge than all.
        return encoder.largestMapStride() == 2 ? Convs.doubled(scores) : scores;
    }

    @Override
    public void fold() {
        encoder.fold();
    }
}
