package org.radiloom.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.radiloom.job.Progress;
import org.radiloom.nn.Segmenter;

/** Runs a network over slices of a working volume, a batch at a time; on the engine's thread only. */
final class SliceRunner {
    /** About this many pixels go through the network at once: enough to keep the processors busy, little memory. */
    private static final int BATCH_PIXELS = 400_000;

    private final Segmenter network;
    private final boolean flipAveraging;
    private final WorkingVolume volume;

    SliceRunner(Segmenter network, boolean flipAveraging, WorkingVolume volume) {
        this.network = network;
        this.flipAveraging = flipAveraging;
        this.volume = volume;
    }

    /**
     * Foreground probabilities of some slices; ends early if cancelled between batches.
     *
     * @param slices ascending
     * @param working receives them on the working grid; other slices are left alone
     * @param disagreement receives by how much the answers to the two mirror images differ, 0 to 1, on the working grid; left alone
     *     if there is one answer only
     * @return all slices of the volume, or the first one that a cancelled run did not get to
     */
    int run(int[] slices, float[] working, float[] disagreement, Progress progress) {
        int batch = Math.clamp(BATCH_PIXELS / (volume.inputRows() * volume.inputColumns()), 1, 16);
        float[] input = new float[batch * volume.inputLength()];
        for (int from = 0; from < slices.length; from += batch) {
            if (progress.cancelled()) {
                return slices[from];
            }
            int[] some = Arrays.copyOfRange(slices, from, Math.min(from + batch, slices.length));
            for (int b = 0; b < some.length; b++) {
                volume.copyBatchInput(some[b], input, b * volume.inputLength());
            }
            store(forward(input, some.length), some, false, working, disagreement);
            if (flipAveraging) {
                mirror(input, some.length);
                store(forward(input, some.length), some, true, working, disagreement);
            }
            int last = some[some.length - 1] + 1;
            progress.report((double) (from + some.length) / slices.length, "slice " + last + " of " + volume.slices());
        }
        return volume.slices();
    }

    /** Logits (n, 2, H, W) of the first {@code n} inputs. */
    private float[] forward(float[] input, int n) {
        Shape shape = new Shape(n, volume.channels(), volume.inputRows(), volume.inputColumns());
        int length = n * volume.inputLength();
        float[] used = length == input.length ? input : Arrays.copyOf(input, length);
        try (NDManager scope = network.manager().newSubManager()) {
            NDArray x = scope.create(used, shape);
            try (NDArray logits = network.logits(x, false)) {
                return logits.toFloatArray();
            }
        }
    }

    /** Mirrors the unpadded part of every row, so that the padding stays at the right. */
    private void mirror(float[] input, int n) {
        int width = volume.inputColumns();
        int used = volume.geometry().columns();
        for (int row = 0; row < n * volume.channels() * volume.inputRows(); row++) {
            for (int left = row * width, right = row * width + used - 1; left < right; left++, right--) {
                float swap = input[left];
                input[left] = input[right];
                input[right] = swap;
            }
        }
    }

    /** Turns two-class logits into foreground probability; a mirrored run is averaged into what is there. */
    private void store(float[] logits, int[] slices, boolean mirrored, float[] working, float[] disagreement) {
        int columns = volume.geometry().columns();
        int rows = volume.geometry().rows();
        int width = volume.inputColumns();
        int plane = volume.inputRows() * width;
        for (int b = 0; b < slices.length; b++) {
            for (int j = 0; j < rows; j++) {
                int to = (slices[b] * rows + j) * columns;
                int from = 2 * b * plane + j * width;
                for (int i = 0; i < columns; i++) {
                    int at = from + (mirrored ? columns - 1 - i : i);
                    float p = (float) (1 / (1 + Math.exp(logits[at] - logits[at + plane])));
                    if (mirrored) {
                        disagreement[to + i] = Math.abs(working[to + i] - p);
                        working[to + i] = (working[to + i] + p) / 2;
                    } else {
                        working[to + i] = p;
                    }
                }
            }
        }
    }
}
