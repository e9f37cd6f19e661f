package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;

/**
 * A batch of normal pictures.
 *
 * @param pictures (B, 1, S, S) in [-1, 1]
 * @param organ (B), numbers from 0; -1 where unknown
 * @param modality (B), likewise
 * @param regions (B, S, S), 1 where a picture is looked at, row by row; no values for everywhere
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Normals(NDArray pictures, float[] organ, float[] modality, float[] regions) {
    /** Looked at everywhere. */
    public Normals(NDArray pictures, float[] organ, float[] modality) {
        this(pictures, organ, modality, new float[0]);
    }
}
