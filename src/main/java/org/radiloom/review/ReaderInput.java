package org.radiloom.review;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.radiloom.imaging.Polygon;

/**
 * What a reader adds to the pictures of a series before a model looks at them.
 *
 * @param regions where to look, by frame; other frames are searched
 * @param declared numbers that the reader measured, by name, such as {@link #HEPATORENAL_INDEX}
 * @param only index of the one slice that a search for anomalies looks at; empty for the whole series
 */
public record ReaderInput(Map<Integer, Polygon> regions, Map<String, Double> declared, OptionalInt only) {
    /** Name of the mean grey of the liver over that of the kidney's cortex at the same depth. */
    public static final String HEPATORENAL_INDEX = "hepatorenalIndex";

    /** Nothing. */
    public static final ReaderInput NONE = new ReaderInput(Map.of(), Map.of());

    /** For the whole series. */
    public ReaderInput(Map<Integer, Polygon> regions, Map<String, Double> declared) {
        this(regions, declared, OptionalInt.empty());
    }

    public ReaderInput {
        regions = Map.copyOf(regions);
        declared = Collections.unmodifiableMap(new LinkedHashMap<>(declared));
    }

    /** The same for one slice, or for the whole series. */
    public ReaderInput only(OptionalInt slice) {
        return new ReaderInput(regions, declared, slice);
    }
}
