package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What a detector says of a batch.
 *
 * @param score (B), larger = less normal
 * @param map (B, 1, S, S) ≥ 0, larger = less normal; its scale belongs to the detector and does not depend on the picture
 * @param reconstruction (B, 1, S, S), about [-1, 1]; empty for a detector that makes none
 * @param organ (B, organs), probabilities; empty without that head
 * @param modality (B, modalities), probabilities; empty without that head
 * @param latent (B, D), z
 */
public record Look(
        NDArray score,
        NDArray map,
        Optional<NDArray> reconstruction,
        Optional<NDArray> organ,
        Optional<NDArray> modality,
        NDArray latent)
        implements AutoCloseable {
    @Override
    public void close() {
        score.close();
        map.close();
        reconstruction.ifPresent(NDArray::close);
        organ.ifPresent(NDArray::close);
        modality.ifPresent(NDArray::close);
        latent.close();
    }
}
