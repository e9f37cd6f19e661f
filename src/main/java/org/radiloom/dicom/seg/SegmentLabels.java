package org.radiloom.dicom.seg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.radiloom.problem.Problem;

/**
 * Which label stands for which segment. Numbers from 1 to 255 are labels themselves; other numbers get labels that are free.
 */
final class SegmentLabels {
    private static final int MOST = 255;

    private final String name;
    private final int[] labels;
    private final SortedMap<Integer, SegmentDescription> segments = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final BitSet taken = new BitSet();

    /** Background has label 0; numbers that nobody described have none before they are met. */
    SegmentLabels(SegmentationObject object) throws Problem {
        this.name = object.name();
        boolean map = object.encoding() == SegmentationEncoding.LABELMAP;
        this.labels = new int[1 << 16];
        Arrays.fill(labels, -1);
        if (map) {
            for (int value = 0; value <= object.largestValue(); value++) {
                labels[value] = object.background(value) ? 0 : -1;
            }
        }
        List<Map.Entry<Integer, SegmentDescription>> others = new ArrayList<>();
        for (Map.Entry<Integer, SegmentDescription> each : object.segments().entrySet()) {
            int number = each.getKey();
            if (labels[number] == 0) {
                continue;
            }
            if (number >= 1 && number <= MOST) {
                put(number, number, each.getValue());
            } else {
                others.add(each);
            }
        }
        if (segments.size() + others.size() > MOST) {
            throw SegProblems.tooMany(name, segments.size() + others.size());
        }
        for (Map.Entry<Integer, SegmentDescription> each : others) {
            int number = each.getKey();
            put(number, taken.nextClearBit(1), each.getValue());
            warnings.add(
                    "Segment " + number + " (" + each.getValue().label() + ") has label " + labels[number] + " here.");
        }
    }

    private void put(int number, int label, SegmentDescription segment) {
        labels[number] = label;
        taken.set(label);
        segments.put(label, segment);
    }

    /** The label of a segment, by its number from 0 to 65,535; 0 is background. */
    int label(int number) throws Problem {
        return labels[number] >= 0 ? labels[number] : met(number);
    }

    private int met(int number) throws Problem {
        int label = number >= 1 && number <= MOST && !taken.get(number) ? number : taken.nextClearBit(1);
        if (label > MOST) {
            throw SegProblems.tooMany(name, label);
        }
        put(number, label, SegmentDescription.unknown(number));
        warnings.add("The file does not say what segment " + number + " is; it has label " + label + " here.");
        return label;
    }

    /** What the labels stand for. */
    SortedMap<Integer, SegmentDescription> segments() {
        return segments;
    }

    List<String> warnings() {
        return warnings;
    }
}
