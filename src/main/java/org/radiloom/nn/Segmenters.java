package org.radiloom.nn;

import ai.djl.Device;
import org.radiloom.problem.Problem;

/** Builds the segmentation networks this program knows. */
public final class Segmenters {
    private Segmenters() {}

    /**
     * A network with fresh random weights (He, fan-in), the same for the same seed on any machine.
     *
     * @throws Problem {@code nn.architecture} or {@code nn.encoder} if the names are unknown
     */
    public static Segmenter create(SegmenterSpec spec, Device device, long seed) throws Problem {
        if (!spec.architecture().equals("mandi")) {
            throw Problem.model(
                    "nn.architecture",
                    "Unknown network architecture '" + spec.architecture() + "'.",
                    "This version knows 'mandi'; use a model made for it.");
        }
        return MandiNet.create(spec, device, seed);
    }
}
