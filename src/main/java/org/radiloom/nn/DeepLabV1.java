package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;

/**
 * DeepLab of 2015 with a large field of view: VGG-16 that stops shrinking at 1/8 of the input's side, a dilated last
 * stage and a dilated 3×3 convolution instead of the first fully connected layer; bilinear ×8 at the end. The published
 * conditional random field is not part of it.
 *
 * <p>Chen et al. 2015 (arXiv:1412.7062), sections 3 and 4.1.
 */
final class DeepLabV1 implements Wiring {
    private static final Shape THREE = new Shape(3, 3);
    private static final Shape ONE = new Shape(1, 1);

    private final VggEncoder encoder;
    private final BiasConv fc6;
    private final BiasConv fc7;
    private final BiasConv score;

    /** @param encoder its last stage has dilation 2 */
    DeepLabV1(Parameters p, VggEncoder encoder, SegmenterSpec spec) {
        this.encoder = encoder;
        int width = spec.head();
        fc6 = new BiasConv(p, "head.fc6", encoder.channels(4), width, 3, spec.headDilation());
        fc7 = new BiasConv(p, "head.fc7", width, width, 1, 1);
        score = new BiasConv(p, "head.score", width, spec.classes(), 1, 1);
    }

    @Override
    public NDArray logits(NDArray x, Pass pass) {
        NDArray y = x.duplicate();
        for (int s = 0; s < 5; s++) {
            NDArray map = Convs.after(y, encoder.stage(s, y, pass.encoderTraining()));
            int stride = s < 3 ? 2 : 1;
            y = Convs.after(map, Pool.maxPool2d(map, THREE, new Shape(stride, stride), ONE, false));
        }
        y = Convs.dropout(fc6.rectified(y), pass.training());
        y = Convs.dropout(fc7.rectified(y), pass.training());
        return Convs.enlarged(Convs.after(y, score.apply(y)), 8);
    }

    @Override
    public void fold() {
        encoder.fold();
    }
}
