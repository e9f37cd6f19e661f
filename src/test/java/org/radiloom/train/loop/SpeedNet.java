package org.radiloom.train.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SequencedMap;
import org.radiloom.nn.FocalLoss;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.nn.Segmenters;
import org.radiloom.nn.SmallUnet;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.ClassifierSpec;
import org.radiloom.nn.classify.Classifiers;
import org.radiloom.nn.classify.FeatureOut;
import org.radiloom.problem.Problem;

/** What a speed comparison runs and trains, whatever it is for. */
sealed interface SpeedNet {
    NDManager manager();

    SequencedMap<String, NDArray> parameters();

    void prepareForInference();

    /** The caller's to close. */
    NDArray scores(NDArray x, boolean training);

    /** What to learn for a batch of that shape. */
    NDArray target(NDManager scope, Shape batch);

    /** Mean cross-entropy. */
    NDArray loss(NDArray scores, NDArray target);

    /** {@code small} and {@code r50} mark pixels, the others name a body that tells a thousand classes apart. */
    static SpeedNet of(String name) throws Problem {
        return switch (name) {
            case "small" -> new Marks(new SmallUnet(1));
            case "r50" ->
                new Marks(
                        Segmenters.create(SegmenterSpec.mandi("resnet50", 64, 3).withCbam(false), Device.cpu(), 1));
            default -> new Names(Classifiers.create(ClassifierSpec.of(name, 1000, 3), Device.cpu(), 1));
        };
    }

    /** Marks pixels. */
    record Marks(Segmenter net) implements SpeedNet {
        @Override
        public NDManager manager() {
            return net.manager();
        }

        @Override
        public SequencedMap<String, NDArray> parameters() {
            return net.parameters();
        }

        @Override
        public void prepareForInference() {
            net.prepareForInference();
        }

        @Override
        public NDArray scores(NDArray x, boolean training) {
            return net.logits(x, training);
        }

        @Override
        public NDArray target(NDManager scope, Shape batch) {
            float[] marks = new float[Math.toIntExact(batch.get(0) * batch.get(2) * batch.get(3))];
            for (int at = 0; at < marks.length; at += 20) {
                marks[at] = 1;
            }
            return scope.create(marks, new Shape(batch.get(0), 1, batch.get(2), batch.get(3)));
        }

        @Override
        public NDArray loss(NDArray scores, NDArray target) {
            return new FocalLoss(0).compute(scores, target);
        }
    }

    /** Names pictures. */
    record Names(Classifier net) implements SpeedNet {
        @Override
        public NDManager manager() {
            return net.manager();
        }

        @Override
        public SequencedMap<String, NDArray> parameters() {
            return net.parameters();
        }

        @Override
        public void prepareForInference() {
            net.prepareForInference();
        }

        @Override
        public NDArray scores(NDArray x, boolean training) {
            FeatureOut out = net.forward(x, null, training);
            out.map().close();
            out.pooled().close();
            return out.logits();
        }

        @Override
        public NDArray target(NDManager scope, Shape batch) {
            try (NDArray classes = scope.arange((int) batch.get(0))) {
                return classes.oneHot(1000);
            }
        }

        @Override
        public NDArray loss(NDArray scores, NDArray target) {
            return scores.logSoftmax(1)
                    .mul(target)
                    .sum()
                    .mul(-1f / target.getShape().get(0));
        }
    }
}
