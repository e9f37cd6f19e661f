package org.radiloom.annotate;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Labels on a grid and what they stand for: what is read from files, written to them, and compared. A copy: later edits of the
 * map that it was taken from do not reach it.
 *
 * @param map one label a voxel
 * @param segments what the labels stand for, by label; every label of the map has one
 */
public record Segmentation(LabelMap map, List<Segment> segments) {
    public Segmentation {
        segments = segments.stream()
                .sorted(Comparator.comparingInt(Segment::label))
                .toList();
        var labels = new HashSet<Integer>();
        if (!segments.stream().allMatch(s -> labels.add(s.label()))) {
            throw new IllegalArgumentException("two segments with one label: " + segments);
        }
    }

    /** The segment of a label. */
    public Optional<Segment> segment(int label) {
        return segments.stream().filter(s -> s.label() == label).findFirst();
    }
}
