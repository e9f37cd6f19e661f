package org.radiloom.infer;

import java.util.List;

/**
 * One patch of the map of grades.
 *
 * @param column left edge in pixels of the frame, from the left edge of the first pixel
 * @param row upper edge in pixels of the frame
 * @param width in pixels of the frame
 * @param height in pixels of the frame
 * @param probabilities calibrated, one for each class, summing to 1
 */
public record PatchGrade(double column, double row, double width, double height, List<Double> probabilities) {
    public PatchGrade {
        probabilities = List.copyOf(probabilities);
    }
}
