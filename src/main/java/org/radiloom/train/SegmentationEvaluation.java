package org.radiloom.train;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.VolumeSegmenter;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.train.evaluation.Prediction;
import org.radiloom.train.evaluation.VolumeScore;

/** Runs a segmentation model on samples with masks and scores every volume on its native grid. */
public final class SegmentationEvaluation {
    private final VolumeSegmenter model;
    private final Manifest manifest;
    private final double marginMm;

    /** @param marginMm how far from the structure probabilities are judged */
    public SegmentationEvaluation(VolumeSegmenter model, Manifest manifest, double marginMm) {
        this.model = model;
        this.manifest = manifest;
        this.marginMm = marginMm;
    }

    /** Scores the entries one after the other; the reference is never resampled. */
    public List<VolumeScore> run(List<ManifestEntry> entries, Progress progress) throws Problem {
        List<VolumeScore> scores = new ArrayList<>();
        for (ManifestEntry entry : entries) {
            progress.check();
            progress.report((double) scores.size() / entries.size(), entry.sampleId());
            scores.add(score(entry));
        }
        return scores;
    }

    private VolumeScore score(ManifestEntry entry) throws Problem {
        String maskPath = entry.maskPath();
        if (maskPath == null) {
            throw Problem.input(
                    "data.mask.missing", "The sample " + entry.sampleId() + " has no mask_path.", "Add it.");
        }
        VolumeStack image = SampleFiles.image(manifest.resolve(entry.path()), entry);
        Mask reference = SampleFiles.mask(manifest.resolve(maskPath), entry, image);
        long started = System.nanoTime();
        VolumeSegmenter.Outlined outlined = model.outline(image, List.of(entry.sampleId()), Progress.NONE);
        double seconds = (System.nanoTime() - started) / 1e9;
        return VolumeScore.of(
                entry.sampleId(),
                entry.patientId(),
                reference,
                new Prediction(
                        outlined.finding().mask(), outlined.probabilities().values()),
                marginMm,
                seconds);
    }
}
