package org.radiloom.infer;

import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Resampler;
import org.radiloom.problem.Problem;

/** By how much a model's answers to slices and to their mirror images differ. */
public final class FlipDisagreement {
    private final Geometry source;
    private final Resampler working;

    /** @param working difference of the probabilities, 0 to 1, on the working grid */
    FlipDisagreement(WorkingVolume volume, float[] working) {
        this.source = volume.sourceGeometry();
        this.working = volume.rimmed(working);
    }

    /** The difference summed over slice {@code k} of the series, times the area of a voxel; 0 where the model looks once. */
    public double areaMm2(int k) throws Problem {
        float[] plane = new float[source.columns() * source.rows()];
        working.slice(source, k, 0, plane, 0);
        double sum = 0;
        for (float each : plane) {
            sum += each;
        }
        return sum * source.columnSpacingMm() * source.rowSpacingMm();
    }
}
