package org.radiloom.model;

import java.util.List;
import org.radiloom.imaging.Window;

/**
 * What a slice-wise volume segmenter sees: the one description of preprocessing that training and inference share.
 *
 * <p>The working grid is axial and patient-aligned (columns to the left, rows to the back, slices to the head). One
 * network input is (C, H, W): C context slices around the slice in question, windowed to [0, 1], H and W padded with 0
 * at the bottom and right to multiples of {@code strideMultiple}. A record, so that its JSON form is its component
 * names.
 *
 * @param modality DICOM modality the model was made for, such as CT
 * @param inPlaneMm distance between neighbouring columns and rows of the working grid
 * @param detailMm finest in-plane detail that the model has seen; finer sources are averaged over about this distance
 *     before sampling, so that a sharp scan looks like the ones it learned from
 * @param contextOffsetsMm position of each channel's slice relative to the segmented one, towards the head; one channel
 *     each, in channel order; may repeat 0 for replicated channels
 * @param minSliceStepMm working slices are the native ones if these lie at least this far apart, else every n-th native
 *     position with the smallest n that reaches it (between one and two times this step)
 * @param window values mapped to 0 and 1, clamped outside, in the stack's unit
 * @param strideMultiple H and W of the network input are multiples of this
 * @param acceptedInPlaneMm source pixel spacings that the model was made for
 * @param acceptedSliceMm source slice spacings that the model was made for
 * @param norm what is done to the windowed values last of all; cards of the first shape have none
 * @param wholePixels whether an axial source's own pixels are kept: the in-plane distance is then the multiple of the
 *     source's pixel spacing that comes nearest to {@code inPlaneMm}, at least one, so coarse scans keep their own grid;
 *     cards of the first shape have false
 */
public record SegmentationInput(
        String modality,
        double inPlaneMm,
        double detailMm,
        List<Double> contextOffsetsMm,
        double minSliceStepMm,
        Window window,
        int strideMultiple,
        SpacingRange acceptedInPlaneMm,
        SpacingRange acceptedSliceMm,
        InputNorm norm,
        boolean wholePixels) {

    public SegmentationInput {
        contextOffsetsMm = List.copyOf(contextOffsetsMm);
        if (!(inPlaneMm > 0)
                || !(detailMm > 0)
                || !(minSliceStepMm > 0)
                || strideMultiple < 1
                || contextOffsetsMm.isEmpty()) {
            throw new IllegalArgumentException("spacing " + inPlaneMm + " mm, slice step " + minSliceStepMm
                    + " mm, stride " + strideMultiple + ", " + contextOffsetsMm.size() + " context slices");
        }
    }

    /** An input whose values stay in [0, 1], on a grid of its own. */
    public SegmentationInput(
            String modality,
            double inPlaneMm,
            double detailMm,
            List<Double> contextOffsetsMm,
            double minSliceStepMm,
            Window window,
            int strideMultiple,
            SpacingRange acceptedInPlaneMm,
            SpacingRange acceptedSliceMm) {
        this(
                modality,
                inPlaneMm,
                detailMm,
                contextOffsetsMm,
                minSliceStepMm,
                window,
                strideMultiple,
                acceptedInPlaneMm,
                acceptedSliceMm,
                InputNorm.NONE,
                false);
    }

    /** Distances in mm from {@code min} to {@code max}, both included. */
    public record SpacingRange(double min, double max) {
        public SpacingRange {
            if (!(min > 0) || !(max >= min)) {
                throw new IllegalArgumentException(min + " to " + max + " mm");
            }
        }

        public boolean contains(double mm) {
            // DICOM decimal strings are rounded: a spacing written as 3.000001 still is 3
            return mm >= min - 1e-3 && mm <= max + 1e-3;
        }
    }

    /** The mandible's input: five slices 3 mm apart on a 2 mm grid, window 500 +- 1000 HU. */
    public static SegmentationInput mandible() {
        return new SegmentationInput(
                "CT",
                2.0,
                3.5,
                List.of(-6.0, -3.0, 0.0, 3.0, 6.0),
                1.5,
                new Window(500, 2000),
                32,
                new SpacingRange(0.2, 5.5),
                new SpacingRange(0.2, 5.0));
    }

    /** The same for another modality. */
    public SegmentationInput of(String other) {
        return new SegmentationInput(
                other,
                inPlaneMm,
                detailMm,
                contextOffsetsMm,
                minSliceStepMm,
                window,
                strideMultiple,
                acceptedInPlaneMm,
                acceptedSliceMm,
                norm,
                wholePixels);
    }

    /** Channels of the network input. */
    public int channels() {
        return contextOffsetsMm.size();
    }

    /** {@code size} rounded up to the stride multiple. */
    public int padded(int size) {
        return (size + strideMultiple - 1) / strideMultiple * strideMultiple;
    }

    /** How many native slices apart the working slices are, for a native slice distance in mm; at least 1. */
    public int sliceEvery(double nativeSliceMm) {
        return Math.max(1, (int) Math.ceil(minSliceStepMm / nativeSliceMm - 1e-6));
    }
}
