package org.radiloom.annotate.file;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.dicom.seg.SegmentDescription;

/** Segments for labels of which a file gives no more than the number, or no more than the name. */
final class PlainSegments {
    static final CodedConcept TISSUE = new CodedConcept("85756007", "SCT", "Tissue");

    private PlainSegments() {}

    static Segment of(int label, String name) {
        return of(label, name, SegmentDescription.colour(label), TISSUE, Segment.State.STARTED);
    }

    static Segment of(int label, String name, int rgb, CodedConcept code, Segment.State state) {
        return new Segment(label, name, rgb, code, true, false, state);
    }

    /** The name of a label that has none. */
    static String name(int label) {
        return "Label " + label;
    }

    /** The known segments, and one for each label of the map beside them. */
    static List<Segment> completed(List<Segment> known, LabelMap map) {
        boolean[] has = new boolean[LabelMap.MOST_LABELS + 1];
        known.forEach(segment -> has[segment.label()] = true);
        List<Segment> all = new ArrayList<>(known);
        for (int label : labels(map)) {
            if (!has[label]) {
                all.add(of(label, name(label)));
            }
        }
        return all;
    }

    /** The labels that a map holds, ascending. */
    static List<Integer> labels(LabelMap map) {
        boolean[] seen = new boolean[LabelMap.MOST_LABELS + 1];
        byte[] slice = new byte[map.sliceSize()];
        for (int k = 0; k < map.geometry().slices(); k++) {
            if (!map.isEmpty(k)) {
                map.copySlice(k, slice);
                for (byte each : slice) {
                    seen[each & 0xFF] = true;
                }
            }
        }
        List<Integer> labels = new ArrayList<>();
        for (int label = 1; label < seen.length; label++) {
            if (seen[label]) {
                labels.add(label);
            }
        }
        return labels;
    }
}
