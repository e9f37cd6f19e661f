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

    static final String DICE = "valDice";
    /** What {@link #run} tells: means over patients, on every n-th slice of the working grid. */
    static final List<String> FIGURES = List.of("valLoss", DICE, "valIou", "valPrecision", "valRecall");

    private final List<LabelledVolume> volumes;
    private final int stride;

    Validator(List<LabelledVolume> volumes, int stride) {
        this.volumes = List.copyOf(volumes);
        this.stride = stride;
    }

    boolean hasVolumes() {
        return !volumes.isEmpty();
    }

    /** Gradient recording must be off on this thread. */
    SequencedMap<String, Double> run(Segmenter network, SegmentationLoss criterion, Progress progress) {
        LinkedHashMap<String, Double> means = new LinkedHashMap<>();
        for (LabelledVolume volume : volumes) {
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

    private Judged judge(Segmenter network, SegmentationLoss criterion, LabelledVolume volume, Progress progress) {
        int rows = volume.image().inputRows();
        int columns = volume.image().inputColumns();
        int slices = (volume.image().slices() + stride - 1) / stride;
        int most = Math.max(1, PIXELS / (rows * columns));
        OverlapMetrics overlap = OverlapMetrics.NONE;
        double loss = 0;
        for (int from = 0; from < slices; from += most) {
            progress.check();
            int n = Math.min(most, slices - from);
            float[] images = new float[n * volume.image().inputLength()];
            byte[] labels = new byte[n * rows * columns];
            for (int s = 0; s < n; s++) {
                int slice = (from + s) * stride;
                volume.image()
                        .copyNormalisedInput(slice, images, s * volume.image().inputLength());
                volume.image().copyBatchLabel(volume.labels(), slice, labels, s * rows * columns);
            }
            float[] targets = new float[labels.length];
            for (int at = 0; at < labels.length; at++) {
                targets[at] = labels[at];
            }
            try (NDManager manager = network.manager().newSubManager()) {
                NDArray x = manager.create(images, new Shape(n, volume.image().channels(), rows, columns));
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
