package org.radiloom.annotate.file;

import java.util.List;
import org.radiloom.annotate.Segmentation;

/**
 * What was read from a file.
 *
 * @param segmentation on the grid that was asked for
 * @param warnings what of the file could not be kept as it was, in sentences for people; empty when nothing was lost
 */
public record Imported(Segmentation segmentation, List<String> warnings) {
    public Imported {
        warnings = List.copyOf(warnings);
    }
}
