package org.radiloom.infer;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.SegmentationTask;
import org.radiloom.nn.Segmenter;
import org.radiloom.problem.Problem;

/**
 * A segmentation model, loaded once and run over whole volumes, a batch of slices at a time.
 *
 * <p>Safe to call from any thread but the engine's; runs queue up on the engine's one thread.
 */
public final class VolumeSegmenter implements AutoCloseable {
    private final EngineRoom room;
    private final ModelCard card;
    private final SegmentationTask task;
    private final String sha256;
    private final String device;
    private final Segmenter network;

    private VolumeSegmenter(
            EngineRoom room, ModelCard card, SegmentationTask task, String sha256, String device, Segmenter network) {
        this.room = room;
        this.card = card;
        this.task = task;
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
        SegmentationTask task = model.card().segmentation();
        if (task.ofPictures()) {
            throw Problem.model(
                    "model.task",
                    "The model '" + model.card().id() + "' outlines in single pictures, not in volumes.",
                    "Name a model that is made for volumes.");
        }
        String id = room.bestDevice().id();
        Segmenter network = LoadedNetworks.segmenter(room, id, model);
        return new VolumeSegmenter(room, model.card(), task, sha256, id, network);
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
        parameters.put("threshold", task.postProcessing().threshold());
        parameters.put("flipAveraging", task.postProcessing().flipAveraging());
        parameters.put("workingSpacingMm", task.input().inPlaneMm());
        parameters.put("slicesDone", map.slicesDone());
        parameters.put("slicesSkipped", map.slicesSkipped());
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
        Mask mask = new MaskCleaning(map.grid(), task.postProcessing()).mask(map.values());
        ProcessMemory.peakMib().ifPresent(peak -> parameters.put("peakRssMiB", peak));
        double seconds = Duration.between(startedAt, Instant.now()).toMillis() / 1000.0;
        return new SegmentationFinding(
                UUID.randomUUID().toString(),
                task.label(),
                task.segment(),
                task.category(),
                mask,
                map.complete() ? task.plausibleVolumeCm3().caution(task.label(), mask.volumeCm3()) : Optional.empty(),
                map.complete(),
                Certainty.of(map.values(), mask),
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
        WorkingVolume volume = WorkingVolume.of(stack, task.input(), share(progress, 0, 0.15));
        float[] working = new float[Math.toIntExact(volume.geometry().voxels())];
        float[] disagreement = new float[working.length];
        int[] slices = SliceScreen.worthRunning(volume, task.skip());
        SliceRunner runner = new SliceRunner(network, task.postProcessing().flipAveraging(), volume);
        int done = room.call(() -> runner.run(slices, working, disagreement, share(progress, 0.15, 0.9)));
        progress.report(0.95, "outlining");
        int skipped = volume.slices() - slices.length;
        return new Probabilities(
                volume.sourceGeometry(),
                volume.toSource(working),
                new FlipDisagreement(volume, disagreement),
                done,
                skipped,
                volume.slices());
    }

    /**
     * Foreground probabilities on the grid of a series.
     *
     * @param values 0 to 1, index i + columns * (j + rows * k); 0 where the run did not get to
     * @param disagreement between the answers to each slice and to its mirror image
     * @param slicesDone working slices that were run or need not be run
     * @param slicesSkipped working slices of all that need not be run, because nothing in sight can be the structure
     * @param slices working slices in all
     */
    public record Probabilities(
            Geometry grid,
            float[] values,
            FlipDisagreement disagreement,
            int slicesDone,
            int slicesSkipped,
            int slices) {
        public boolean complete() {
            return slicesDone == slices;
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
