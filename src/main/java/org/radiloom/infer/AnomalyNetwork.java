package org.radiloom.infer;

import org.radiloom.nn.anomaly.Known;
import org.radiloom.problem.Problem;

/** Scores prepared pictures; loaded once. */
interface AnomalyNetwork extends AutoCloseable {
    /**
     * What is said of {@code n} pictures.
     *
     * @param scores (n), larger is less normal
     * @param maps (n, side, side), at least 0, larger is less normal
     * @param reconstructions (n, side, side) in [-1, 1]; no values for methods that draw none
     * @param organs (n, organs) probabilities; no values without that head
     * @param modalities (n, modalities) probabilities; no values without that head
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(float[] scores, float[] maps, float[] reconstructions, float[] organs, float[] modalities) {}

    /** @param inputs (n, side, side) in [-1, 1] */
    Answer look(float[] inputs, int n) throws Problem;

    /** The same, told what is known of the pictures. */
    default Answer look(float[] inputs, int n, Known known) throws Problem {
        return look(inputs, n);
    }

    /** Whether it tells organs or modalities apart. */
    boolean tells();

    @Override
    void close();
}
