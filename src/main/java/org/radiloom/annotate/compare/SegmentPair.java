package org.radiloom.annotate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;

/**
 * What is compared with what.
 *
 * @param labelA label in the first segmentation
 * @param labelB label in the second
 * @param name of the structure
 */
public record SegmentPair(int labelA, int labelB, String name) {
    /**
     * The pairs of two segmentations: the only segments of both, whatever their labels; otherwise equal labels, also where only
     * one of the two has one.
     */
    public static List<SegmentPair> of(Segmentation a, Segmentation b) {
        if (a.segments().size() == 1 && b.segments().size() == 1) {
            Segment first = a.segments().getFirst();
            return List.of(
                    new SegmentPair(first.label(), b.segments().getFirst().label(), first.name()));
        }
        var labels = new TreeSet<Integer>();
        a.segments().forEach(segment -> labels.add(segment.label()));
        b.segments().forEach(segment -> labels.add(segment.label()));
        List<SegmentPair> pairs = new ArrayList<>();
        for (int label : labels) {
            String name =
                    a.segment(label).or(() -> b.segment(label)).orElseThrow().name();
            pairs.add(new SegmentPair(label, label, name));
        }
        return pairs;
    }
}
