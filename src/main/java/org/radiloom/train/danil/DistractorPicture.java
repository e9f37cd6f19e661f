package org.radiloom.train.danil;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.Scalars;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.DistractorEvidence;
import org.radiloom.nn.classify.FeatureOut;
import org.radiloom.train.classify.ClassificationObjective;
import org.radiloom.train.classify.DanilSettings;
import org.radiloom.train.loop.PreStep;
import org.radiloom.train.loop.StepContext;

/**
 * Makes a picture of what speaks for the wrong class, out of one gradient of the scores by the picture: DANIL
 * (reconstruction) in picture space.
 *
 * <ul>
 *   <li>{@code saliency}: R = blur(mean over channels |∂s_d/∂x|), stretched to [0, 1]; x_d = x⊙R + mean(x)·(1 − R): only
 *       the places that the wrong class looks at are left.
 *   <li>{@code step}: x_d = x + η·sign(∂(s_d − s_y)/∂x) within [0, 1]: a small step towards it.
 * </ul>
 */
final class DistractorPicture implements PreStep {
    /** Output: x_d (B, C, S, S), without gradient. */
    static final String PICTURE = "danil.picture";
    /** Output: d (B). */
    static final String CLASSES = "danil.classes";
    /** Output: (B), 1 where the picture has any influence on the score, else 0. */
    static final String FOUND = "danil.found";

    private static final float TINY = 1e-12f;

    private final DanilSettings settings;
    private final Classifier network;

    DistractorPicture(DanilSettings settings, Classifier network) {
        this.settings = settings;
        this.network = network;
    }

    @Override
    public String name() {
        return "danil";
    }

    @Override
    public void beforeForward(StepContext context, GradLock.Recording recording) {
        if (context.moment().epoch() < settings.startEpoch()) {
            return;
        }
        NDArray x = context.input().stopGradient();
        NDArray labels = context.target(ClassificationObjective.LABEL);
        x.setRequiresGradient(true);
        NDArray classes;
        try (FeatureOut out = network.forward(x, DanilPart.declared(network, context), false)) {
            classes = DistractorEvidence.distractors(out.logits().stopGradient(), labels);
            int count = network.spec().classes();
            NDArray towards = DanilPart.oneHot(classes, count);
            if (settings.mode().equals("step")) {
                towards = towards.sub(DanilPart.oneHot(labels, count));
            }
            recording.backward(out.logits().mul(towards).sum());
        }
        NDArray gradient = x.getGradient();
        NDArray plain = context.input().stopGradient();
        context.put(FOUND, DanilPart.positive(gradient.abs()));
        context.put(CLASSES, classes);
        context.put(
                PICTURE,
                settings.mode().equals("step")
                        ? plain.add(Scalars.times(gradient.sign(), settings.eta()))
                                .clip(0f, 1f)
                        : lookedAt(plain, gradient));
    }

    private NDArray lookedAt(NDArray x, NDArray gradient) {
        Shape s = x.getShape();
        NDArray where = blurred(gradient.abs().mean(new int[] {1}, true), settings.blur());
        NDArray flat = where.reshape(s.get(0), -1);
        int[] along = {1};
        NDArray least = flat.min(along, true);
        NDArray range = flat.max(along, true).sub(least).add(TINY);
        NDArray share = flat.sub(least).div(range).reshape(s.get(0), 1, s.get(2), s.get(3));
        NDArray even = x.reshape(s.get(0), s.get(1), s.get(2) * s.get(3))
                .mean(new int[] {2})
                .reshape(s.get(0), s.get(1), 1, 1);
        return x.mul(share).add(even.mul(Scalars.times(share, -1f).add(1f)));
    }

    /** Gauss bell over columns, then rows, cut off at 3σ; zeros beyond the border. */
    private static NDArray blurred(NDArray plane, double sigma) {
        if (sigma == 0) {
            return plane;
        }
        int reach = (int) Math.ceil(3 * sigma);
        float[] bell = new float[2 * reach + 1];
        double total = 0;
        for (int d = -reach; d <= reach; d++) {
            total += Math.exp(-d * d / (2 * sigma * sigma));
        }
        for (int d = -reach; d <= reach; d++) {
            bell[d + reach] = (float) (Math.exp(-d * d / (2 * sigma * sigma)) / total);
        }
        NDArray across = plane.getManager().create(bell, new Shape(1, 1, 1, bell.length));
        NDArray down = plane.getManager().create(bell, new Shape(1, 1, bell.length, 1));
        NDArray once = convolved(plane, across, new Shape(0, reach));
        return convolved(once, down, new Shape(reach, 0));
    }

    private static NDArray convolved(NDArray plane, NDArray kernel, Shape padding) {
        return Conv2d.conv2d(plane, kernel, null, new Shape(1, 1), padding, new Shape(1, 1), 1)
                .head();
    }
}
