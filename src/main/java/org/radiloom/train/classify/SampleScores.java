package org.radiloom.train.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.job.Progress;
import org.radiloom.nn.classify.Classifier;

/** The scores that a network gives samples without random changes, many at a time. Gradient recording must be off. */
final class SampleScores {
    /** Pixels that go through the network at once; bounds memory, not results. */
    private static final int PIXELS = 8 * 224 * 224;

    private final Classifier network;
    private final PictureCutter cutter;

    SampleScores(Classifier network, PictureCutter cutter) {
        this.network = network;
        this.cutter = cutter;
    }

    private record Input(int sample, int row) {}

    /**
     * Scores before softmax.
     *
     * @return for each sample (places, K)
     */
    List<double[][]> of(List<PictureSample> samples, Progress progress) {
        List<double[][]> scores = new ArrayList<>();
        List<Input> inputs = new ArrayList<>();
        for (int s = 0; s < samples.size(); s++) {
            int places = samples.get(s).places().size();
            scores.add(new double[places][]);
            for (int row = 0; row < places; row++) {
                inputs.add(new Input(s, row));
            }
        }
        int most = Math.max(1, PIXELS / (cutter.side() * cutter.side()));
        for (int from = 0; from < inputs.size(); from += most) {
            progress.check();
            run(samples, inputs.subList(from, Math.min(inputs.size(), from + most)), scores);
        }
        return scores;
    }

    private void run(List<PictureSample> samples, List<Input> inputs, List<double[][]> scores) {
        int n = inputs.size();
        int channels = samples.getFirst().channels();
        int length = channels * cutter.side() * cutter.side();
        float[] images = new float[n * length];
        for (int at = 0; at < n; at++) {
            PictureSample sample = samples.get(inputs.get(at).sample);
            cutter.plain(sample, sample.places().get(inputs.get(at).row), images, at * length);
        }
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray x = manager.create(images, new Shape(n, channels, cutter.side(), cutter.side()));
            float[] logits = network.forward(x, declared(manager, samples, inputs), false)
                    .logits()
                    .toFloatArray();
            int classes = logits.length / n;
            for (int at = 0; at < n; at++) {
                double[] row = new double[classes];
                for (int c = 0; c < classes; c++) {
                    row[c] = logits[at * classes + c];
                }
                scores.get(inputs.get(at).sample)[inputs.get(at).row] = row;
            }
        }
    }

    private static @Nullable NDArray declared(NDManager manager, List<PictureSample> samples, List<Input> inputs) {
        int numbers = samples.getFirst().declared().size();
        if (numbers == 0) {
            return null;
        }
        float[] values = new float[inputs.size() * numbers];
        for (int at = 0; at < values.length; at++) {
            values[at] = samples.get(inputs.get(at / numbers).sample).declared().get(at % numbers);
        }
        return manager.create(values, new Shape(inputs.size(), numbers));
    }
}
