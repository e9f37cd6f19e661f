package org.radiloom.nn;

import ai.djl.ndarray.NDArray;

/**
 * FCN-8s: VGG-16 with its fully connected layers as convolutions (7×7, 1×1), the scores of the third and the fourth pool
 * added on the way back to the input's size. Enlargements are bilinear and fixed.
 *
 * <p>Long et al. 2015 (arXiv:1411.4038), section 4.
 */
final class Fcn8s implements Wiring {
    private final VggEncoder encoder;
    private final BiasConv conv6;
    private final BiasConv conv7;
    private final BiasConv score;
    private final BiasConv score4;
    private final BiasConv score3;

    Fcn8s(Parameters p, VggEncoder encoder, SegmenterSpec spec) {
        this.encoder = encoder;
        int width = spec.head();
        conv6 = new BiasConv(p, "head.conv6", encoder.channels(4), width, 7, 1);
        conv7 = new BiasConv(p, "head.conv7", width, width, 1, 1);
        score = new BiasConv(p, "head.score", width, spec.classes(), 1, 1);
        score4 = new BiasConv(p, "head.score_pool4", encoder.channels(3), spec.classes(), 1, 1);
        score3 = new BiasConv(p, "head.score_pool3", encoder.channels(2), spec.classes(), 1, 1);
    }

    @Override
    public NDArray logits(NDArray x, Pass pass) {
        boolean training = pass.encoderTraining();
        NDArray y = encoder.pooledStage(0, x, training);
        y = Convs.after(y, encoder.pooledStage(1, y, training));
        try (NDArray pool3 = Convs.after(y, encoder.pooledStage(2, y, training));
                NDArray pool4 = encoder.pooledStage(3, pool3, training)) {
            NDArray scores = Convs.doubled(deepest(encoder.pooledStage(4, pool4, training), pass.training()));
            add(scores, score4, pool4);
            scores = Convs.doubled(scores);
            add(scores, score3, pool3);
            return Convs.enlarged(scores, 8);
        }
    }

    /** Scores at 1/32 of the input's side; {@code pool5} is closed. */
    private NDArray deepest(NDArray pool5, boolean training) {
        NDArray y = Convs.dropout(conv6.rectified(pool5), training);
        y = Convs.dropout(conv7.rectified(y), training);
        return Convs.after(y, score.apply(y));
    }

    private static void add(NDArray scores, BiasConv layer, NDArray map) {
        try (NDArray more = layer.apply(map)) {
            scores.addi(more);
        }
    }

    @Override
    public void fold() {
        encoder.fold();
    }
}
