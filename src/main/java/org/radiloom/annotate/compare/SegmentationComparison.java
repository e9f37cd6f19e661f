package org.radiloom.annotate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.annotate.Segmentation;
import org.radiloom.annotate.file.Imported;
import org.radiloom.annotate.file.OntoGrid;
import org.radiloom.problem.Problem;

/**
 * Two segmentations compared, structure by structure, on the grid of the first.
 *
 * @param structures one for each pair of segments
 * @param warnings what had to be done to bring the second onto the grid of the first, in sentences for people
 */
public record SegmentationComparison(List<Structure> structures, List<String> warnings) {
    /** One structure compared. */
    public record Structure(SegmentPair pair, MaskComparison comparison) {}

    public SegmentationComparison {
        structures = List.copyOf(structures);
        warnings = List.copyOf(warnings);
    }

    /**
     * Compares two segmentations.
     *
     * @param label the only label to compare; empty for all
     * @param fileB name of the second, for messages
     * @throws Problem if the second lies elsewhere, or neither has the label
     */
    public static SegmentationComparison of(Segmentation a, Segmentation b, Optional<Integer> label, String fileB)
            throws Problem {
        return of(a, onto(a, b, fileB), label);
    }

    /**
     * Compares two segmentations on one grid.
     *
     * @param placed the second, and what had to be done to bring it onto the grid of the first
     * @throws Problem if neither has the label
     */
    public static SegmentationComparison of(Segmentation a, Imported placed, Optional<Integer> label) throws Problem {
        Segmentation second = placed.segmentation();
        List<SegmentPair> pairs = SegmentPair.of(a, second);
        if (label.isPresent()) {
            int wanted = label.get();
            pairs = pairs.stream()
                    .filter(pair -> pair.labelA() == wanted || pair.labelB() == wanted)
                    .toList();
            if (pairs.isEmpty()) {
                throw Problem.usage(
                        "compare.label",
                        "There is no label " + wanted + " in either of the two.",
                        "Leave --label out to see which labels there are.");
            }
        }
        List<Structure> structures = new ArrayList<>();
        for (SegmentPair pair : pairs) {
            structures.add(new Structure(
                    pair,
                    MaskComparison.of(a.map().mask(pair.labelA()), second.map().mask(pair.labelB()))));
        }
        return new SegmentationComparison(structures, placed.warnings());
    }

    /** The second on the grid of the first. */
    private static Imported onto(Segmentation a, Segmentation b, String fileB) throws Problem {
        return a.map().geometry().equals(b.map().geometry())
                ? new Imported(b, List.of())
                : OntoGrid.bring(b, a.map().geometry(), fileB);
    }
}
