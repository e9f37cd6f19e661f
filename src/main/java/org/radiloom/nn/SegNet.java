package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * SegNet: VGG-16 with batch norm, and its mirror image, in which each enlargement puts values back where the maximum of
 * the encoder's pool was ({@link MaxUnpool}).
 *
 * <p>Badrinarayanan et al. 2017 (arXiv:1511.00561), section 3. The last convolution has neither batch norm nor ReLU.
 */
final class SegNet implements Wiring {
    private static final int[] CONVOLUTIONS = {3, 3, 3, 2, 2};

    private final VggEncoder encoder;
    private final List<List<ConvUnit>> stages = new ArrayList<>();
    private final BiasConv head;

    SegNet(Parameters p, VggEncoder encoder, SegmenterSpec spec) {
        this.encoder = encoder;
        for (int s = 0; s < CONVOLUTIONS.length; s++) {
            int width = encoder.channels(4 - s);
            int below = encoder.channels(Math.max(0, 3 - s));
            List<ConvUnit> stage = new ArrayList<>();
            // the very last convolution is the head
            int units = s == 4 ? CONVOLUTIONS[s] - 1 : CONVOLUTIONS[s];
            for (int c = 0; c < units; c++) {
                String name = "decoder.stage" + (5 - s) + "." + c;
                int out = s < 4 && c == units - 1 ? below : width;
                stage.add(ConvUnit.biased(p, name + ".conv", name + ".bn", width, out, 3));
            }
            stages.add(List.copyOf(stage));
        }
        head = new BiasConv(p, "head", encoder.channels(0), spec.classes(), 3, 1);
    }

    @Override
    public NDArray logits(NDArray x, Pass pass) {
        Deque<MaxUnpool> places = new ArrayDeque<>();
        NDArray y = x.duplicate();
        for (int s = 0; s < 5; s++) {
            try (NDArray map = Convs.after(y, encoder.stage(s, y, pass.encoderTraining()))) {
                y = VggEncoder.halved(map);
                places.push(MaxUnpool.of(map, y));
            }
        }
        for (List<ConvUnit> stage : stages) {
            try (MaxUnpool unpool = places.pop()) {
                y = Convs.after(y, unpool.apply(y));
            }
            for (ConvUnit unit : stage) {
                y = Convs.relu(Convs.after(y, unit.apply(y, pass.training())));
            }
        }
        return Convs.after(y, head.apply(y));
    }

    @Override
    public void fold() {
        encoder.fold();
        stages.forEach(stage -> stage.forEach(ConvUnit::fold));
    }
}
