package org.radiloom.train;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.SegmentationFinding;
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

    /** What a sample shows, and what is right. */
    public record Volume(VolumeStack image, Mask reference) {}

    /** What is done with each outlined sample. */
    @FunctionalInterface
    public interface Use {
        void of(ManifestEntry entry, Volume volume, VolumeSegmenter.Outlined outlined) throws Problem;
    }

    /** Scores the entries one after the other; the reference is never resampled. */
    public List<VolumeScore> run(List<ManifestEntry> entries, Progress progress) throws Problem {
        List<VolumeScore> scores = new ArrayList<>();
        each(entries, progress, (entry, volume, outlined) -> {
            SegmentationFinding finding = outlined.finding();
            scores.add(VolumeScore.of(
                    entry.sampleId(),
                    entry.patientId(),
                    volume.reference(),
                    new Prediction(finding.mask(), outlined.probabilities().values()),
                    marginMm,
                    finding.provenance().seconds()));
        });
        return scores;
    }

    /** Outlines the entries one after the other. */
    public void each(List<ManifestEntry> entries, Progress progress, Use use) throws Problem {
        for (int n = 0; n < entries.size(); n++) {
            ManifestEntry entry = entries.get(n);
            progress.check();
            progress.report((double) n / entries.size(), entry.sampleId());
            Volume volume = volume(entry);
            use.of(entry, volume, model.outline(volume.image(), List.of(entry.sampleId()), Progress.NONE));
        }
    }

    private Volume volume(ManifestEntry entry) throws Problem {
        String maskPath = entry.maskPath();
        if (maskPath == null) {
            throw Problem.input(
                    "data.mask.missing", "The sample " + entry.sampleId() + " has no mask_path.", "Add it.");
        }
        VolumeStack image = SampleFiles.image(manifest.resolve(entry.path()), entry);
        return new Volume(image, SampleFiles.mask(manifest.resolve(maskPath), entry, image));
    }
}
