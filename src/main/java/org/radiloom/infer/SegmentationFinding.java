package org.radiloom.infer;

import java.util.Optional;
import org.radiloom.imaging.Mask;
import org.radiloom.model.CodedTerm;

/**
 * A structure outlined in a series.
 *
 * @param segment the structure, coded
 * @param category the kind of structure, coded
 * @param mask on the grid of the series
 * @param caution why the result deserves a second look, for people; only said of complete ones
 * @param complete false if the run was cancelled; slices not yet looked at are empty
 * @param certainty how sure the model is, voxel by voxel
 */
public record SegmentationFinding(
        String id,
        String label,
        CodedTerm segment,
        CodedTerm category,
        Mask mask,
        Optional<String> caution,
        boolean complete,
        Certainty certainty,
        Provenance provenance)
        implements Finding {
    public double volumeCm3() {
        return mask.volumeCm3();
    }
}
