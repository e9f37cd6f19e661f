package org.radiloom.imaging;

import java.util.List;

/**
 * That an image has lost something by compression, once or several times. Source: DICOM PS3.3 C.7.6.1.1.5.
 *
 * @param ratios of each step, as the file states them: 12 is "12 to 1"; empty where it does not
 * @param methods of each step, DICOM's terms such as ISO_10918_1 (JPEG); empty where the file does not state them
 */
public record LossyCoding(List<Double> ratios, List<String> methods) {
    public LossyCoding {
        ratios = List.copyOf(ratios);
        methods = List.copyOf(methods);
    }
}
