package org.radiloom.review;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.radiloom.imaging.Polygon;

/**
 * What a reader adds to the pictures of a series before a model looks at them.
 *
 * @param regions where to look, by frame; other frames are searched
 * @param declared numbers that the reader measured, by name, such as {@link #HEPATORENAL_INDEX}
 */
public record ReaderInput(Map<Integer, Polygon> regions, Map<String, Double> declared) {
    /** Name of the mean grey of the liver over that of the kidney's cortex at the same depth. */
    public static final String HEPATORENAL_INDEX = "hepatorenalIndex";

    /** Nothing. */
    public static final ReaderInput NONE = new ReaderInput(Map.of(), Map.of());

    public ReaderInput {
        regions = Map.copyOf(regions);
        declared = Collections.unmodifiableMap(new LinkedHashMap<>(declared));
    }
}
