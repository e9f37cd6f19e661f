package org.radiloom.train.evaluation;

import java.util.Optional;
import org.radiloom.imaging.DistanceTransform;
import org.radiloom.imaging.Mask;
import org.radiloom.metric.Calibration;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.metric.SurfaceMetrics;

/**
 * How well one volume was segmented, on its native grid.
 *
 * @param overlap voxels of all slices
 * @param structureSlices voxels of the slices where the reference holds the structure
 * @param surface empty when one of the two masks is empty: then no distance exists
 * @param calibration of the foreground probabilities near the structure; counts nothing when there is no structure
 * @param seconds that the model took
 */
public record VolumeScore(
        String sampleId,
        String patientId,
        OverlapMetrics overlap,
        OverlapMetrics structureSlices,
        Optional<SurfaceMetrics> surface,
        Calibration calibration,
        double referenceCm3,
        double predictedCm3,
        double seconds) {
    /**
     * Compares a result with its reference, on the reference's grid.
     *
     * @param reference mask to agree with
     * @param marginMm how far from the reference probabilities are judged
     */
    public static VolumeScore of(
            String sampleId, String patientId, Mask reference, Prediction prediction, double marginMm, double seconds) {
        Prediction found = prediction.onto(reference.geometry());
        byte[] truth = reference.toArray();
        float[] distanceMm = DistanceTransform.toMask(reference);
        return new VolumeScore(
                sampleId,
                patientId,
                OverlapMetrics.of(truth, found.mask().toArray()),
                structureSlices(reference, found.mask()),
                SurfaceMetrics.between(reference, found.mask()),
                Calibration.ofForeground(found.probabilities(), truth, at -> distanceMm[at] <= marginMm),
                reference.volumeCm3(),
                found.mask().volumeCm3(),
                seconds);
    }

    private static OverlapMetrics structureSlices(Mask reference, Mask predicted) {
        int plane = reference.geometry().columns() * reference.geometry().rows();
        byte[] truth = new byte[plane];
        byte[] found = new byte[plane];
        OverlapMetrics sum = OverlapMetrics.NONE;
        for (int k = 0; k < reference.geometry().slices(); k++) {
            if (reference.countInSlice(k) > 0) {
                reference.copySlice(k, truth);
                predicted.copySlice(k, found);
                sum = sum.plus(OverlapMetrics.of(truth, found));
            }
        }
        return sum;
    }
}
