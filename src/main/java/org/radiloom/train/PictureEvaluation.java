package org.radiloom.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.Frame;
import org.radiloom.infer.FrameOutline;
import org.radiloom.infer.FrameSegmenter;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.train.evaluation.Evaluation;
import org.radiloom.train.evaluation.Prediction;
import org.radiloom.train.evaluation.VolumeScore;

/**
 * Runs a segmentation model of pictures on samples with masks and scores each at its own size. Distances are millimetres if
 * every sample says how large its pixels are, else pixels.
 *
 * <p>In a set for classification ({@code task} in its header) the region to look at is what an outline is compared with.
 */
public final class PictureEvaluation {
    private final FrameSegmenter model;
    private final Manifest manifest;
    private final List<ManifestEntry> entries;
    private final double margin;

    /** @param margin how far from the structure probabilities are judged, in {@link #lengths} */
    public PictureEvaluation(FrameSegmenter model, Manifest manifest, List<ManifestEntry> entries, double margin) {
        this.model = model;
        this.manifest = manifest;
        this.entries = List.copyOf(entries);
        this.margin = margin;
    }

    /** Whether entries are pictures and not volumes. */
    public static boolean fits(Manifest manifest, List<ManifestEntry> entries) {
        return entries.stream().allMatch(e -> SampleFiles.isPicture(manifest.resolve(e.path())));
    }

    /** What distances of these samples are counted in. */
    public Evaluation.Lengths lengths() {
        return entries.stream().allMatch(e -> e.pixelSpacing() != null)
                ? Evaluation.Lengths.MM
                : Evaluation.Lengths.PIXELS;
    }

    /**
     * Scores the samples one after the other.
     *
     * @throws Problem if a picture or its mask is missing or cannot be read
     */
    public List<VolumeScore> run(Progress progress) throws Problem {
        List<VolumeScore> scores = new ArrayList<>();
        for (ManifestEntry entry : entries) {
            progress.check();
            progress.report((double) scores.size() / entries.size(), entry.sampleId());
            scores.add(score(entry));
        }
        return scores;
    }

    private VolumeScore score(ManifestEntry entry) throws Problem {
        String maskPath = reference(entry);
        Path file = manifest.resolve(entry.path());
        VolumeStack image = SampleFiles.image(file, entry);
        Mask reference = SampleFiles.mask(manifest.resolve(maskPath), entry, image);
        Frame frame = SampleFiles.frame(file, entry);
        long started = System.nanoTime();
        FrameOutline outline = model.outline(frame);
        byte[] inside = model.cleaned(outline);
        double seconds = (System.nanoTime() - started) / 1e9;
        Geometry grid = grid(frame, lengths() == Evaluation.Lengths.MM ? entry.pixelSpacing() : null);
        return VolumeScore.of(
                entry.sampleId(),
                entry.patientId(),
                Mask.of(grid, reference.toArray()),
                new Prediction(Mask.of(grid, inside), outline.probabilities()),
                margin,
                seconds);
    }

    /** A classification set keeps the organ as the region to look at, and its masks are of lesions. */
    private String reference(ManifestEntry entry) throws Problem {
        boolean region = manifest.header().path("task").asText().equals("classification") && entry.regionPath() != null;
        String path = region ? entry.regionPath() : entry.maskPath();
        if (path == null) {
            throw Problem.input(
                    "data.mask.missing",
                    "The sample " + entry.sampleId() + " has no outline to compare with: neither region_path nor"
                            + " mask_path.",
                    "Add it, or leave the sample out.");
        }
        return path;
    }

    private static Geometry grid(Frame frame, ManifestEntry.@Nullable Spacing spacing) {
        return spacing == null
                ? Geometry.axial(frame.columns(), frame.rows(), 1, 1, 1, 1)
                : Geometry.axial(frame.columns(), frame.rows(), 1, spacing.columnMm(), spacing.rowMm(), 1);
    }
}
