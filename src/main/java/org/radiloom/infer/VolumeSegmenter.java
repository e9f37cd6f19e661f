package org.radiloom.infer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.nn.Segmenters;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

/**
 * A segmentation model, loaded once and run over whole volumes, a batch of slices at a time.
 *
 * <p>Safe to call from any thread but the engine's; runs queue up on the engine's one thread.
 */
public final class VolumeSegmenter implements AutoCloseable {
    /** About this many pixels go through the network at once: enough to keep the processors busy, little memory. */
    private static final int BATCH_PIXELS = 400_000;

    private final EngineRoom room;
    private final ModelCard card;
    private final String sha256;
    private final String device;
    private final Segmenter network;

    private VolumeSegmenter(EngineRoom room, ModelCard card, String sha256, String device, Segmenter network) {
        this.room = room;
        this.card = card;
        this.sha256 = sha256;
        this.device = device;
        this.network = network;
    }

    /**
     * Verifies and loads a package onto the best device.
     *
     * @throws Problem {@code model.changed}, {@code model.missing}, {@code model.card}, or a mismatch of weights and
     *     network
     */
    public static VolumeSegmenter open(EngineRoom room, ModelPackage model) throws Problem {
        String sha256 = model.verifyWeights();
        SegmenterSpec spec = spec(model);
        String id = room.bestDevice().id();
        Device device = DeviceCheck.device(id);
        Segmenter network = room.call(() -> {
            Segmenter fresh = Segmenters.create(spec, device, 0);
            try {
                Weights.load(fresh, model.weights());
                fresh.prepareForInference();
                return fresh;
            } catch (Problem | RuntimeException e) {
                fresh.close();
                throw e;
            }
        });
        return new VolumeSegmenter(room, model.card(), sha256, id, network);
    }

    private static SegmenterSpec spec(ModelPackage model) throws Problem {
        try {
            SegmenterSpec spec =
                    JsonMapper.builder().build().treeToValue(model.card().network(), SegmenterSpec.class);
            if (spec.inputChannels() != model.card().input().channels()) {
                throw unusable(
                        model,
                        spec.inputChannels() + " network channels for "
                                + model.card().input().channels() + " context slices",
                        null);
            }
            return spec;
        } catch (JsonProcessingException e) {
            throw unusable(model, e.getOriginalMessage(), e);
        }
    }

    private static Problem unusable(
            ModelPackage model, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String what = "The network of model '" + model.card().id() + "' cannot be built: " + why + ".";
        String remedy = "Install the model package again.";
        return cause == null
                ? Problem.model("model.card", what, remedy)
                : Problem.model("model.card", what, remedy, cause);
    }

    public ModelCard card() {
        return card;
    }

    /**
     * Finds the structure in a series.
     *
     * @param inputs what to name as input: SOP instance UIDs, or digests of files
     * @param partial given what was found so far if the run is cancelled after at least one batch
     * @throws CancellationException if {@code progress} was cancelled
     */
    public SegmentationFinding segment(
            ImageStack stack, List<String> inputs, Progress progress, Consumer<SegmentationFinding> partial)
            throws Problem {
        Outlined outlined = outline(stack, inputs, progress);
        if (!outlined.finding().complete()) {
            if (outlined.probabilities().slicesDone() > 0) {
                partial.accept(outlined.finding());
            }
            throw new CancellationException("cancelled");
        }
        return outlined.finding();
    }

    /**
     * Finds the structure in a series and keeps the probabilities beside it; incomplete if cancelled on the way.
     *
     * @param inputs what to name as input: SOP instance UIDs, or digests of files
     */
    public Outlined outline(ImageStack stack, List<String> inputs, Progress progress) throws Problem {
        Instant startedAt = Instant.now();
        Probabilities map = probabilities(stack, progress);
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("threshold", card.postProcessing().threshold());
        parameters.put("flipAveraging", card.postProcessing().flipAveraging());
        parameters.put("workingSpacingMm", card.input().inPlaneMm());
        parameters.put("slicesDone", map.slicesDone());
        parameters.put("slices", map.slices());
        SegmentationFinding finding = finding(map, inputs, startedAt, parameters);
        if (map.complete()) {
            progress.report(1, "done");
        }
        return new Outlined(finding, map);
    }

    /** A finding and the probabilities that it was made from. */
    public record Outlined(SegmentationFinding finding, Probabilities probabilities) {}

    private SegmentationFinding finding(
            Probabilities map, List<String> inputs, Instant startedAt, Map<String, Object> parameters) throws Problem {
        Mask mask = new MaskCleaning(map.grid(), card.postProcessing()).mask(map.values());
        ProcessMemory.peakMib().ifPresent(peak -> parameters.put("peakRssMiB", peak));
        double seconds = Duration.between(startedAt, Instant.now()).toMillis() / 1000.0;
        return new SegmentationFinding(
                UUID.randomUUID().toString(),
                card.label(),
                card.segment(),
                card.category(),
                mask,
                map.complete() ? card.plausibleVolumeCm3().caution(card.label(), mask.volumeCm3()) : Optional.empty(),
                map.complete(),
                new Provenance(
                        card.id(),
                        card.version(),
                        sha256,
                        room.engine(),
                        device,
                        inputs,
                        parameters,
                        startedAt,
                        seconds));
    }

    /**
     * The network's raw answer on the grid of the series; ends early, incomplete, if cancelled between batches.
     *
     * @throws Problem if the series has no geometry or cannot be read
     */
    public Probabilities probabilities(ImageStack stack, Progress progress) throws Problem {
        WorkingVolume volume = WorkingVolume.of(stack, card.input(), share(progress, 0, 0.15));
        float[] working = new float[Math.toIntExact(volume.geometry().voxels())];
        int done = room.call(() -> runSlices(volume, working, share(progress, 0.15, 0.9)));
        progress.report(0.95, "outlining");
        return new Probabilities(volume.sourceGeometry(), volume.toSource(working), done, volume.slices());
    }

    /**
     * Foreground probabilities on the grid of a series.
     *
     * @param values 0 to 1, index i + columns * (j + rows * k); 0 where the run did not get to
     * @param slicesDone working slices that were run
     * @param slices working slices in all
     */
    public record Probabilities(org.radiloom.imaging.Geometry grid, float[] values, int slicesDone, int slices) {
        public boolean complete() {
            return slicesDone == slices;
        }
    }

    /** Runs all slices in batches on the engine's thread; returns how many were done before a cancel. */
    private int runSlices(WorkingVolume volume, float[] working, Progress progress) {
        int height = volume.inputRows();
        int width = volume.inputColumns();
        int batch = Math.clamp(BATCH_PIXELS / (height * width), 1, 16);
        float[] input = new float[batch * volume.inputLength()];
        for (int first = 0; first < volume.slices(); first += batch) {
            if (progress.cancelled()) {
                return first;
            }
            int n = Math.min(batch, volume.slices() - first);
            for (int b = 0; b < n; b++) {
                volume.copyNormalisedInput(first + b, input, b * volume.inputLength());
            }
            float[] scores = forward(input, n, volume);
            store(scores, volume, first, n, false, working);
            if (card.postProcessing().flipAveraging()) {
                mirror(input, n, volume);
                store(forward(input, n, volume), volume, first, n, true, working);
            }
            progress.report((double) (first + n) / volume.slices(), "slice " + (first + n) + " of " + volume.slices());
        }
        return volume.slices();
    }

    /** Logits (n, 2, H, W) of the first {@code n} inputs. */
    private float[] forward(float[] input, int n, WorkingVolume volume) {
        Shape shape = new Shape(n, volume.channels(), volume.inputRows(), volume.inputColumns());
        float[] used = n * volume.inputLength() == input.length
                ? input
                : java.util.Arrays.copyOf(input, n * volume.inputLength());
        try (NDManager scope = network.manager().newSubManager()) {
            NDArray x = scope.create(used, shape);
            try (NDArray logits = network.logits(x, false)) {
                return logits.toFloatArray();
            }
        }
    }

    /** Mirrors the unpadded part of every row, so that the padding stays at the right. */
    private static void mirror(float[] input, int n, WorkingVolume volume) {
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
    private static void store(
            float[] logits, WorkingVolume volume, int first, int n, boolean mirrored, float[] working) {
        int columns = volume.geometry().columns();
        int rows = volume.geometry().rows();
        int width = volume.inputColumns();
        int plane = volume.inputRows() * width;
        for (int b = 0; b < n; b++) {
            for (int j = 0; j < rows; j++) {
                int to = ((first + b) * rows + j) * columns;
                int from = 2 * b * plane + j * width;
                for (int i = 0; i < columns; i++) {
                    int at = from + (mirrored ? columns - 1 - i : i);
                    float p = (float) (1 / (1 + Math.exp(logits[at] - logits[at + plane])));
                    working[to + i] = mirrored ? (working[to + i] + p) / 2 : p;
                }
            }
        }
    }

    /** Passes progress on as a part of a larger whole. */
    private static Progress share(Progress whole, double from, double to) {
        return new Progress() {
            @Override
            public void report(double fraction, String what) {
                whole.report(from + fraction * (to - from), what);
            }

            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }
        };
    }

    @Override
    public void close() {
        try {
            room.call(() -> {
                network.close();
                return true;
            });
        } catch (Problem problem) {
            throw new IllegalStateException("closing a network asks nothing of the user", problem);
        }
    }
}
