package org.radiloom.infer;

import java.util.List;
import java.util.Optional;

/**
 * What was seen in one frame.
 *
 * @param frame index in the series, from 0
 * @param refused why the frame has no grade, one sentence for people; empty when it has one
 * @param probabilities calibrated, one for each class, summing to 1; empty when the frame has no grade
 * @param region where was looked; empty when the whole frame was, or nothing was found
 * @param patches the map of grades: each with its place in the frame; one that covers the frame where the whole frame
 *     was looked at
 * @param leftOut patches in the region that were not used, because of vessels, white or coloured pixels
 */
public record FrameGrade(
        int frame,
        Optional<String> refused,
        List<Double> probabilities,
        Optional<FrameRegion> region,
        List<PatchGrade> patches,
        int leftOut) {
    public FrameGrade {
        probabilities = List.copyOf(probabilities);
        patches = List.copyOf(patches);
        if (refused.isPresent() != probabilities.isEmpty()) {
            throw new IllegalArgumentException("a frame has either a grade or a reason why not");
        }
    }

    /** Whether the frame has a grade. */
    public boolean graded() {
        return refused.isEmpty();
    }
}
