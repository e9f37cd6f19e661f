package org.radiloom.dicom;

import java.util.Arrays;
import java.util.Comparator;

/** Collects the elements of one data set in the order of the file. */
final class ElementList {
    private DicomElement[] elements;
    private int size;
    private boolean ascending = true;

    ElementList(int expected) {
        elements = new DicomElement[expected];
    }

    void add(DicomElement element) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, size * 2);
        }
        if (size > 0 && Integer.compareUnsigned(elements[size - 1].tag(), element.tag()) >= 0) {
            ascending = false;
        }
        elements[size++] = element;
    }

    DicomDataset toDataset(SpecificCharacterSet characterSet) {
        DicomElement[] all = Arrays.copyOf(elements, size);
        if (!ascending) {
            Arrays.sort(all, Comparator.comparing(DicomElement::tag, Integer::compareUnsigned));
            all = withoutDuplicates(all);
        }
        int[] tags = new int[all.length];
        for (int at = 0; at < tags.length; at++) {
            tags[at] = all[at].tag();
        }
        return new DicomDataset(tags, all, characterSet);
    }

    /** Of elements with one tag the last in the file stays; the sort is stable. */
    private static DicomElement[] withoutDuplicates(DicomElement[] sorted) {
        int kept = 0;
        for (int at = 0; at < sorted.length; at++) {
            if (kept > 0 && sorted[kept - 1].tag() == sorted[at].tag()) {
                kept--;
            }
            sorted[kept++] = sorted[at];
        }
        return Arrays.copyOf(sorted, kept);
    }
}
