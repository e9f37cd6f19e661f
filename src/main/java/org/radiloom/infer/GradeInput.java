package org.radiloom.infer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.Slice;
import org.radiloom.problem.Problem;

/**
 * What is to be graded, and what the reader adds.
 *
 * @param stack the frames
 * @param bits of a grey value
 * @param inverted whether the lowest value is meant to be white
 * @param mmPerPixel of the frames; 0 if it is not known
 * @param ultrasound whether it is known, from tags or from the reader, that these are ultrasound frames; if not, each is
 *     looked at first
 * @param sources what to name as input: SOP instance UIDs, or digests of files
 * @param regions drawn by the reader, by frame; other frames are searched
 * @param sectors the part of a frame that its tags call ultrasound, by frame; of account for models that look at sectors
 * @param declared numbers that the reader states, by name, such as hepatorenalIndex; those that no variant of the model
 *     takes are not used
 */
public record GradeInput(
        ImageStack stack,
        int bits,
        boolean inverted,
        double mmPerPixel,
        boolean ultrasound,
        List<String> sources,
        Map<Integer, Polygon> regions,
        Map<Integer, PictureCut> sectors,
        Map<String, Double> declared) {
    /** DICOM's word for ultrasound. */
    public static final String ULTRASOUND = "US";

    public GradeInput {
        sources = List.copyOf(sources);
        regions = Map.copyOf(regions);
        sectors = Map.copyOf(sectors);
        declared = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(declared));
    }

    /** Of frames whose tags name no sector. */
    public GradeInput(
            ImageStack stack,
            int bits,
            boolean inverted,
            double mmPerPixel,
            boolean ultrasound,
            List<String> sources,
            Map<Integer, Polygon> regions,
            Map<String, Double> declared) {
        this(stack, bits, inverted, mmPerPixel, ultrasound, sources, regions, Map.of(), declared);
    }

    /** A frame as models look at it, decoded now if need be. */
    Frame frame(int k) throws Problem {
        Slice slice = stack.slice(k);
        Frame frame = Frame.of(slice, bits);
        return inverted ? frame.inverted() : frame;
    }
}
