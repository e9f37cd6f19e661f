package org.radiloom.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.radiloom.job.Progress;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.nn.SegmentationLoss;
import org.radiloom.nn.Segmenter;

/** Judges a network between epochs: overlap per patient over whole slices of the working grid, every n-th slice. */
final class Validator {
    /** Pixels that go through the network at once; bounds memory, not results. */
    private static final int PIXELS = 8 * 128 * 128;

    /** The only one of {@link #FIGURES} of which less is better. */
    static final String LOSS = "valLoss";

    /** What {@link #run} tells: means over patients, on every n-th slice of the working grid. */
    static final List<String> FIGURES = List.of(LOSS, "valDice", "valIou", "valPrecision", "valRecall");

    private final List<LabelledSlices> volumes;
    private final int stride;

    Validator(List<? extends LabelledSlices> volumes, int stride) {
        this.volumes = List.copyOf(volumes);
        this.stride = stride;
    }

    boolean hasVolumes() {
        return !volumes.isEmpty();
    }

    /** Gradient recording must be off on this thread. */
    SequencedMap<String, Double> run(Segmenter network, SegmentationLoss criterion, Progress progress) {
        LinkedHashMap<String, Double> means = new LinkedHashMap<>();
        for (LabelledSlices volume : volumes) {
            Judged judged = judge(network, criterion, volume, progress);
            OverlapMetrics overlap = judged.overlap;
            double[] values = {judged.loss, overlap.dice(), overlap.iou(), overlap.precision(), overlap.recall()};
            for (int at = 0; at < values.length; at++) {
                means.merge(FIGURES.get(at), values[at] / volumes.size(), Double::sum);
            }
        }
        return means;
    }

    private record Judged(OverlapMetrics overlap, double loss) {}

    private Judged judge(Segmenter network, SegmentationLoss criterion, LabelledSlices volume, Progress progress) {
        int rows = volume.rows();
        int columns = volume.columns();
        int slices = (volume.slices() + stride - 1) / stride;
        int length = volume.channels() * rows * columns;
        int most = Math.max(1, PIXELS / (rows * columns));
        OverlapMetrics overlap = OverlapMetrics.NONE;
        double loss = 0;
        for (int from = 0; from < slices; from += most) {
            progress.check();
            int n = Math.min(most, slices - from);
            float[] images = new float[n * length];
            byte[] labels = new byte[n * rows * columns];
            float[] targets = new float[labels.length];
            for (int s = 0; s < n; s++) {
                int slice = (from + s) * stride;
                volume.copyNormalisedInput(slice, images, s * length);
                volume.copyTarget(slice, targets, s * rows * columns);
            }
            for (int at = 0; at < labels.length; at++) {
                labels[at] = (byte) (targets[at] >= 0.5f ? 1 : 0);
                targets[at] = labels[at];
            }
            try (NDManager manager = network.manager().newSubManager()) {
                NDArray x = manager.create(images, new Shape(n, volume.channels(), rows, columns));
                NDArray t = manager.create(targets, new Shape(n, 1, rows, columns));
                NDArray logits = network.logits(x, false);
                loss += criterion.compute(logits, t).getFloat() * n / slices;
                overlap = overlap.plus(OverlapMetrics.of(labels, foreground(logits)));
            }
        }
        return new Judged(overlap, loss);
    }

    /** 1 where the foreground scores higher than the background, (B, H, W). */
    private static byte[] foreground(NDArray logits) {
        float[] difference = logits.get(":, 1").sub(logits.get(":, 0")).toFloatArray();
        byte[] mask = new byte[difference.length];
        for (int at = 0; at < mask.length; at++) {
            mask[at] = (byte) (difference[at] > 0 ? 1 : 0);
        }
        return mask;
    }
}
