package org.radiloom.infer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures that say what a network looked at in one frame; made when asked for, shown over the frame.
 *
 * <p>Maps of patches are put together at their places and averaged where patches overlap; where none lies, a map is NaN.
 *
 * @param frame index in the series, from 0
 * @param classes names of the grades
 * @param activation class activation map of each class, logits; by gradients where a network has no closed form
 * @param runnerUp the class that {@code distractor} is about
 * @param distractor evidence for the runner-up against the predicted class, logits (DANIL, reconstruction); empty when
 *     the network has no closed form of it
 * @param icfd pictures of the decoupler of an ICFD network; empty for others
 */
public record GradeExplanation(
        int frame,
        List<String> classes,
        Map<String, Plane> activation,
        String runnerUp,
        Optional<Plane> distractor,
        Optional<Icfd> icfd) {
    public GradeExplanation {
        classes = List.copyOf(classes);
        activation = Collections.unmodifiableMap(new LinkedHashMap<>(activation));
    }

    /**
     * What an ICFD network makes of the picture before it classifies, all in [0, 1].
     *
     * @param specific Feat1: features of the class
     * @param common Feat2: features that all classes share
     * @param reconstruction the picture rebuilt from common features
     * @param input the picture that it is to be compared with
     */
    public record Icfd(Plane specific, Plane common, Plane reconstruction, Plane input) {}

    /**
     * A picture of numbers that lies over a part of a frame.
     *
     * @param values row by row, NaN where there is nothing; shared, not copied
     * @param columns of the picture
     * @param rows of the picture
     * @param left where its left edge lies, pixels of the frame
     * @param top where its upper edge lies, pixels of the frame
     * @param width in pixels of the frame
     * @param height in pixels of the frame
     * @param low value at the lower end of the colour scale, the same for every picture of a model
     * @param high value at the upper end of the colour scale
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Plane(
            float[] values,
            int columns,
            int rows,
            double left,
            double top,
            double width,
            double height,
            double low,
            double high) {
        public Plane {
            if (values.length != columns * rows || !(high > low)) {
                throw new IllegalArgumentException(
                        values.length + " values for " + columns + " x " + rows + ", " + low + " to " + high);
            }
        }
    }
}
