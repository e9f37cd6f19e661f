package org.radiloom.ui.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.radiloom.imaging.measure.Calibration;
import org.radiloom.study.measure.ImageKey;

/**
 * What measuring needs to know of a series.
 *
 * @param seriesUid under which its measurements are kept
 * @param images by slice
 * @param calibration of its slices
 * @param slices by image, for whoever looks for the place of a measurement
 */
public record MeasureSubject(
        String seriesUid, List<ImageKey> images, Calibration calibration, Map<ImageKey, Integer> slices) {
    public MeasureSubject {
        images = List.copyOf(images);
        slices = Map.copyOf(slices);
    }

    public static MeasureSubject of(String seriesUid, List<ImageKey> images, Calibration calibration) {
        Map<ImageKey, Integer> slices = new HashMap<>();
        for (int k = 0; k < images.size(); k++) {
            slices.putIfAbsent(images.get(k), k);
        }
        return new MeasureSubject(seriesUid, images, calibration, slices);
    }

    /** The slice of an image; empty if this series does not show it. */
    public OptionalInt slice(ImageKey image) {
        Integer k = slices.get(image);
        return k == null ? OptionalInt.empty() : OptionalInt.of(k);
    }

    /** The number of slices only: identifiers must not reach a log. */
    @Override
    public String toString() {
        return "MeasureSubject[" + images.size() + " slices]";
    }
}
