package org.radiloom.train;

import java.util.Optional;
import org.radiloom.imaging.Mask;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.metric.SurfaceMetrics;

/**
 * How well one volume was segmented, on its native grid.
 *
 * @param surface empty when only one of the two masks has a surface: then no distance exists
 */
public record VolumeScore(
        String sampleId, String patientId, OverlapMetrics overlap, Optional<SurfaceMetrics> surface, double seconds) {
    static VolumeScore of(ManifestEntry entry, Mask reference, Mask predicted, double seconds) {
        return new VolumeScore(
                entry.sampleId(),
                entry.patientId(),
                OverlapMetrics.of(reference.toArray(), predicted.toArray()),
                SurfaceMetrics.between(reference, predicted),
                seconds);
    }
}
